import assert from 'node:assert/strict'
import { eachDatabase } from '../../test/support/databases.ts'

eachDatabase('columns are read as numbers, instants, days and times', async ({ pool }) => {
  const { rows } = await pool.query(`select 9007199254740991::int8 as count, 0.10::numeric as share,
    '2020-11-02 13:00:00.5+09'::timestamptz as at, '2020-11-02'::date as day, '13:00'::time as time,
    array['2020-11-02'::date, null] as days, current_setting('TimeZone') as zone`)
  const row = rows[0]
  assert.equal(row.count, 9007199254740991)
  assert.equal(row.share, '0.10')
  assert.equal(row.at.toString(), '2020-11-02T04:00:00.5Z')
  assert.equal(row.day.toString(), '2020-11-02')
  assert.equal(row.time.toString(), '13:00:00')
  assert.equal(row.days[0].toString(), '2020-11-02')
  assert.equal(row.days[1], null)
  assert.equal(row.zone, 'UTC')
})
