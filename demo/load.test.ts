import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Db } from '../src/db/database.ts'
import { transaction } from '../src/db/transaction.ts'
import { addVersion, dealNumber } from '../src/features/activities/queries.ts'
import { emptyVersion } from '../src/features/activities/version.ts'
import { getCurrentEdition } from '../src/features/editions/queries.ts'
import { eachDatabase } from '../test/support/databases.ts'
import { inventActivities } from './2020/registrations.ts'
import { loadDemo } from './load.ts'
import { writeRegistrations } from './write.ts'

async function count(db: Db, what: string): Promise<number> {
  const { rows } = await sql<{
    found: number
  }>`select count(*) as found from ${sql.raw(what)}`.execute(db)
  return rows[0]?.found ?? -1
}

eachDatabase('an empty database gets the demo once', async ({ db }) => {
  assert.equal(await loadDemo(db), true)
  assert.equal(await loadDemo(db), false)
  assert.equal(await count(db, 'editions'), 1)
  assert.equal(await count(db, 'activities'), 592)
  assert.equal(await count(db, `activities where source = 'demo'`), 590)
  assert.equal(await count(db, 'activity_reports'), 5)
  assert.equal(
    await count(db, `activities where state = 'published' and reported_at is not null`),
    5,
  )
})

eachDatabase(
  'permanent numbers run from 1 in the order of arrival, and the next goes on',
  async ({ db }) => {
    await loadDemo(db)
    // what was returned and sent in again keeps its number and has a later time
    const { rows } = await sql<{ number: number; again: boolean }>`
      select number, exists (select 1 from activity_decisions d where d.activity_id = a.id
        and d.decision = 'returned' and a.state = 'submitted') as again
      from activities a order by submitted_at, number`.execute(db)
    const numbers = rows.map(({ number }) => number)
    const rising = rows.filter(({ again }) => !again).map(({ number }) => number)
    assert.deepEqual(
      rising,
      rising.toSorted((a, b) => a - b),
    )
    assert.deepEqual(new Set(numbers), new Set(Array.from({ length: 592 }, (_, at) => at + 1)))
    const edition = await getCurrentEdition(db)
    assert.equal(await transaction(db, (trx) => dealNumber(trx, edition.id)), 593)
  },
)

eachDatabase('what is written after the demo does not meet its keys', async ({ db }) => {
  await loadDemo(db)
  const by = { kind: 'owner', at: Temporal.Instant.from('2020-11-10T02:00:00Z') } as const
  const { id } = await db
    .selectFrom('activities')
    .select('id')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  assert.ok((await addVersion(db, id, emptyVersion, by)) > 592)
})

eachDatabase(
  'rows point to each other: versions of their own activity, participants that are theirs',
  async ({ db }) => {
    await loadDemo(db)
    const astray = `activities a join activity_versions v
    on v.id in (a.published_version_id, a.proposed_version_id) where v.activity_id <> a.id`
    assert.equal(await count(db, astray), 0)
    const others = `activities a join activity_versions v on v.activity_id = a.id
    join participants p on p.id = a.participant_id where p.prefecture is distinct from v.prefecture`
    assert.equal(await count(db, others), 0)
    const twice = `(select name_key, prefecture from participants
    where kind <> 'individual' and corporate_number is null group by 1, 2 having count(*) > 1) t`
    assert.equal(await count(db, twice), 0)
  },
)

eachDatabase('every decision and arrival of the demo is in its history', async ({ db }) => {
  await loadDemo(db)
  const decisions = await count(db, 'activity_decisions')
  const told = await count(
    db,
    `audit_entries where action in
    ('activities.published', 'activities.returned', 'activities.rejected')`,
  )
  assert.equal(told, decisions)
  assert.equal(
    await count(
      db,
      `activities a where not exists
    (select 1 from audit_entries e where e.subject_kind = 'activity' and e.subject_id = a.id)`,
    ),
    0,
  )
})

eachDatabase('a load test goes on behind what is there', async ({ db }) => {
  await loadDemo(db)
  const edition = await getCurrentEdition(db)
  const registrations = () => inventActivities({ count: 2500, seed: 3 })
  const write = () =>
    transaction(db, (trx) =>
      writeRegistrations(trx, edition, registrations(), { withHistory: false }),
    )
  assert.equal(await write(), 2500)
  assert.equal(await write(), 2500)
  assert.equal(await count(db, 'activities'), 5592)
  assert.equal(await count(db, 'editions where last_number = 5592'), 1)
})
