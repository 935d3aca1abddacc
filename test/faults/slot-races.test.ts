import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { typingKey } from '../../src/features/applications/application.ts'
import type { Change } from '../../src/features/applications/change.ts'
import { client, makeDay } from '../support/consultations.ts'
import { type FreshDatabase, freshDatabase } from '../support/databases.ts'
import { startTeam, type Team } from '../support/door-team.ts'
import { counted } from '../support/pools.ts'

// Slots of consultations, wanted by three processes on one PostgreSQL at once.

const rounds = 6
const visitor = { kind: 'visitor' } as const
let database: FreshDatabase
let team: Team
let made: Awaited<ReturnType<typeof makeDay>>

before(async () => {
  database = await freshDatabase('postgres')
  team = await startTeam(database.url as string, 'careful')
  made = await makeDay(database.db, { advisers: 1, slots: rounds * 5 })
})
after(async () => {
  team?.end()
  await database?.close()
})

/** A slot that no other test uses. */
const nextSlot = () => made.slots.shift()?.pool_id as number

const keeping = (form: string): Change => ({
  door: 'apply',
  applicant: { ...client(form), email: '', emailKey: typingKey(form), onceKey: null },
  source: 'web',
  formKey: form,
  proven: false,
  placeOnly: true,
  typingMinutes: 5,
  actor: visitor,
})

const completing = (applicationId: number, name: string): Change => ({
  door: 'complete',
  applicationId,
  applicant: client(name),
  proven: true,
  actor: visitor,
})

const idIn = (answers: string[]) =>
  Number(answers.find((one) => one.startsWith('held'))?.split(' ')[1])

test('of three who choose one slot at once one keeps it, and one person gets it', async () => {
  for (let round = 0; round < rounds; round++) {
    const pool = nextSlot()
    const names = ['x', 'y', 'z'].map((name) => `${name}${round}`)
    const kept = await team.pass(pool, names.map(keeping))
    assert.deepEqual(kept.map((one) => one.split(' ')[0]).toSorted(), ['full', 'full', 'held'])
    const id = idIn(kept)
    const given = await team.pass(
      pool,
      names.map((name) => completing(id, name)),
    )
    assert.deepEqual(given.map((one) => one.split(' ')[0]).toSorted(), [
      'confirmed',
      'too-late',
      'too-late',
    ])
    const { rows, pool: stored, taken } = await counted(database.db, pool)
    assert.deepEqual([rows.length, stored.taken, taken], [1, 1, 1])
  }
})

test('one company that books three slots at once gets one of them', async () => {
  for (let round = 0; round < rounds; round++) {
    const pools = [nextSlot(), nextSlot(), nextSlot()]
    const forms = pools.map((pool) => `${round}-${pool}`)
    const kept = await Promise.all(
      pools.map((pool, at) => team.pass(pool, [keeping(forms[at] ?? '')])),
    )
    const given = await Promise.all(
      pools.map(async (pool, at) => {
        const change = completing(idIn(kept[at] ?? []), `p${round}-${at}`)
        const own = client(`p${round}-${at}`, `株式会社同時${round}`)
        return team.pass(pool, [{ ...change, applicant: own } as Change])
      }),
    )
    const words = given.flat().map((one) => one.split(' ')[0])
    assert.deepEqual(words.toSorted(), ['confirmed', 'once', 'once'])
  }
})
