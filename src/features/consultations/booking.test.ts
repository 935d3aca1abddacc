import assert from 'node:assert/strict'
import { client, dayStart, makeDay } from '../../../test/support/consultations.ts'
import { eachDatabase } from '../../../test/support/databases.ts'
import { counted, longBefore, quietChanges } from '../../../test/support/pools.ts'
import type { Db } from '../../db/database.ts'
import type { Outcome } from '../applications/change.ts'
import { doorsOf } from '../applications/queue.ts'
import { blockSlot, bookAtOnce, keepSlot, takeKept } from './booking.ts'
import { keepDaysFilled } from './filling.ts'
import { moveBooking } from './moving.ts'
import { carryOut } from './planning.ts'
import { findBooking, slotsOf } from './queries.ts'

const visitor = { kind: 'visitor' } as const
const asking = { topic: 'labour', question: '就業規則はどう変えますか。' }

/** A process's services with a clock that the test moves. */
function process(db: Db) {
  let at = longBefore
  return {
    db,
    clock: { now: () => at },
    changes: quietChanges,
    go: (to: Temporal.Instant) => void (at = to),
  }
}

const idOf = (outcome: Outcome) =>
  ('application' in outcome && outcome.application?.id) || assert.fail(JSON.stringify(outcome))
const said = (outcome: Outcome) => (outcome.ok ? outcome.application?.state : outcome.reason)
const person = (name: string, company?: string) => ({
  applicant: client(name, company),
  proven: true,
  asking,
})

eachDatabase('a slot is kept for one, given to that one, and never twice', async ({ db }) => {
  const [one, other] = [process(db), process(db)]
  const { slots } = await makeDay(db)
  const slot = slots[0]!
  const [a, b] = await Promise.all([keepSlot(one, slot, 'f1'), keepSlot(other, slot, 'f2')])
  assert.deepEqual([said(a), said(b)].toSorted(), ['full', 'held'])
  const kept = { poolId: slot.pool_id, applicationId: idOf(a.ok ? a : b) }
  const both = await Promise.all([
    takeKept(one, kept, person('a')),
    takeKept({ ...other }, kept, person('b')),
  ])
  assert.deepEqual(both.map(said).toSorted(), ['confirmed', 'too-late'])
  const { rows, pool, taken } = await counted(db, slot.pool_id)
  assert.deepEqual([rows.length, pool.taken, taken], [1, 1, 1])
})

eachDatabase('the same form sent twice is answered twice and told once', async ({ db }) => {
  const services = process(db)
  const { slots } = await makeDay(db)
  const slot = slots[0]!
  const kept = { poolId: slot.pool_id, applicationId: idOf(await keepSlot(services, slot, 'f')) }
  const outcomes = await Promise.all([
    takeKept(services, kept, person('a')),
    takeKept(services, kept, person('a')),
  ])
  assert.deepEqual(outcomes.map(said), ['confirmed', 'confirmed'])
  assert.equal((await db.selectFrom('application_notices').selectAll().execute()).length, 1)
})

eachDatabase('after five minutes the slot is free, also for the same form', async ({ db }) => {
  const services = process(db)
  const { slots } = await makeDay(db)
  const slot = slots[0]!
  const first = await keepSlot(services, slot, 'f1')
  services.go(longBefore.add({ minutes: 4, seconds: 59 }))
  assert.equal(said(await keepSlot(services, slot, 'f2')), 'full')
  services.go(longBefore.add({ minutes: 5 }))
  assert.equal(said(await keepSlot(services, slot, 'f1')), 'held')
  const late = { poolId: slot.pool_id, applicationId: idOf(first) }
  assert.equal(said(await takeKept(services, late, person('a'))), 'too-late')
})

eachDatabase('a company has one slot a day, by its name in any spelling', async ({ db }) => {
  const services = process(db)
  const { slots } = await makeDay(db, { advisers: 2 })
  const book = (at: number, name: string, company: string) =>
    bookAtOnce(services, slots[at]!.pool_id, { ...person(name, company), formKey: null })
  assert.equal(said(await book(0, 'a', '株式会社みなと')), 'confirmed')
  assert.equal(said(await book(1, 'b', '(株)ミナト')), 'once')
  const two = await Promise.all([book(2, 'c', '有限会社はま'), book(3, 'd', 'はま(有)')])
  assert.deepEqual(two.map(said).toSorted(), ['confirmed', 'once'])
})

eachDatabase(
  'a freed slot is offered to the head of the waiting list, not to a passer-by',
  async ({ db }) => {
    const services = process(db)
    const { slots, waitingPool } = await makeDay(db, { slots: 1 })
    const slot = slots[0]!
    const first = await bookAtOnce(services, slot.pool_id, { ...person('a'), formKey: null })
    const waits = (name: string, topic = 'ict') =>
      bookAtOnce(services, waitingPool, {
        applicant: client(name, undefined, true),
        proven: true,
        asking: { ...asking, topic },
        formKey: null,
      })
    assert.deepEqual(
      [said(await waits('cannot', 'law')), said(await waits('b')), said(await waits('c'))],
      ['waiting', 'waiting', 'waiting'],
    )
    const cancel = { door: 'cancel', applicationId: idOf(first), actor: visitor } as const
    await doorsOf(services).pass(slot.pool_id, cancel)
    assert.equal(said(await keepSlot(services, slot, 'passer-by')), 'full')
    const offered = await db
      .selectFrom('applications')
      .selectAll()
      .where('state', '=', 'offered')
      .executeTakeFirstOrThrow()
    const wanted = longBefore.add({ hours: 3 }).toString()
    assert.deepEqual([offered.email, offered.offer_until?.toString()], ['b@example.jp', wanted])
    assert.equal((await findBooking(db, offered.id))?.question, asking.question)
    services.go(longBefore.add({ hours: 3 }))
    await keepDaysFilled(services)
    const states = await db
      .selectFrom('applications')
      .select(['email', 'state'])
      .where('state', 'in', ['offered', 'waiting', 'expired'])
      .orderBy('id')
      .execute()
    assert.deepEqual(
      states.map(({ email, state }) => `${email.split('@')[0]} ${state}`),
      ['cannot waiting', 'b expired', 'c offered'],
    )
  },
)

eachDatabase('moving frees the old slot and takes the new one, or does neither', async ({ db }) => {
  const services = process(db)
  const { slots } = await makeDay(db, { slots: 3 })
  const [one, two, three] = slots as [(typeof slots)[0], (typeof slots)[0], (typeof slots)[0]]
  const mine = await bookAtOnce(services, one.pool_id, { ...person('a'), formKey: null })
  await bookAtOnce(services, two.pool_id, { ...person('b'), formKey: null })
  const booking = (await findBooking(db, idOf(mine)))!
  assert.equal(said(await moveBooking(services, booking, two)), 'full')
  assert.equal((await findBooking(db, booking.id))?.state, 'confirmed')
  const moved = await moveBooking(services, booking, three)
  assert.equal(said(moved), 'confirmed')
  assert.equal((await findBooking(db, idOf(moved)))?.question, asking.question)
  const taken = (await slotsOf(db, [one.day_id])).map((slot) => slot.taken)
  assert.deepEqual(taken, [0, 1, 1])
})

eachDatabase('a booked slot cannot be blocked, and a new plan leaves it alone', async ({ db }) => {
  const services = process(db)
  const { day, slots } = await makeDay(db, { slots: 3 })
  await bookAtOnce(services, slots[1]!.pool_id, { ...person('a'), formKey: null })
  const block = { blocked: true, actor: { kind: 'program' } as const, reason: '' }
  const refused = await blockSlot(services, slots[1]!.pool_id, block)
  assert.deepEqual(refused, { ok: false, reason: 'below-taken', taken: 1 })
  assert.equal((await blockSlot(services, slots[0]!.pool_id, block)).ok, true)
  assert.equal(said(await keepSlot(services, slots[0]!, 'f')), 'full')
  const plan = await db.transaction().execute((trx) =>
    carryOut(trx, {
      ...day,
      starts_at: dayStart.add({ minutes: 10 }),
      ends_at: dayStart.add({ minutes: 100 }),
    }),
  )
  const { added, kept, removed, clashes } = plan
  assert.deepEqual([added.length, kept.length, removed.length, clashes.length], [1, 1, 2, 2])
  const starts = (await slotsOf(db, [day.id])).map((slot) =>
    slot.starts_at.since(dayStart).total('minutes'),
  )
  assert.deepEqual(starts, [30, 70])
})
