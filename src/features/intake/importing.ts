import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import { dayOf } from '../../clock.ts'
import type { Db } from '../../db/database.ts'
import { stateAfter } from '../activities/activity.ts'
import { toRow } from '../activities/version.ts'
import type { Actor } from '../audit/audit.ts'
import { writeAudit } from '../audit/queries.ts'
import { currentTerms, type Edition, publicNumber } from '../editions/edition.ts'
import type { Draft } from '../registration/draft.ts'
import { goodRows, type Import, type ImportLine } from './import-queries.ts'
import { participantsOf } from './participants-of-rows.ts'
import { rowChecker } from './row-check.ts'

type By = { actor: Extract<Actor, { kind: 'staff' }>; now: Temporal.Instant }
type Entry = { line: ImportLine; draft: Draft }

const chunk = 500

/**
 * Imports the good rows of a dry run in this transaction: submitted, with a number, nobody is sent
 * a mail. Rows are checked once more, since the edition's form may have changed since the dry run.
 * @returns how many registrations came of it
 */
export async function applyImport(
  trx: Db,
  edition: Edition,
  about: { found: Import; twins: boolean },
  by: By,
): Promise<number> {
  const check = rowChecker(edition)
  let after = 0
  let count = 0
  for (;;) {
    const lines = await goodRows(trx, about.found.id, { after, twins: about.twins, limit: chunk })
    if (lines.length === 0) break
    const entries = lines.flatMap((line) => {
      const checked = check(line.values)
      return checked.ok ? [{ line, draft: checked.draft }] : []
    })
    await addRegistrations(trx, edition, { importId: about.found.id, entries }, by)
    after = lines.at(-1)?.line ?? after
    count += entries.length
    await breathe()
  }
  await trx
    .updateTable('imports')
    .set({ state: 'applied', applied_at: by.now })
    .where('id', '=', about.found.id)
    .execute()
  await writeAudit(trx, {
    action: 'imports.applied',
    actor: by.actor,
    subject: {
      kind: 'import',
      id: about.found.id,
      name: about.found.file_name,
      editionId: edition.id,
    },
    after: { count },
    at: by.now,
  })
  return count
}

type Batch = { importId: number; entries: Entry[] }

async function addRegistrations(trx: Db, edition: Edition, batch: Batch, by: By): Promise<void> {
  const { entries } = batch
  if (entries.length === 0) return
  const participants = await participantsOf(
    trx,
    entries.map(({ draft }) => draft.version),
    by.now,
  )
  const first = await dealNumbers(trx, edition.id, entries.length)
  const numbered = entries.map((entry, at) => ({
    ...entry,
    number: first + at,
    participant: participants[at],
  }))
  const ids = await addActivities(trx, edition, numbered, by)
  await addVersions(
    trx,
    edition.id,
    numbered.map(({ draft, number }) => ({ draft, activityId: ids.get(number) as number })),
    by,
  )
  const pairs = numbered.map(({ line, number }) => ({ line: line.line, id: ids.get(number) }))
  await sql`
    update import_rows r set activity_id = p.id
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(line int, id bigint)
    where r.import_id = ${batch.importId} and r.line = p.line`.execute(trx)
  await tellOfEach(trx, edition, { importId: batch.importId, numbered, ids }, by)
}

type Told = { importId: number; numbered: Numbered[]; ids: Map<number, number> }

async function tellOfEach(trx: Db, edition: Edition, told: Told, by: By): Promise<void> {
  const { importId, numbered, ids } = told
  await writeAudit(
    trx,
    ...numbered.map(({ draft, number, line }) => ({
      action: 'activities.imported' as const,
      actor: by.actor,
      subject: {
        kind: 'activity',
        id: ids.get(number) as number,
        name: `${publicNumber(edition, number)} ${draft.version.title}`,
        editionId: edition.id,
      },
      after: { import: importId, line: line.line },
      at: by.now,
    })),
  )
}

/** The first of `count` numbers in a row; the edition's row stays locked until the commit. */
async function dealNumbers(trx: Db, editionId: number, count: number): Promise<number> {
  const { last_number } = await trx
    .updateTable('editions')
    .set({ last_number: sql`last_number + ${count}` })
    .where('id', '=', editionId)
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return last_number - count + 1
}

type Numbered = Entry & { number: number; participant: number | undefined }

/** Drafts with their numbers; number to id. */
async function addActivities(
  trx: Db,
  edition: Edition,
  entries: Numbered[],
  by: By,
): Promise<Map<number, number>> {
  const rows = entries.map(({ draft, number, participant }) => ({
    edition_id: edition.id,
    participant_id: participant,
    number,
    profile: edition.profile,
    state: 'draft',
    source: 'import',
    language: 'ja',
    ...draft.contact,
    private_answers: draft.privateAnswers,
    terms_version: currentTerms(edition, dayOf(by.now)).version,
    terms_accepted_at: by.now,
    risk: 0,
    risk_reasons: [],
    created_at: by.now,
    changed_at: by.now,
  }))
  const columns = columnList(rows[0] ?? {})
  const made = await sql<{ id: number; number: number }>`
    insert into activities (${columns})
    select ${columns} from jsonb_populate_recordset(null::activities, ${JSON.stringify(rows)}::jsonb)
    returning id, number`.execute(trx)
  return new Map(made.rows.map(({ id, number }) => [number, id]))
}

/** First versions, and the act "enter" on all of them at once (moveActivity does it one by one). */
async function addVersions(
  trx: Db,
  editionId: number,
  entries: { draft: Draft; activityId: number }[],
  by: By,
): Promise<void> {
  const rows = entries.map(({ draft, activityId }) => {
    const row = toRow(draft.version)
    return {
      ...row,
      corporate_number: row.corporate_number || null,
      answers: draft.version.answers,
      activity_id: activityId,
      version: 1,
      created_by: 'staff',
      staff_id: by.actor.id,
      created_at: by.now,
    }
  })
  const columns = columnList(rows[0] ?? {})
  await sql`
    with written as (
      insert into activity_versions (${columns})
      select ${columns} from jsonb_populate_recordset(null::activity_versions, ${JSON.stringify(rows)}::jsonb)
      returning id, activity_id
    )
    update activities a
    set state = ${stateAfter('enter', 'draft')}, proposed_version_id = w.id, submitted_at = ${by.now}, changed_at = ${by.now}
    from written w
    where a.id = w.activity_id and a.edition_id = ${editionId} and a.state = 'draft'`.execute(trx)
}

function columnList(row: object) {
  return sql.join(Object.keys(row).map((name) => sql.ref(name)))
}
