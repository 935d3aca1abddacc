import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { eachDatabase, type FreshDatabase } from '../../../test/support/databases.ts'
import { applying, makePool, quietChanges, seminarStart } from '../../../test/support/pools.ts'
import { frozenClock } from '../../clock.ts'
import { readConfig } from '../../config.ts'
import type { Db } from '../../db/database.ts'
import { insertEdition } from '../editions/queries.ts'
import { readEditionFile } from '../editions/read-edition-file.ts'
import type { Change, Outcome } from './change.ts'
import { applicationByKey, keyOf, renewLinks } from './links.ts'
import { tellApplicants } from './notices.ts'
import { recountPools } from './recounting.ts'
import { remindApplicants } from './reminding.ts'
import { doorsOf } from './queue.ts'
import { sweepPools } from './sweeping.ts'

const quietLog = { error() {}, warn() {}, info() {} }

async function office({ db }: FreshDatabase) {
  const clock = frozenClock('2020-10-20T09:00:00+09:00')
  const config = readConfig({
    GEKKAN_SECRET: randomBytes(32).toString('hex'),
    GEKKAN_ORIGIN: 'https://gekkan.example.jp',
  })
  await insertEdition(db, readEditionFile('demo/2020/edition.yaml'), clock.now())
  const services = { db, clock, config, changes: quietChanges, log: quietLog as never }
  const pass = (pool: number, change: Change) => doorsOf(services).pass(pool, change)
  return { services, clock, pass }
}

const mailsOf = (db: Db) =>
  db
    .selectFrom('mails')
    .select(['to_address', 'kind', 'text', 'subject', 'calendar', 'calendar_method'])
    .orderBy('id')
    .execute()
const kindsOf = async (db: Db) =>
  (await mailsOf(db)).map(
    ({ to_address: to, kind }) => `${to.replace(/@.*/, '')} ${kind.replace('applications.', '')}`,
  )
const idOf = (outcome: Outcome) => (outcome.ok && outcome.application?.id) as number
const visitor = { kind: 'visitor' } as const

eachDatabase(
  'one mail for several notices, with the link to prove, and none twice',
  async (database) => {
    const { db } = database
    const { services, pass } = await office(database)
    const pool = await makePool(db, { accepted: 1 })
    const first = await pass(pool, applying('first'))
    await pass(pool, applying('second'))
    assert.equal(await tellApplicants(services), 2)
    assert.deepEqual(await kindsOf(db), ['first held', 'second waiting'])
    const [held] = await mailsOf(db)
    const key = keyOf(services.config.secret, { id: idOf(first), linkEpoch: 0 })
    assert.ok(held?.text.includes(`https://gekkan.example.jp/my/${key}`), held?.text ?? '')
    assert.equal(held?.calendar, null)
    // proven and cancelled before anybody was told: only what is still true is written
    await pass(pool, { door: 'prove', applicationId: idOf(first), actor: visitor })
    await pass(pool, { door: 'cancel', applicationId: idOf(first), actor: visitor })
    assert.equal(await tellApplicants(services), 2)
    assert.deepEqual((await kindsOf(db)).slice(2), ['first cancelled', 'second promoted'])
    const [, , cancelled] = await mailsOf(db)
    assert.equal(cancelled?.calendar_method, 'CANCEL')
    assert.equal(await tellApplicants(services), 0)
  },
)

eachDatabase('two processes that tell at once write each mail once', async (database) => {
  const { db } = database
  const { services, pass } = await office(database)
  const pool = await makePool(db, { accepted: 50 })
  await Promise.all(Array.from({ length: 45 }, (_, at) => pass(pool, applying(`p${at}`))))
  const written = await Promise.all([tellApplicants(services), tellApplicants(services)])
  assert.equal(written[0] + written[1], 45)
  assert.equal(new Set((await mailsOf(db)).map((mail) => mail.to_address)).size, 45)
})

eachDatabase('the invitation keeps its UID, counts up, and holds no secret', async (database) => {
  const { db } = database
  const { services, pass } = await office(database)
  const pool = await makePool(db, { accepted: 1 })
  const applied = await pass(pool, applying('first', { proven: true }))
  await tellApplicants(services)
  await pass(pool, { door: 'cancel', applicationId: idOf(applied), actor: visitor })
  await tellApplicants(services)
  const [invitation, ending] = await mailsOf(db)
  const value = (text: string | null | undefined, name: string) =>
    new RegExp(`^${name}:(.*)\r$`, 'm').exec(text ?? '')?.[1]
  assert.equal(value(invitation?.calendar, 'METHOD'), 'REQUEST')
  assert.equal(value(ending?.calendar, 'METHOD'), 'CANCEL')
  assert.equal(value(invitation?.calendar, 'UID'), value(ending?.calendar, 'UID'))
  assert.ok(
    Number(value(ending?.calendar, 'SEQUENCE')) > Number(value(invitation?.calendar, 'SEQUENCE')),
  )
  assert.ok(!invitation?.calendar?.includes('/my/'))
})

eachDatabase('reminders come once each, and again for a date that moved', async (database) => {
  const { db } = database
  const { services, clock, pass } = await office(database)
  const pool = await makePool(db, { accepted: 2 })
  await pass(pool, applying('sure', { proven: true }))
  await pass(pool, applying('unsure'))
  await tellApplicants(services)
  await db.deleteFrom('mails').execute()
  const at = async (hours: number, start = seminarStart) => {
    clock.set(start.add({ minutes: Math.round(hours * 60) }).toString())
    await remindApplicants(services)
    await remindApplicants(services)
    const kinds = await kindsOf(db)
    await db.deleteFrom('mails').execute()
    return kinds
  }
  assert.deepEqual(await at(-169), [])
  assert.deepEqual(await at(-167), ['sure week'])
  assert.deepEqual(await at(-47), ['sure reconfirm'])
  assert.deepEqual(await at(-23), ['sure day'])
  assert.deepEqual(await at(-0.9), ['sure hour'])
  const later = seminarStart.add({ hours: 24 * 14 })
  await db
    .updateTable('events')
    .set({ starts_at: later, ends_at: later.add({ hours: 3 }) })
    .execute()
  assert.deepEqual(await at(0), [])
  assert.deepEqual(await at(-167, later), ['sure week'])
  assert.deepEqual(await at(0.1, later), ['sure start'])
  assert.deepEqual(await at(3.1, later), ['sure thanks'])
})

eachDatabase(
  'a place that nobody proved goes to the next in line, who is told',
  async (database) => {
    const { db } = database
    const { services, clock, pass } = await office(database)
    const pool = await makePool(db, { accepted: 1, holdMinutes: 60 })
    await pass(pool, applying('slow'))
    await pass(pool, applying('next', { proven: true }))
    assert.equal(await sweepPools(services), 0)
    clock.set('2020-10-20T10:00:00+09:00')
    assert.equal(await sweepPools(services), 1)
    await tellApplicants(services)
    assert.deepEqual(await kindsOf(db), ['slow expired', 'next promoted'])
  },
)

eachDatabase(
  'a recount finds what was changed behind the door, and repairs nothing',
  async (database) => {
    const { db } = database
    const { services, pass } = await office(database)
    const pool = await makePool(db, { accepted: 3 })
    const applied = await pass(pool, applying('first', { proven: true }))
    assert.deepEqual((await recountPools(services)).differences, [])
    await db.updateTable('pools').set({ taken: 2 }).where('id', '=', pool).execute()
    await db
      .updateTable('applications')
      .set({ state: 'cancelled' })
      .where('id', '=', idOf(applied))
      .execute()
    const { differences } = await recountPools(services)
    assert.deepEqual(
      differences.map(({ what, stored, counted }) => [what, stored, counted]),
      [
        ['steps', 0, 1],
        ['taken', 2, 0],
      ],
    )
    const { taken } = await db
      .selectFrom('pools')
      .select('taken')
      .where('id', '=', pool)
      .executeTakeFirstOrThrow()
    assert.equal(taken, 2)
  },
)

eachDatabase(
  'a key opens one application, and none after its links were renewed',
  async (database) => {
    const { db } = database
    const { services, pass } = await office(database)
    const { secret } = services.config
    const pool = await makePool(db, { accepted: 3 })
    const id = idOf(await pass(pool, applying('first')))
    const other = idOf(await pass(pool, applying('second')))
    const key = keyOf(secret, { id, linkEpoch: 0 })
    assert.equal(await applicationByKey(db, secret, key), id)
    const forged = key.replace(id.toString(36), other.toString(36))
    for (const wrong of [forged, `${key}A`, '', 'x', '1.', `zzzzzzzzzzzzzzzz.${key}`])
      assert.equal(await applicationByKey(db, secret, wrong), undefined, wrong)
    await renewLinks(db, id)
    assert.equal(await applicationByKey(db, secret, key), undefined)
  },
)
