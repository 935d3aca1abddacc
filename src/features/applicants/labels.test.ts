import assert from 'node:assert/strict'
import { eachDatabase } from '../../../test/support/databases.ts'
import { hire, open, openOffice } from '../../../test/support/desk.ts'
import { makeDeskEvent } from '../../../test/support/event-desk.ts'
import { applicantRoutes } from './routes.ts'

eachDatabase('labels and the signboard speak of those with a place', async (database) => {
  const office = await openOffice(database, [applicantRoutes()])
  await makeDeskEvent(office.services, 'shiken')
  await office.db
    .updateTable('applications')
    .set({ organisation: '架空<商事>' })
    .where('email', 'in', ['shiken-a@example.jp', 'shiken-b@example.jp'])
    .execute()
  await office.db
    .updateTable('applications')
    .set({ organisation: '補欠工業' })
    .where('email', '=', 'shiken-c@example.jp')
    .execute()
  const { cookie } = await hire(office, 'officer')
  const read = async (part: string) =>
    (await open(office, `/staff/events/shiken/applicants/${part}`, cookie)).text()
  const labels = await read('labels')
  assert.equal(labels.match(/class="label"/g)?.length, 2)
  assert.match(labels, /SHIK-0001/)
  assert.ok(!labels.includes('SHIK-0003'))
  assert.ok(!labels.includes('/my/'))
  const board = await read('signboard')
  assert.equal(board.match(/架空&lt;商事/g)?.length, 1)
  assert.ok(!board.includes('補欠工業'))
  assert.ok(!board.includes('申込 shiken-a'))
  await office.close()
})
