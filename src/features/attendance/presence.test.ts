import assert from 'node:assert/strict'
import { eachDatabase } from '../../../test/support/databases.ts'
import { applying, makePool, quietChanges, seminarStart } from '../../../test/support/pools.ts'
import type { Db } from '../../db/database.ts'
import { runChanges } from '../applications/running.ts'
import { noteSign, pressed } from './presence.ts'
import { minutesOf, whoIsHere } from './queries.ts'
import { sumAttendance } from './summing.ts'

const event = { starts_at: seminarStart, ends_at: seminarStart.add({ hours: 3 }) }
const at = (seconds: number) => seminarStart.add({ seconds })

/** A seminar with so many confirmed people; answers their ids and the event's. */
async function audience(db: Db, people: number): Promise<{ ids: number[]; eventId: number }> {
  const pool = await makePool(db, { accepted: people })
  const names = Array.from({ length: people }, (_, n) => `p${n}`)
  const services = { db, clock: { now: () => at(-86_400) }, changes: quietChanges }
  await runChanges(
    services,
    pool,
    names.map((name) => applying(name, { proven: true })),
  )
  const rows = await db
    .selectFrom('applications')
    .select(['id', 'event_id'])
    .where('pool_id', '=', pool)
    .orderBy('id')
    .execute()
  return { ids: rows.map(({ id }) => id), eventId: rows[0]?.event_id as number }
}

/** One person of whom only the id matters. */
async function one(db: Db): Promise<{ applicationId: number; eventId: number }> {
  const { ids, eventId } = await audience(db, 1)
  return { applicationId: ids[0] as number, eventId }
}

const spans = (db: Db) => db.selectFrom('presence_spans').selectAll().orderBy('id').execute()

eachDatabase('beacons of one page are one stretch, and a gap begins another', async ({ db }) => {
  const { applicationId } = await one(db)
  for (const second of [0, 30, 60, 90, 300, 330])
    await noteSign(db, { applicationId, device: 'tab-one-1', now: at(second) })
  const rows = await spans(db)
  assert.deepEqual(
    rows.map(({ began_at, seen_at }) => [began_at, seen_at].map(String)),
    [
      [at(0), at(90)],
      [at(300), at(330)],
    ].map((pair) => pair.map(String)),
  )
})

eachDatabase('what comes faster than every half minute is not written', async ({ db }) => {
  const { applicationId } = await one(db)
  const sign = (device: string, second: number) =>
    noteSign(db, { applicationId, device, now: at(second) })
  for (let second = 0; second < 20; second++) await sign('tab-one-1', second)
  assert.deepEqual(
    (await spans(db)).map(({ seen_at }) => String(seen_at)),
    [String(at(0))],
  )
  await Promise.all(Array.from({ length: 40 }, (_, n) => sign(`another-${n}`, 20)))
  assert.equal((await spans(db)).length, 3)
})

eachDatabase('the third page at once has the oldest asked to stop', async ({ db }) => {
  const { applicationId, eventId } = await one(db)
  const sign = (device: string, second: number) =>
    noteSign(db, { applicationId, device, now: at(second) })
  assert.deepEqual(await sign('tab-one-1', 0), { stop: false })
  assert.deepEqual(await sign('tab-two-2', 10), { stop: false })
  assert.deepEqual(await sign('tab-one-1', 30), { stop: false })
  assert.deepEqual(await sign('tab-two-2', 40), { stop: false })
  // the button is no page
  await sign(pressed, 50)
  assert.deepEqual(await sign('tab-three', 58), { stop: false })
  assert.deepEqual(await sign('tab-one-1', 60), { stop: true })
  assert.deepEqual(await sign('tab-two-2', 70), { stop: false })
  const here = await whoIsHere(db, eventId, at(70))
  assert.deepEqual(
    here.people.map(({ devices }) => devices),
    [3],
  )
})

eachDatabase(
  'minutes overlap once; the waiting room and what follows the end do not count',
  async ({ db }) => {
    const { applicationId } = await one(db)
    const watch = async (device: string, from: number, to: number) => {
      for (let second = from; second <= to; second += 30)
        await noteSign(db, { applicationId, device, now: at(second) })
    }
    await watch('tab-one-1', -600, 600)
    await watch('tab-two-2', 300, 900)
    await watch('tab-one-1', 10_500, 11_400)
    assert.equal(await minutesOf(db, applicationId, event), 20)
  },
)

eachDatabase(
  'two presses of the button count what lies between, half an hour at most',
  async ({ db }) => {
    const { applicationId } = await one(db)
    for (const minute of [0, 25, 50, 90])
      await noteSign(db, { applicationId, device: pressed, now: at(minute * 60) })
    assert.equal(await minutesOf(db, applicationId, event), 50)
  },
)

eachDatabase(
  'sums are written once, for everybody at once, and who left is not here',
  async ({ db }) => {
    const { ids, eventId } = await audience(db, 3)
    for (const [n, applicationId] of ids.entries())
      for (let second = 0; second <= n * 60; second += 30)
        await noteSign(db, { applicationId, device: 'tab-one-1', now: at(second) })
    assert.equal((await whoIsHere(db, eventId, at(60))).count, 3)
    assert.deepEqual(
      (await whoIsHere(db, eventId, at(150))).people.map(({ id }) => id),
      [ids[2]],
    )
    const services = { db, clock: { now: () => at(4 * 3600) } }
    assert.equal(await sumAttendance(services, { hours: 2 }), 2)
    assert.equal(await sumAttendance(services, { hours: 2 }), 0)
    const rows = await db
      .selectFrom('applications')
      .select('attended_seconds')
      .orderBy('id')
      .execute()
    assert.deepEqual(
      rows.map(({ attended_seconds }) => attended_seconds),
      [0, 60, 120],
    )
  },
)
