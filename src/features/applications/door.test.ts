import assert from 'node:assert/strict'
import { eachDatabase } from '../../../test/support/databases.ts'
import {
  applying,
  counted,
  longBefore,
  makePool,
  seminarStart,
} from '../../../test/support/pools.ts'
import { typingKey } from './application.ts'
import type { Change, Outcome } from './change.ts'
import { doorsOf } from './queue.ts'
import { runChanges as run } from './running.ts'
import type { Db } from '../../db/database.ts'
import { quietChanges } from '../../../test/support/pools.ts'

const visitor = { kind: 'visitor' } as const
const program = { kind: 'program' } as const
const staff = { kind: 'staff', id: 1, name: '事務局' } as const

const runChanges = (db: Db, pool: number, changes: Change[], at: Temporal.Instant) =>
  run({ db, clock: { now: () => at }, changes: quietChanges }, pool, changes)

const typing = (form: string) => {
  const change = applying(form, { typingMinutes: 5, placeOnly: true })
  return { ...change, applicant: { ...change.applicant, email: '', emailKey: typingKey(form) } }
}

const states = (outcomes: Outcome[]) =>
  outcomes.map((outcome) => (outcome.ok ? outcome.application?.state : outcome.reason))
const idOf = (outcome: Outcome | undefined) =>
  (outcome && 'application' in outcome && outcome.application?.id) as number

eachDatabase(
  'places go in the order of arrival, then the waiting list is numbered',
  async ({ db }) => {
    const pool = await makePool(db, { accepted: 2 })
    const outcomes = await runChanges(
      db,
      pool,
      ['a', 'b', 'c', 'd'].map((n) => applying(n)),
      longBefore,
    )
    assert.deepEqual(states(outcomes), ['held', 'held', 'waiting', 'waiting'])
    const { rows, pool: after, taken, waiting } = await counted(db, pool)
    assert.deepEqual(
      rows.map((row) => row.waiting_number),
      [null, null, 1, 2],
    )
    assert.deepEqual([after.taken, after.waiting], [taken, waiting])
    const steps = await db.selectFrom('application_steps').selectAll().execute()
    assert.equal(steps.length, 4)
    const notices = await db
      .selectFrom('application_notices')
      .select('kind')
      .orderBy('id')
      .execute()
    assert.deepEqual(
      notices.map(({ kind }) => kind),
      ['held', 'held', 'waiting', 'waiting'],
    )
  },
)

eachDatabase(
  'a cancelled place goes to the head of the line and never to a passer-by',
  async ({ db }) => {
    const pool = await makePool(db, { accepted: 1 })
    const [first] = await runChanges(
      db,
      pool,
      [applying('a'), applying('b', { proven: true })],
      longBefore,
    )
    const changes: Change[] = [
      { door: 'cancel', applicationId: idOf(first), actor: visitor },
      applying('passer-by'),
    ]
    assert.deepEqual(states(await runChanges(db, pool, changes, longBefore)), [
      'cancelled',
      'waiting',
    ])
    const { rows } = await counted(db, pool)
    assert.deepEqual(
      rows.map(({ state }) => state),
      ['cancelled', 'confirmed', 'waiting'],
    )
  },
)

eachDatabase(
  'a place is held until its address is proven, then goes to the next',
  async ({ db }) => {
    const pool = await makePool(db, { accepted: 1, holdMinutes: 60 })
    await runChanges(db, pool, [applying('silent'), applying('next')], longBefore)
    const early = longBefore.add({ minutes: 59 })
    await runChanges(db, pool, [{ door: 'sweep' }], early)
    assert.deepEqual(
      (await counted(db, pool)).rows.map(({ state }) => state),
      ['held', 'waiting'],
    )
    const next = (await counted(db, pool)).rows[1]?.id as number
    await runChanges(db, pool, [{ door: 'prove', applicationId: next, actor: visitor }], early)
    await runChanges(db, pool, [{ door: 'sweep' }], longBefore.add({ minutes: 60 }))
    assert.deepEqual(
      (await counted(db, pool)).rows.map(({ state }) => state),
      ['expired', 'confirmed'],
    )
  },
)

eachDatabase(
  'less than a day before the start a freed place is offered with a deadline',
  async ({ db }) => {
    const pool = await makePool(db, { accepted: 1 })
    const [first, second] = await runChanges(
      db,
      pool,
      [
        applying('a', { proven: true }),
        applying('b', { proven: true }),
        applying('c', { proven: true }),
      ],
      longBefore,
    )
    const near = seminarStart.subtract({ hours: 20 })
    await runChanges(
      db,
      pool,
      [{ door: 'cancel', applicationId: idOf(first), actor: visitor }],
      near,
    )
    const offered = await db
      .selectFrom('applications')
      .selectAll()
      .where('state', '=', 'offered')
      .execute()
    assert.deepEqual(
      offered.map(({ id }) => id),
      [idOf(second)],
    )
    assert.equal(offered[0]?.offer_until?.toString(), near.add({ hours: 12 }).toString())
    const late = await runChanges(
      db,
      pool,
      [{ door: 'accept', applicationId: idOf(second), actor: visitor }],
      near.add({ hours: 12 }),
    )
    assert.deepEqual(states(late), ['too-late'])
    const { rows } = await counted(db, pool)
    assert.deepEqual(
      rows.map(({ state }) => state),
      ['cancelled', 'expired', 'offered'],
    )
  },
)

eachDatabase(
  'the same form again is given the first answer; another form of the same person is told',
  async ({ db }) => {
    const pool = await makePool(db, { accepted: 5 })
    const form = applying('a', { formKey: 'form-1' })
    const outcomes = await runChanges(
      db,
      pool,
      [form, form, applying('a', { formKey: 'form-2' })],
      longBefore,
    )
    assert.deepEqual(states(outcomes), ['held', 'held', 'already'])
    assert.equal(idOf(outcomes[0]), idOf(outcomes[1]))
    assert.equal((await counted(db, pool)).rows.length, 1)
  },
)

eachDatabase(
  'fewer places than are taken is refused with their number; more are filled at once',
  async ({ db }) => {
    const pool = await makePool(db, { accepted: 2 })
    await runChanges(
      db,
      pool,
      ['a', 'b', 'c'].map((n) => applying(n, { proven: true })),
      longBefore,
    )
    const size = (acceptedLimit: number): Change => ({
      door: 'size',
      acceptedLimit,
      publishedCapacity: 2,
      streamLimit: null,
      actor: program,
      reason: '会場の変更',
    })
    const [refused] = await runChanges(db, pool, [size(1)], longBefore)
    assert.deepEqual(refused, { ok: false, reason: 'below-taken', taken: 2 })
    await runChanges(db, pool, [size(3)], longBefore)
    const { pool: after, rows } = await counted(db, pool)
    assert.deepEqual([after.taken, after.waiting, after.accepted_limit], [3, 0, 3])
    assert.equal(rows[2]?.state, 'confirmed')
  },
)

eachDatabase('approval after the house is full leads to the line, not past it', async ({ db }) => {
  const pool = await makePool(db, { accepted: 1, entry: 'approval' })
  const asked = await runChanges(
    db,
    pool,
    ['a', 'b'].map((n) => applying(n, { proven: true })),
    longBefore,
  )
  assert.deepEqual(states(asked), ['requested', 'requested'])
  const approve = asked.map((outcome): Change => ({
    door: 'approve',
    applicationId: idOf(outcome),
    actor: staff,
  }))
  assert.deepEqual(states(await runChanges(db, pool, approve, longBefore)), [
    'confirmed',
    'waiting',
  ])
})

eachDatabase(
  'the closing second is too late, and an officer may still enter somebody',
  async ({ db }) => {
    const closesAt = Temporal.Instant.from('2020-11-01T18:00+09:00')
    const pool = await makePool(db, { accepted: 5, closesAt })
    const last = await runChanges(db, pool, [applying('a')], closesAt.subtract({ milliseconds: 1 }))
    const late = await runChanges(db, pool, [applying('b')], closesAt)
    const byHand = await runChanges(
      db,
      pool,
      [applying('c', { source: 'hand', actor: staff, proven: true })],
      closesAt,
    )
    assert.deepEqual(
      [...states(last), ...states(late), ...states(byHand)],
      ['held', 'closed', 'confirmed'],
    )
  },
)

eachDatabase(
  'five hundred at once through the queue: written together, no place given twice',
  async ({ db }, t) => {
    const pool = await makePool(db, { accepted: 200 })
    const doors = doorsOf({ db, clock: { now: () => longBefore }, changes: quietChanges })
    const began = performance.now()
    const outcomes = await Promise.all(
      Array.from({ length: 500 }, (_, n) =>
        doors.pass(pool, applying(`p${n}`, { formKey: `f${n}` })),
      ),
    )
    t.diagnostic(`${Math.round(performance.now() - began)} ms for 500`)
    const order = outcomes.map((outcome) =>
      'application' in outcome ? outcome.application?.number : 0,
    )
    assert.deepEqual(
      order,
      Array.from({ length: 500 }, (_, n) => n + 1),
    )
    const { pool: after, taken, waiting } = await counted(db, pool)
    assert.deepEqual([after.taken, after.waiting, taken, waiting], [200, 300, 200, 300])
  },
)

eachDatabase(
  'what the program must not do the database refuses: an oversold pool',
  async ({ db }) => {
    const pool = await makePool(db, { accepted: 1 })
    const oversell = db.updateTable('pools').set({ taken: 2 }).where('id', '=', pool).execute()
    await assert.rejects(oversell, /pools_never_oversold/)
  },
)

eachDatabase(
  'a place is kept five minutes while its form is filled in, then for the person',
  async ({ db }) => {
    const pool = await makePool(db, { accepted: 1 })
    const [kept] = await runChanges(db, pool, [typing('1')], longBefore)
    const other = typing('2')
    assert.deepEqual(states(await runChanges(db, pool, [other], longBefore)), ['full'])
    const complete: Change = {
      door: 'complete',
      applicationId: idOf(kept),
      applicant: applying('person').applicant,
      proven: false,
      actor: visitor,
    }
    const inTime = longBefore.add({ minutes: 4 })
    assert.deepEqual(states(await runChanges(db, pool, [complete], inTime)), ['held'])
    const row = await db.selectFrom('applications').selectAll().executeTakeFirstOrThrow()
    assert.deepEqual(
      [row.email, row.hold_until?.toString()],
      ['person@example.jp', inTime.add({ hours: 24 }).toString()],
    )
    const notices = await db.selectFrom('application_notices').select('kind').execute()
    assert.deepEqual(
      notices.map(({ kind }) => kind),
      ['held'],
    )
  },
)

eachDatabase('a form that was filled in too long finds its place given on', async ({ db }) => {
  const pool = await makePool(db, { accepted: 1 })
  const [kept] = await runChanges(db, pool, [typing('1')], longBefore)
  await runChanges(db, pool, [{ door: 'sweep' }], longBefore.add({ minutes: 5 }))
  const late: Change = {
    door: 'complete',
    applicationId: idOf(kept),
    applicant: applying('person').applicant,
    proven: true,
    actor: visitor,
  }
  assert.deepEqual(states(await runChanges(db, pool, [late], longBefore.add({ minutes: 6 }))), [
    'too-late',
  ])
  assert.equal((await db.selectFrom('application_notices').select('id').execute()).length, 0)
})

eachDatabase(
  'two steps of one application may come in one batch: offered a place and declined at once',
  async ({ db }) => {
    const pool = await makePool(db, { accepted: 0 })
    const near = seminarStart.subtract({ hours: 10 })
    const [waiting] = await runChanges(db, pool, [applying('a')], near)
    const applicationId = idOf(waiting)
    const size = { acceptedLimit: 1, publishedCapacity: null, streamLimit: null, reason: '' }
    const outcomes = await runChanges(
      db,
      pool,
      [
        { door: 'size', ...size, actor: program },
        { door: 'decline', applicationId, actor: visitor },
      ],
      near,
    )
    assert.deepEqual(states(outcomes), [undefined, 'declined'])
    const steps = await db
      .selectFrom('application_steps')
      .select(['from_state', 'to_state'])
      .where('application_id', '=', applicationId)
      .orderBy('id')
      .execute()
    assert.deepEqual(
      steps.map(({ from_state: from, to_state: to }) => [from, to]),
      [
        [null, 'waiting'],
        ['waiting', 'offered'],
        ['offered', 'declined'],
      ],
    )
    const { pool: after } = await counted(db, pool)
    assert.deepEqual([after.taken, after.waiting], [0, 0])
  },
)
