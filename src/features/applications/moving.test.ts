import assert from 'node:assert/strict'
import { eachDatabase } from '../../../test/support/databases.ts'
import {
  applying,
  counted,
  longBefore,
  makePool,
  quietChanges,
} from '../../../test/support/pools.ts'
import type { Db } from '../../db/database.ts'
import type { Outcome } from './change.ts'
import { moveApplication } from './moving.ts'
import { runChanges } from './running.ts'

const visitor = { kind: 'visitor' } as const
const servicesOf = (db: Db) => ({ db, clock: { now: () => longBefore }, changes: quietChanges })

const come = (db: Db, pool: number, names: string[]) =>
  runChanges(
    servicesOf(db),
    pool,
    names.map((name) => applying(name, { proven: true })),
  )
const idOf = (outcome: Outcome | undefined) =>
  (outcome && 'application' in outcome && outcome.application?.id) as number

const move = (db: Db, applicationId: number, toPoolId: number, acceptsWaiting = false) =>
  moveApplication(servicesOf(db), { applicationId, toPoolId, acceptsWaiting, actor: visitor })

eachDatabase(
  'a move takes the other place, frees the old one for the next in line and carries all along',
  async ({ db }) => {
    const [tokyo, nagoya] = [
      await makePool(db, { accepted: 1 }),
      await makePool(db, { accepted: 1 }),
    ]
    const [first] = await come(db, tokyo, ['a', 'b'])
    const need = { application_id: idOf(first), kinds: ['captions'], asked_at: longBefore }
    await db
      .insertInto('support_needs')
      .values({ ...need, answered_at: null, answered_by: null })
      .execute()
    const moved = await move(db, idOf(first), nagoya)
    assert.equal(moved.ok && moved.application?.state, 'confirmed')
    const before = await counted(db, tokyo)
    assert.deepEqual(
      before.rows.map(({ state }) => state),
      ['moved', 'confirmed'],
    )
    assert.equal(before.pool.taken, before.taken)
    const after = await counted(db, nagoya)
    assert.deepEqual([after.pool.taken, after.taken], [1, 1])
    const row = await db
      .selectFrom('applications')
      .selectAll()
      .where('id', '=', idOf(moved))
      .executeTakeFirstOrThrow()
    assert.deepEqual([row.moved_from, row.email], [idOf(first), 'a@example.jp'])
    const { application_id } = await db
      .selectFrom('support_needs')
      .select('application_id')
      .executeTakeFirstOrThrow()
    assert.equal(application_id, row.id)
  },
)

eachDatabase(
  'nothing is lost when the other date is full, unless its waiting list will do',
  async ({ db }) => {
    const [tokyo, nagoya] = [
      await makePool(db, { accepted: 1 }),
      await makePool(db, { accepted: 1 }),
    ]
    const [first] = await come(db, tokyo, ['a'])
    await come(db, nagoya, ['b'])
    assert.deepEqual(await move(db, idOf(first), nagoya), { ok: false, reason: 'full' })
    assert.equal((await counted(db, tokyo)).rows[0]?.state, 'confirmed')
    const waiting = await move(db, idOf(first), nagoya, true)
    assert.equal(waiting.ok && waiting.application?.state, 'waiting')
    assert.equal((await counted(db, tokyo)).rows[0]?.state, 'moved')
    const again = await move(db, idOf(first), nagoya)
    assert.equal(again.ok ? '' : again.reason, 'not-now')
  },
)

eachDatabase(
  'two who change places at once do not wait for each other for ever',
  async ({ db }) => {
    const [tokyo, nagoya] = [
      await makePool(db, { accepted: 2 }),
      await makePool(db, { accepted: 2 }),
    ]
    const [first] = await come(db, tokyo, ['a'])
    const [second] = await come(db, nagoya, ['b'])
    const moved = await Promise.all([move(db, idOf(first), nagoya), move(db, idOf(second), tokyo)])
    assert.deepEqual(
      moved.map((outcome) => outcome.ok && outcome.application?.state),
      ['confirmed', 'confirmed'],
    )
    for (const pool of [tokyo, nagoya]) {
      const { pool: stored, taken } = await counted(db, pool)
      assert.deepEqual([stored.taken, taken], [1, 1])
    }
  },
)
