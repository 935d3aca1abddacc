import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadDemo } from '../../../demo/load.ts'
import { eachDatabase } from '../../../test/support/databases.ts'
import { transaction } from '../../db/transaction.ts'
import { getCurrentEdition } from '../editions/queries.ts'
import { mergeFault, type Participant, survivingValues, valuesOf } from './merge.ts'
import {
  findParticipants,
  mergeParticipants,
  mergesInForce,
  unmergeParticipant,
} from './merge-queries.ts'
import { findSuspects, type Named, takingPart } from './suspects.ts'

const now = Temporal.Instant.from('2020-11-10T10:00:00+09:00')
const participant = (id: number, change: Partial<Participant> = {}): Participant => ({
  id,
  kind: 'company',
  legal_name: `会社${id}`,
  reading: '',
  name_key: `会社${id}`,
  corporate_number: null,
  industry: null,
  size_class: null,
  prefecture: null,
  merged_into: null,
  created_at: now,
  ...change,
})

test('each value comes from whom it was chosen; an empty one without a choice is filled from the other', () => {
  const kept = participant(1, { legal_name: '株式会社みなと', prefecture: 13 })
  const gone = participant(2, {
    reading: 'ミナト',
    prefecture: 14,
    legal_name: 'みなと㈱',
    corporate_number: '7000012050002',
  })
  const values = survivingValues({ kept, gone, from: { prefecture: 2 } })
  assert.deepEqual(values, {
    kind: 'company',
    legal_name: '株式会社みなと',
    name_key: 'みなと',
    reading: 'ミナト',
    corporate_number: '7000012050002',
    industry: null,
    size_class: null,
    prefecture: 14,
  })
  assert.equal(
    survivingValues({ kept, gone, from: { corporate_number: 1 } }).corporate_number,
    null,
  )
})

test('individuals, merged ones and one and the same are not merged', () => {
  assert.equal(mergeFault(participant(1), participant(1)), 'same')
  assert.equal(mergeFault(participant(1), participant(2, { merged_into: 3 })), 'gone')
  assert.equal(mergeFault(participant(1), participant(2, { kind: 'individual' })), 'individual')
  assert.equal(mergeFault(participant(1), participant(2)), undefined)
})

test('suspicion tells why; two corporate numbers are two organisations', async () => {
  const named = (id: number, name_key: string, corporate_number: string | null = null): Named => ({
    id,
    legal_name: name_key,
    name_key,
    corporate_number,
    prefecture: id,
  })
  const found = await findSuspects([
    named(1, 'みなと設計', '7000012050002'),
    named(2, 'みなと設計'),
    named(3, 'みなと設計事務所'),
    named(4, '海', '7000012050002'),
    named(5, 'みなと設計', '8000012010038'),
    named(6, '山川商店'),
    named(7, 'みなと設備'),
  ])
  const told = found.map(({ a, b, suspicion }) => `${a.id}-${b.id} ${suspicion}`)
  assert.deepEqual(
    told.filter((one) => /same/.test(one)),
    ['1-4 same-number', '1-2 same-name', '2-5 same-name'],
  )
  assert.ok(
    told.includes('1-3 contains') &&
      !told.some((one) => one.startsWith('1-5') || one.includes('6')),
  )
})

eachDatabase('a merge moves every registration and can be taken back whole', async ({ db }) => {
  await loadDemo(db)
  const edition = await getCurrentEdition(db)
  const [one, other] = (await takingPart(db, edition.id)).slice(0, 2)
  const ids = [one!.id, other!.id]
  const owners = () =>
    db
      .selectFrom('activities')
      .select(['id', 'participant_id'])
      .where('participant_id', 'in', ids)
      .orderBy('id')
      .execute()
  const [kept, gone] = (await findParticipants(db, ids)) as [Participant, Participant]
  const before = await owners()
  const by = {
    actor: { kind: 'staff' as const, id: 1, name: '試験係' },
    now,
    editionId: edition.id,
  }
  await transaction(db, (trx) =>
    mergeParticipants(trx, { kept, gone, from: { legal_name: gone.id } }, by),
  )
  const merged = await owners()
  assert.equal(merged.length, before.length)
  assert.ok(merged.every(({ participant_id }) => participant_id === kept.id))
  const [now1, now2] = await findParticipants(db, ids)
  assert.equal(now1?.legal_name, gone.legal_name)
  assert.equal(now2?.merged_into, kept.id)
  assert.deepEqual(
    (await mergesInForce(db)).map((merge) => merge.gone),
    [gone.id],
  )
  const back = await transaction(db, (trx) => unmergeParticipant(trx, gone.id, by))
  assert.equal(back, before.filter(({ participant_id }) => participant_id === gone.id).length)
  assert.deepEqual(await owners(), before)
  assert.deepEqual(await findParticipants(db, ids), [kept, gone])
  assert.equal(await transaction(db, (trx) => unmergeParticipant(trx, gone.id, by)), undefined)
})

eachDatabase(
  'what was changed after a merge is not overwritten by taking it back',
  async ({ db }) => {
    await loadDemo(db)
    const edition = await getCurrentEdition(db)
    const ids = (await takingPart(db, edition.id)).slice(0, 2).map(({ id }) => id)
    const [kept, gone] = (await findParticipants(db, ids)) as [Participant, Participant]
    const by = { actor: { kind: 'program' as const }, now, editionId: edition.id }
    await transaction(db, (trx) => mergeParticipants(trx, { kept, gone, from: {} }, by))
    await db
      .updateTable('participants')
      .set({ reading: 'アトカラ' })
      .where('id', '=', kept.id)
      .execute()
    await transaction(db, (trx) => unmergeParticipant(trx, gone.id, by))
    const [after] = await findParticipants(db, [kept.id])
    assert.equal(after?.reading, 'アトカラ')
    assert.notDeepEqual(valuesOf(after as Participant), valuesOf(kept))
  },
)
