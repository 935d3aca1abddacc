import assert from 'node:assert/strict'
import { applicantImportRoutes } from '../../src/features/applicant-import/routes.ts'
import { applicantRoutes } from '../../src/features/applicants/routes.ts'
import { tellApplicants } from '../../src/features/applications/notices.ts'
import { makeStamp } from '../../src/http/stamp.ts'
import type { FreshDatabase } from './databases.ts'
import { hire, open, openOffice, send } from './desk.ts'
import { makeDeskEvent } from './event-desk.ts'

const form = 'applicant-import.start'

/** The desk of a seminar of two places, with two seated and one waiting, where files are taken. */
export async function withFiles(database: FreshDatabase, accepted = 2) {
  const office = await openOffice(database, [applicantImportRoutes(), applicantRoutes()])
  const { db, services } = office
  const officer = await hire(office, 'lead')
  const { pool } = await makeDeskEvent(services, 'shiken')
  await db
    .updateTable('pools')
    .set({ accepted_limit: accepted, published_capacity: accepted })
    .where('id', '=', pool)
    .execute()
  await tellApplicants(services)
  await db.deleteFrom('mails').execute()
  const own = '/staff/events/shiken/applicants'
  const tick = () => office.clock.set(office.clock.now().add({ minutes: 1 }).toString())
  const press = async (path: string, act: string, fields: [string, string][] = []) => {
    tick()
    return send(office, `${own}${path}/${act}`, {
      cookie: officer.cookie,
      form: `applicant-import.${act}`,
      fields,
    })
  }
  const read = async (path: string) => {
    const response = await open(office, own + path, officer.cookie)
    return { status: response.status, text: await response.text() }
  }
  /** Sends a file; answers the path of what was found in it. */
  const give = async (content: string | Uint8Array<ArrayBuffer>, name = 'list.csv') => {
    tick()
    const body = new FormData()
    body.set('_stamp', makeStamp(office.config.secret, form, office.clock.now()))
    body.set('pool', String(pool))
    body.set('file', new File([content], name, { type: 'text/csv' }))
    const response = await office.hono.request(`http://localhost:3000${own}/import`, {
      method: 'POST',
      headers: { cookie: officer.cookie },
      body,
    })
    const location = response.headers.get('location') ?? ''
    if (response.status === 303) return location.slice(own.length)
    assert.equal(response.status, 422)
    return { refused: await response.text() }
  }
  const applied = () =>
    db
      .selectFrom('applications')
      .select(['email', 'name', 'organisation', 'state', 'source', 'number'])
      .where('pool_id', '=', pool)
      .orderBy('number')
      .execute()
  const found = async (path: string | { refused: string }) => {
    assert.ok(typeof path === 'string')
    const rows = await db
      .selectFrom('applicant_import_rows')
      .select(['line', 'found', 'faults'])
      .where('import_id', '=', Number(/\d+$/.exec(path)?.[0]))
      .orderBy('line')
      .execute()
    return rows.map(({ line, found: kind, faults }) =>
      [line, kind, ...faults.map(({ field, reason }) => `${field} ${reason}`)].join(' '),
    )
  }
  return { ...office, office, pool, press, read, give, applied, found }
}
