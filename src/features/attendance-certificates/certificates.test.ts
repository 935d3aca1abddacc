import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { eachDatabase } from '../../../test/support/databases.ts'
import { startProgram, type TestProgram } from '../../../test/support/program.ts'
import { seminarStart } from '../../../test/support/pools.ts'
import { dayAfter, makeSurvey } from '../../../test/support/surveys.ts'
import { openVisit } from '../../../test/support/visit.ts'
import type { Db } from '../../db/database.ts'
import { keyOf } from '../applications/links.ts'
import { newNumber, readNumber } from './certificate.ts'
import { issueCertificate } from './issuing.ts'
import { certificateOf } from './queries.ts'

/** Somebody was there from one minute of the seminar to another. */
async function watch(db: Db, applicationId: number, from: number, to: number): Promise<void> {
  const at = (minutes: number) => seminarStart.add({ seconds: minutes * 60 })
  await db
    .insertInto('presence_spans')
    .values({
      application_id: applicationId,
      device: 'device-of-test',
      began_at: at(from),
      seen_at: at(to),
    })
    .execute()
}

const needs = (db: Db, event: number, minutes: number | null) =>
  db.updateTable('events').set({ certificate_minutes: minutes }).where('id', '=', event).execute()

eachDatabase(
  'ninety minutes earn it, eighty-nine do not, a mark does, absence never',
  async ({ db }) => {
    const { event, applications } = await makeSurvey(db, { people: 4 })
    await needs(db, event, 90)
    const [enough, short, came, absent] = applications.map(({ id }) => id) as [
      number,
      number,
      number,
      number,
    ]
    await watch(db, enough, -20, 90)
    await watch(db, short, 0, 89.9)
    await watch(db, absent, 0, 180)
    const mark = (id: number, attendance: 'came' | 'absent') =>
      db.updateTable('applications').set({ attendance }).where('id', '=', id).execute()
    await mark(came, 'came')
    await mark(absent, 'absent')
    const issue = (id: number, now = dayAfter) =>
      issueCertificate(db, { applicationId: id, name: '申込 太郎', now })
    assert.equal(await issue(enough, seminarStart.add({ minutes: 179 })), false, 'before the end')
    assert.deepEqual(
      [await issue(enough), await issue(short), await issue(came), await issue(absent)],
      [true, false, true, false],
    )
    assert.equal((await certificateOf(db, enough))?.minutes, 90)
    await needs(db, event, null)
    assert.equal(await issue(short), false, 'without a stream only the mark counts')
  },
)

eachDatabase(
  'pressed five times at once it is issued once, and the first name stays',
  async ({ db }) => {
    const { event, applications } = await makeSurvey(db, { people: 1 })
    await needs(db, event, 1)
    const applicationId = applications[0]?.id ?? 0
    await watch(db, applicationId, 0, 180)
    const issue = (name: string) => issueCertificate(db, { applicationId, name, now: dayAfter })
    assert.equal(await issue('髙橋 花子'), true)
    const first = await certificateOf(db, applicationId)
    await Promise.all(Array.from({ length: 5 }, (_, at) => issue(`別名 ${at}`)))
    assert.deepEqual(await certificateOf(db, applicationId), first)
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from audit_entries
    where action = 'applications.certificate-issued'`.execute(db)
    assert.equal(rows[0]?.count, 1)
  },
)

test('numbers have eighty random bits and are read as people type them from paper', () => {
  const numbers = Array.from({ length: 2000 }, newNumber)
  assert.equal(new Set(numbers).size, 2000)
  for (const number of numbers) {
    assert.match(number, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
    assert.equal(readNumber(number.toLowerCase().replaceAll('-', ' ')), number)
    assert.equal(readNumber(number.replaceAll('0', 'o').replaceAll('1', 'l')), number)
  }
  // every letter of the alphabet comes at every place
  for (let at = 0; at < 19; at += 1)
    if (at % 5 !== 4) assert.equal(new Set(numbers.map((number) => number[at])).size, 32)
  assert.equal(readNumber('7Q2M-9KXB-40TD'), undefined)
  assert.equal(readNumber('7Q2M-9KXB-40TD-WZ8U'), undefined)
})

let program: TestProgram
before(async () => {
  program = await startProgram()
})
after(() => program.close())

test('reading issues nothing; the check says what must be compared and no more, and not to guessers', async () => {
  const { db, config } = program.gekkan.services
  const { event, applications } = await makeSurvey(db, { people: 2 })
  await needs(db, event, 100)
  const [one, other] = applications
  assert.ok(one && other)
  await watch(db, one.id, 0, 170)
  await watch(db, other.id, 0, 58)
  const path = `/my/${keyOf(config.secret, one)}/certificate`
  const visit = openVisit(program)
  assert.match((await visit.get(path)).text, /発行する/)
  assert.equal((await visit.get(`${path}.pdf`)).status, 404)
  assert.equal(await certificateOf(db, one.id), undefined)
  const lacking = await visit.get(`/my/${keyOf(config.secret, other)}/certificate`)
  assert.match(lacking.text, /記録されているのは58分で、あと42分足りません/)
  assert.equal((await visit.post(path, { name: '  ' })).status, 422)

  const issued = await visit.post(path, { name: '髙橋 花子' })
  assert.equal(issued.status, 303)
  const certificate = await certificateOf(db, one.id)
  assert.deepEqual([certificate?.name, certificate?.minutes], ['髙橋 花子', 170])
  const pdf = await visit.get(`${path}.pdf`)
  assert.deepEqual([pdf.status, pdf.text.slice(0, 5)], [200, '%PDF-'])

  const public_ = openVisit(program, undefined, { 'x-forwarded-for': '192.0.2.7' })
  const checked = await public_.get(`/certificates/${certificate?.number}`)
  assert.equal(checked.status, 200)
  assert.equal(checked.headers.get('x-robots-tag'), 'noindex')
  assert.match(checked.text, /髙橋 花子/)
  assert.doesNotMatch(checked.text, /170|guest1|example\.jp[^<]*guest|申込 guest1/)
  const statuses = new Set<number>()
  for (let tried = 0; tried < 70; tried += 1)
    statuses.add((await public_.get(`/certificates/${newNumber()}`)).status)
  assert.deepEqual([...statuses], [404, 429])
})
