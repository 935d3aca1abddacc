import assert from 'node:assert/strict'
import { makePool } from '../../test/support/pools.ts'
import { eachDatabase } from '../../test/support/databases.ts'
import { demoStart } from '../../src/features/editions/demo-clock.ts'
import { loadConsultations } from './consultations.ts'

eachDatabase(
  'the day after the seminar in Nagoya has advisers, slots and bookings, all invented',
  async ({ db }) => {
    const startsAt = Temporal.Instant.from('2020-11-11T13:00+09:00')
    const pool = await makePool(db, { accepted: 100, startsAt })
    const { event_id } = await db
      .selectFrom('pools')
      .select('event_id')
      .where('id', '=', pool)
      .executeTakeFirstOrThrow()
    const { id } = await db.selectFrom('editions').select('id').executeTakeFirstOrThrow()
    assert.equal(await loadConsultations(db, id, demoStart), false)
    await db
      .updateTable('events')
      .set({ slug: 'seminar-nagoya' })
      .where('id', '=', event_id)
      .execute()
    assert.equal(await loadConsultations(db, id, demoStart), true)
    const bookings = await db
      .selectFrom('applications')
      .select(['state', 'name', 'organisation', 'source'])
      .execute()
    assert.equal(bookings.length, 3)
    for (const one of bookings) {
      assert.deepEqual([one.state, one.source], ['confirmed', 'demo'])
      assert.match(one.name + one.organisation, /架空.*架空/)
    }
    const advisers = await db.selectFrom('advisers').select('name').execute()
    assert.ok(advisers.every(({ name }) => name.includes('架空')))
    const slots = await db.selectFrom('consultation_slots').select('starts_at').execute()
    assert.equal(slots.length, 6)
  },
)
