import type { Db } from '../../db/database.ts'
import type { Lang } from '../../lib/languages.ts'
import {
  type Activity,
  addVersion,
  newestVersion,
  rewriteVersion,
  type StoredVersion,
} from '../activities/queries.ts'
import { emptyVersion, type Version } from '../activities/version.ts'
import type { Edition } from '../editions/edition.ts'
import type { Draft } from './draft.ts'

/** A draft with nothing in it. */
export const emptyDraft: Draft = {
  version: emptyVersion,
  contact: { contact_name: '', contact_department: '', contact_email: '', contact_phone: '' },
  privateAnswers: {},
}

/** Begins a registration and returns its id. */
export async function beginDraft(
  trx: Db,
  edition: Edition,
  draft: Draft,
  about: { lang: Lang; source: Activity['source']; by: 'owner' | 'staff'; now: Temporal.Instant },
): Promise<number> {
  const { id } = await trx
    .insertInto('activities')
    .values({
      edition_id: edition.id,
      profile: edition.profile,
      state: 'draft',
      source: about.source,
      language: about.lang,
      ...draft.contact,
      private_answers: JSON.stringify(draft.privateAnswers),
      created_at: about.now,
      changed_at: about.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await addVersion(trx, id, draft.version, { kind: about.by, at: about.now })
  return id
}

/** What an activity's newest version says, with its contact, ready to be worked on. */
export async function loadDraft(
  db: Db,
  activity: Activity,
): Promise<Draft & { version: StoredVersion }> {
  const version = (await newestVersion(db, activity.id)) as StoredVersion
  const { contact_name, contact_department, contact_email, contact_phone } = activity
  return {
    version,
    contact: { contact_name, contact_department, contact_email, contact_phone },
    privateAnswers: activity.private_answers,
  }
}

/** Saves a draft that nobody else has seen: its only version is rewritten. */
export async function saveDraft(
  trx: Db,
  activity: Activity,
  versionId: number,
  change: { draft: Draft; now: Temporal.Instant },
): Promise<void> {
  const { draft, now } = change
  await rewriteVersion(trx, versionId, draft.version)
  await saveContact(trx, activity.id, draft, now)
}

/** Saves the private side: contact and answers for the secretariat only. Takes effect at once. */
export async function saveContact(
  trx: Db,
  activityId: number,
  draft: Draft,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('activities')
    .set({
      ...draft.contact,
      private_answers: JSON.stringify(draft.privateAnswers),
      changed_at: now,
    })
    .where('id', '=', activityId)
    .execute()
}

/** Notes that a step of a draft came with its invisible fields filled in; sending counts it. */
export async function noteTraps(trx: Db, activityId: number): Promise<void> {
  await trx
    .updateTable('activities')
    .set({ risk_reasons: ['traps'] })
    .where('id', '=', activityId)
    .where('state', '=', 'draft')
    .execute()
}

/** Other registrations of the edition that may be of the same organisation. */
export async function sameOrganisation(
  db: Db,
  edition: Edition,
  version: Version,
  nameKey: string,
): Promise<{ id: number; number: number | null; sure: boolean }[]> {
  const rows = await db
    .selectFrom('activities')
    .innerJoin('participants', 'participants.id', 'activities.participant_id')
    .select([
      'activities.id',
      'activities.number',
      'participants.corporate_number',
      'participants.prefecture',
    ])
    .where('activities.edition_id', '=', edition.id)
    .where('activities.state', 'in', ['submitted', 'returned', 'published'])
    .where((where) =>
      where.or([
        where('participants.name_key', '=', nameKey),
        ...(version.corporateNumber
          ? [where('participants.corporate_number', '=', version.corporateNumber)]
          : []),
      ]),
    )
    .limit(5)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    sure:
      (row.corporate_number !== null && row.corporate_number === version.corporateNumber) ||
      row.prefecture === version.prefecture,
  }))
}

/** How many other registrations of the edition carry the very same text. */
export async function sameTexts(
  db: Db,
  editionId: number,
  version: StoredVersion,
): Promise<number> {
  const rows = await db
    .selectFrom('activity_versions')
    .innerJoin('activities', 'activities.id', 'activity_versions.activity_id')
    .select('activities.id')
    .distinct()
    .where('activities.edition_id', '=', editionId)
    .where('activities.id', '<>', version.activityId)
    .where('activities.state', '<>', 'draft')
    .where('activity_versions.body', '=', version.body)
    .limit(10)
    .execute()
  return rows.length
}
