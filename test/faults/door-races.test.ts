import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Change } from '../../src/features/applications/change.ts'
import { runChanges } from '../../src/features/applications/running.ts'
import { stripChecks } from '../support/careless-doors.ts'
import { startTeam, type Team } from '../support/door-team.ts'
import { freshDatabase, type FreshDatabase } from '../support/databases.ts'
import { applying, counted, longBefore, makePool, quietChanges } from '../support/pools.ts'

// The eight ways in which programs of this kind have oversold, each run by three processes on one
// PostgreSQL: once through the door, where nothing may happen, and once carelessly, where it must.

const rounds = 4
const visitor = { kind: 'visitor' } as const
const program = { kind: 'program' } as const

type Stage = { db: FreshDatabase; careless: boolean; team: Team }
let careful: Stage
let careless: Stage

before(async () => {
  careful = await makeStage(false)
  careless = await makeStage(true)
})
after(async () => {
  for (const stage of [careful, careless]) {
    stage?.team.end()
    await stage?.db.close()
  }
})

async function makeStage(isCareless: boolean): Promise<Stage> {
  const db = await freshDatabase('postgres')
  if (isCareless) await stripChecks(db.db)
  return {
    db,
    careless: isCareless,
    team: await startTeam(db.url as string, isCareless ? 'careless' : 'careful'),
  }
}

/** Prepares a pool through the door, in this process, and answers the ids of the applications. */
async function fill({ db }: Stage, pool: number, changes: Change[]): Promise<number[]> {
  const services = { db: db.db, clock: { now: () => longBefore }, changes: quietChanges }
  const outcomes = await runChanges(services, pool, changes)
  return outcomes.map((outcome) => ('application' in outcome && outcome.application?.id) || 0)
}

const people = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => applying(`p${from + at}`))
const proven = (from: number, count: number) =>
  people(from, count).map((change) => ({ ...change, proven: true }))
const each = (ids: number[], door: 'prove' | 'approve' | 'cancel'): Change[] =>
  ids.map((applicationId) => ({ door, applicationId, actor: visitor }))

type Harm = string | undefined
/** One try of a race on one stage; answers what went wrong, if anything did. */
type Race = (stage: Stage) => Promise<Harm>

async function oversold({ db }: Stage, pool: number): Promise<Harm> {
  const { rows, pool: row } = await counted(db.db, pool)
  const seated = rows.filter(({ state }) => ['held', 'confirmed', 'offered'].includes(state)).length
  return seated > row.accepted_limit
    ? `${seated} seated on ${row.accepted_limit} places`
    : undefined
}

const races: Record<string, Race> = {
  'two applications at the last place': async (stage) => {
    const pool = await makePool(stage.db.db, { accepted: 1 })
    await stage.team.pass(pool, people(0, 30))
    return oversold(stage, pool)
  },
  'addresses proven after the house is full': async (stage) => {
    const pool = await makePool(stage.db.db, { accepted: 5 })
    const ids = await fill(stage, pool, people(0, 12))
    await stage.team.pass(pool, each(ids, 'prove'))
    return oversold(stage, pool)
  },
  'approvals after the house is full': async (stage) => {
    const pool = await makePool(stage.db.db, { accepted: 3, entry: 'approval' })
    const ids = await fill(stage, pool, proven(0, 10))
    await stage.team.pass(pool, each(ids, 'approve'))
    return oversold(stage, pool)
  },
  'a promotion racing an application for one freed place': async (stage) => {
    const pool = await makePool(stage.db.db, { accepted: 2 })
    const ids = await fill(stage, pool, proven(0, 4))
    const changes = [...each(ids.slice(0, 1), 'cancel'), ...people(10, 8)]
    await stage.team.pass(pool, changes)
    const passedBy = (await counted(stage.db.db, pool)).rows.some(
      ({ state, email }) => state !== 'waiting' && /^p1\d@/.test(email),
    )
    return passedBy ? 'a passer-by got the freed place' : oversold(stage, pool)
  },
  'entries by hand and by import beside applications': async (stage) => {
    const pool = await makePool(stage.db.db, { accepted: 4 })
    const byHand = proven(20, 10).map((change) => ({
      ...change,
      source: 'hand' as const,
      actor: program,
    }))
    await stage.team.pass(pool, [...people(0, 10), ...byHand])
    return oversold(stage, pool)
  },
  'places taken away while applications arrive': async (stage) => {
    const pool = await makePool(stage.db.db, { accepted: 10 })
    const size: Change = {
      door: 'size',
      acceptedLimit: 6,
      publishedCapacity: 6,
      streamLimit: null,
      actor: program,
      reason: 'smaller room',
    }
    const arriving: Change[] = people(0, 12)
    arriving.splice(5, 0, size)
    await stage.team.pass(pool, arriving)
    return oversold(stage, pool)
  },
  'cancelled and applied for again, over and over': async (stage) => {
    const pool = await makePool(stage.db.db, { accepted: 1 })
    const [id = 0] = await fill(stage, pool, proven(0, 1))
    await stage.team.pass(pool, each([id], 'cancel'))
    const answers = await stage.team.pass(pool, people(0, 6))
    if (answers.every((answer) => answer === 'already')) return 'nobody may come back'
    return oversold(stage, pool)
  },
  'the same person twice: double click, two tabs, a retry': async (stage) => {
    const pool = await makePool(stage.db.db, { accepted: 50 })
    const twice = people(0, 8).flatMap((change) => [
      { ...change, formKey: `${change.applicant.emailKey}` },
      { ...change, formKey: `${change.applicant.emailKey}` },
      { ...change, formKey: `${change.applicant.emailKey}-tab` },
    ])
    await stage.team.pass(pool, twice)
    const { rows } = await counted(stage.db.db, pool)
    return rows.length > 8 ? `${rows.length} applications of 8 people` : undefined
  },
}

for (const [name, race] of Object.entries(races)) {
  test(`${name}: nothing happens through the door`, async () => {
    for (let round = 0; round < rounds; round += 1) assert.equal(await race(careful), undefined)
  })
  test(`${name}: the careless way does harm (negative control)`, async (t) => {
    let harm: Harm
    for (let round = 0; round < 10 && harm === undefined; round += 1) harm = await race(careless)
    assert.ok(harm, 'the race does not show what it is there to show')
    t.diagnostic(harm)
  })
}
