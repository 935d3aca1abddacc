import * as v from 'valibot'
import { dayOf } from '../../clock.ts'
import type { Db } from '../../db/database.ts'
import { optionalLine } from '../../http/fields.ts'
import { languages, type Lang } from '../../lib/languages.ts'
import {
  dealNumber,
  findActivity,
  type Activity,
  moveActivity,
  newestVersion,
  type StoredVersion,
} from '../activities/queries.ts'
import type { Actor } from '../audit/audit.ts'
import { writeAudit } from '../audit/queries.ts'
import { currentTerms, type Edition, publicNumber } from '../editions/edition.ts'
import type { Draft } from '../registration/draft.ts'
import { participantFor } from '../registration/participants.ts'
import { beginDraft } from '../registration/queries.ts'

const accepted = v.pipe(v.optional(v.string(), ''), v.literal('yes', 'required'))

/** What the officer says beside the answers of the form. */
export const aboutEntry = v.strictObject({
  /** Where it came from: fax of the 5th, Word file by mail … Only for the log of actions. */
  origin: v.pipe(optionalLine(200), v.nonEmpty('required')),
  /** The paper accepts the terms. */
  terms: accepted,
  /** In which mails to the registrant will be written. */
  language: v.picklist(languages, 'choose'),
  publish: v.optional(v.string(), ''),
})
export const aboutFields = Object.keys(aboutEntry.entries)

export type Entry = { draft: Draft; origin: string; language: Lang; publish: boolean }
type By = { actor: Extract<Actor, { kind: 'staff' }>; now: Temporal.Instant }

/**
 * Takes in a registration that came on paper: it has its number at once and waits like every other,
 * or is published in the same transaction. Nobody is sent a mail.
 */
export async function enterRegistration(
  trx: Db,
  edition: Edition,
  entry: Entry,
  by: By,
): Promise<{ id: number; number: number }> {
  const { id, number, activity, version } = await submitEntry(trx, edition, entry, by)
  const subject = {
    kind: 'activity',
    id,
    name: `${publicNumber(edition, number)} ${version.title}`,
    editionId: edition.id,
  }
  await writeAudit(trx, {
    action: 'activities.entered',
    actor: by.actor,
    subject,
    note: entry.origin,
    at: by.now,
  })
  if (entry.publish) {
    await publishAtOnce(trx, activity, version, by)
    await writeAudit(trx, { action: 'activities.published', actor: by.actor, subject, at: by.now })
  }
  return { id, number }
}

async function submitEntry(trx: Db, edition: Edition, entry: Entry, by: By) {
  const { draft, language } = entry
  const id = await beginDraft(trx, edition, draft, {
    lang: language,
    source: 'paper',
    by: 'staff',
    now: by.now,
  })
  const started = (await findActivity(trx, edition.id, id)) as Activity
  const version = (await newestVersion(trx, id)) as StoredVersion
  await trx
    .updateTable('activity_versions')
    .set({ staff_id: by.actor.id })
    .where('id', '=', version.id)
    .execute()
  const number = await dealNumber(trx, edition.id)
  const activity = await moveActivity(trx, started, 'enter', {
    now: by.now,
    number,
    submitted_at: by.now,
    proposed_version_id: version.id,
    participant_id: await participantFor(trx, version, by.now),
    terms_version: currentTerms(edition, dayOf(by.now)).version,
    terms_accepted_at: by.now,
  })
  return { id, number, activity, version }
}

async function publishAtOnce(
  trx: Db,
  activity: Activity,
  version: StoredVersion,
  by: By,
): Promise<void> {
  await moveActivity(trx, activity, 'publish', {
    now: by.now,
    published_version_id: version.id,
    proposed_version_id: null,
    published_at: by.now,
  })
  await trx
    .insertInto('activity_decisions')
    .values({
      activity_id: activity.id,
      version_id: version.id,
      decision: 'published',
      reason_code: null,
      decided_by: by.actor.id,
      decided_at: by.now,
      undone_at: null,
      undone_by: null,
    })
    .execute()
}
