import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  applying,
  counted,
  makePool,
  quietChanges,
  seminarStart,
} from '../../../test/support/pools.ts'
import { soaking } from '../../../test/support/soaking.ts'
import { doNaively, type NaivePool, naivePool, taken } from '../../../test/support/naive-pool.ts'
import { databaseKinds, freshDatabase } from '../../../test/support/databases.ts'
import { openBatch } from './batch.ts'
import { pass } from './door.ts'
import type { Change, Outcome, Row } from './change.ts'
import type { Pool } from './pool.ts'
import { passAndFill, runChanges } from './running.ts'

const visitor = { kind: 'visitor' } as const
const steps = ['prove', 'accept', 'decline', 'cancel', 'approve', 'reject'] as const

/** What happens: a change, or time passing. Applications are named by their place in the list. */
type Happening = { change: Change } | { minutes: number }

const person = fc.integer({ min: 0, max: 9 }).map((n) => `p${n}`)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        name: person,
        proven: fc.boolean(),
        form: fc.option(fc.integer({ min: 0, max: 20 })),
      })
      .map(({ name, proven, form }) => ({
        change: applying(name, { proven, formKey: form === null ? null : `f${form}-${name}` }),
      })),
  },
  {
    weight: 6,
    arbitrary: fc
      .record({ door: fc.constantFrom(...steps), id: fc.integer({ min: 1, max: 12 }) })
      .map(({ door, id }) => ({ change: { door, applicationId: id, actor: visitor } })),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 5 }).map((acceptedLimit) => ({
      change: {
        door: 'size' as const,
        acceptedLimit,
        publishedCapacity: null,
        streamLimit: null,
        actor: { kind: 'program' as const },
        reason: '',
      },
    })),
  },
  { weight: 1, arbitrary: fc.constant({ change: { door: 'sweep' as const } }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 4000 }).map((minutes) => ({ minutes })) },
)

const life = fc.record({
  limit: fc.integer({ min: 0, max: 4 }),
  approval: fc.boolean(),
  waitingList: fc.boolean(),
  beforeStart: fc.integer({ min: 0, max: 5000 }),
  happenings: fc.array(happening, { maxLength: 40, size: 'max' }),
  batch: fc.integer({ min: 1, max: 6 }),
})
type Life = typeof life extends fc.Arbitrary<infer L> ? L : never

/** Happenings cut into batches at one time each: what a queue would hand to the door. */
function batchesOf({ happenings, batch, beforeStart }: Life) {
  let now = seminarStart.subtract({ minutes: beforeStart })
  const batches: { now: Temporal.Instant; changes: Change[] }[] = []
  let open: Change[] = []
  const close = () => {
    if (open.length > 0) batches.push({ now, changes: open })
    open = []
  }
  for (const it of happenings) {
    if ('minutes' in it) {
      close()
      now = now.add({ minutes: it.minutes })
    } else if (open.push(it.change) === batch) close()
  }
  close()
  return batches
}

function naiveOf({ limit, approval, waitingList }: Life): NaivePool {
  return naivePool({ limit, approval, waitingList, startsAt: seminarStart.epochMilliseconds })
}

function said(outcome: Outcome, change: Change): string {
  if (!outcome.ok) return outcome.reason
  return outcome.application?.state ?? (change.door === 'sweep' ? 'swept' : 'sized')
}

const statesOf = ({ table }: ReturnType<typeof memory>) =>
  [...table.values()].map(({ state }) => state)

/** The door over a table in memory. */
function memory(about: Life, door = passAndFill) {
  let pool: Pool = {
    id: 1,
    eventId: 1,
    title: '',
    channel: 'stream',
    publishedCapacity: null,
    acceptedLimit: about.limit,
    streamLimit: null,
    taken: 0,
    waiting: 0,
    entry: about.approval ? 'approval' : 'first-come',
    waitingList: about.waitingList,
    opensAt: null,
    closesAt: null,
    closedAt: null,
    startsAt: seminarStart,
    endsAt: seminarStart.add({ hours: 3 }),
    eventOpen: true,
    holdMinutes: 1440,
    lastNumber: 0,
    lastWaitingNumber: 0,
  }
  const table = new Map<number, Row>()
  let nextId = 1
  return {
    table,
    run(changes: Change[], now: Temporal.Instant): Outcome[] {
      const ids = Array.from({ length: changes.length }, (_, at) => nextId + at)
      const batch = openBatch(
        pool,
        [...table.values()].map((row) => ({ ...row })),
        ids,
        now,
      )
      const outcomes = changes.map((change) => door(batch, change))
      for (const row of batch.rows.values()) table.set(row.id, row)
      assert.ok(batch.pool.taken <= batch.pool.acceptedLimit && batch.pool.taken >= 0)
      nextId += batch.added.length
      pool = batch.pool
      return outcomes
    },
    pool: () => pool,
  }
}

// a life has some dozen changes, so that the long run passes the door more than a million times
const lives = soaking ? 100_000 : 10_000

test(`${lives} lives of a pool come out as the naive telling of the rules says`, (t) => {
  let steps = 0
  fc.assert(
    fc.property(life, (about) => {
      const naive = naiveOf(about)
      const real = memory(about)
      for (const { now, changes } of batchesOf(about)) {
        const outcomes = real.run(changes, now)
        steps += changes.length
        const expected = changes.map((change) => doNaively(naive, change, now.epochMilliseconds))
        assert.deepEqual(
          outcomes.map((outcome, at) => said(outcome, changes[at] as Change)),
          expected,
        )
      }
      assert.deepEqual(
        statesOf(real),
        naive.all.map(({ state }) => state),
      )
      assert.equal(real.pool().taken, taken(naive))
    }),
    { numRuns: lives },
  )
  t.diagnostic(`${steps} changes`)
})

for (const kind of databaseKinds)
  test(`lives of a pool in the database: nobody lost, order kept, the steps add up to the state (${kind})`, async () => {
    const database = await freshDatabase(kind)
    const { db } = database
    try {
      await fc.assert(
        fc.asyncProperty(life, async (about) => {
          const naive = naiveOf(about)
          const entry = about.approval ? 'approval' : 'first-come'
          const pool = await makePool(db, {
            accepted: about.limit,
            waitingList: about.waitingList,
            entry,
          })
          const ids: number[] = []
          for (const { now, changes } of batchesOf(about)) {
            const own = changes.map((change) =>
              'applicationId' in change
                ? { ...change, applicationId: ids[change.applicationId - 1] ?? -1 }
                : change,
            )
            const outcomes = await runChanges(
              { db, clock: { now: () => now }, changes: quietChanges },
              pool,
              own,
            )
            const expected = naiveAnswers(naive, changes, ids.length, now)
            assert.deepEqual(
              outcomes.map((outcome, at) => said(outcome, changes[at] as Change)),
              expected,
            )
            for (const { id } of (await counted(db, pool)).rows) if (!ids.includes(id)) ids.push(id)
          }
          await sameInTheEnd(db, pool, naive)
        }),
        { numRuns: kind === 'postgres' ? 150 : 40 },
      )
    } finally {
      await database.close()
    }
  })

/** In one batch nobody knows the number of an application that the same batch makes. */
function naiveAnswers(naive: NaivePool, changes: Change[], known: number, now: Temporal.Instant) {
  return changes.map((change) =>
    'applicationId' in change && change.applicationId > known
      ? 'unknown'
      : doNaively(naive, change, now.epochMilliseconds),
  )
}

async function sameInTheEnd(db: Parameters<typeof counted>[0], pool: number, naive: NaivePool) {
  const after = await counted(db, pool)
  assert.deepEqual(
    after.rows.map(({ state }) => state),
    naive.all.map(({ state }) => state),
  )
  assert.deepEqual([after.pool.taken, after.pool.waiting], [after.taken, after.waiting])
  const last = await db
    .selectFrom('application_steps')
    .select(['application_id', 'to_state'])
    .where('pool_id', '=', pool)
    .orderBy('id')
    .execute()
  const summed = new Map(last.map((step) => [step.application_id, step.to_state]))
  assert.deepEqual(
    after.rows.map(({ id }) => summed.get(id)),
    after.rows.map(({ state }) => state),
  )
}

test('the model notices a door that forgets the waiting line', () => {
  const forgetful = fc.property(life, (about) => {
    const naive = naiveOf(about)
    const real = memory(about, pass)
    for (const { now, changes } of batchesOf(about)) {
      real.run(changes, now)
      for (const change of changes) doNaively(naive, change, now.epochMilliseconds)
    }
    assert.deepEqual(
      statesOf(real),
      naive.all.map(({ state }) => state),
    )
  })
  assert.equal(fc.check(forgetful, { numRuns: 1000 }).failed, true)
})
