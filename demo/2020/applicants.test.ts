import assert from 'node:assert/strict'
import { demoStart } from '../../src/features/editions/demo-clock.ts'
import { eachDatabase } from '../../test/support/databases.ts'
import { loadDemo } from '../load.ts'

eachDatabase(
  'the demo shows a seminar that is over, one nearly full, one open; nobody is written to',
  async ({ db }) => {
    await loadDemo(db, { now: demoStart })
    const pools = await db
      .selectFrom('pools')
      .innerJoin('events', 'events.id', 'pools.event_id')
      .select(['slug', 'taken', 'waiting', 'accepted_limit as limit', 'pools.id'])
      .where('channel', '<>', 'slot')
      .where('slug', 'not like', '%december%')
      .execute()
    const of = (slug: string) => {
      const found = pools.find((pool) => pool.slug === slug && pool.taken > 0)
      assert.ok(found, slug)
      return found
    }
    const [tokyo, nagoya, ceremony] = ['seminar-tokyo', 'seminar-nagoya', 'ceremony'].map(of)
    assert.ok(tokyo && tokyo.taken === tokyo.limit && tokyo.waiting > 0)
    assert.ok(nagoya && nagoya.taken >= 90 && nagoya.taken < nagoya.limit && nagoya.waiting === 0)
    assert.ok(ceremony && ceremony.taken > 200 && ceremony.taken < ceremony.limit)
    const { rows } = await db
      .selectFrom('applications')
      .select(({ fn }) => fn.countAll<number>().as('late'))
      .where('created_at', '>', demoStart)
      .execute()
      .then((found) => ({ rows: found }))
    assert.equal(Number(rows[0]?.late), 0)
    const untold = await db
      .selectFrom('application_notices')
      .select('id')
      .where('told_at', 'is', null)
      .execute()
    assert.deepEqual(untold, [])
    const came = await db
      .selectFrom('applications')
      .select(['attendance', 'attended_seconds'])
      .where('pool_id', '=', tokyo.id)
      .where('state', '=', 'confirmed')
      .execute()
    assert.ok(came.every((one) => (one.attendance === 'absent') === (one.attended_seconds === 0)))
    const unmarked = came.filter(({ attendance }) => attendance === 'unknown')
    assert.ok(unmarked.length > 5 && unmarked.every((one) => one.attended_seconds < 90 * 60))
  },
)
