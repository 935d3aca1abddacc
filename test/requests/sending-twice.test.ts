import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { TestProgram } from '../support/program.ts'
import {
  answerSteps,
  confirmPath,
  registerFully,
  sendDraft,
  startEmptyProgram,
  what,
  who,
} from '../support/registering-by-http.ts'
import { openVisit, stampOn, wordsOf } from '../support/visit.ts'

let program: TestProgram
before(async () => {
  program = await startEmptyProgram()
})
after(() => program.close())

let minute = 0
// every test in a window of its own of the limits per network
beforeEach(() => {
  minute += 10
  const at = Temporal.Instant.from('2020-11-10T01:00:00Z').add({ minutes: minute })
  program.clock.set(at.toString())
})

const moment = (span: Temporal.DurationLike) =>
  program.clock.set(program.clock.now().add(span).toString())

const count = async (table: 'activities' | 'activity_versions' | 'mails') => {
  const { db } = program.gekkan.services
  const { rows } = await db
    .selectFrom(table)
    .select((select) => select.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return Number(rows)
}

test('a double click on the first step begins one draft, and both get the same answer', async () => {
  const visit = openVisit(program)
  const before = await count('activities')
  const _stamp = await stampOn(visit, '/activities/new/who')
  const twice = await Promise.all(
    [1, 2].map(() => visit.post('/activities/new/who', { _stamp, ...who })),
  )
  assert.deepEqual(
    twice.map(({ status, location }) => [status, location]),
    [
      [303, '/activities/new/what'],
      [303, '/activities/new/what'],
    ],
  )
  const cookies = twice.map(({ headers }) => headers.getSetCookie()[0]?.split(';')[0])
  assert.ok(cookies[0])
  assert.equal(cookies[0], cookies[1])
  assert.equal(await count('activities'), before + 1)
})

test('a double click on sending sends one mail, and both get the same answer', async () => {
  const visit = openVisit(program)
  await answerSteps(visit)
  const before = { drafts: await count('activities'), mails: await count('mails') }
  const _stamp = await stampOn(visit, '/activities/new/check')
  const twice = await Promise.all([sendDraft(visit, { _stamp }), sendDraft(visit, { _stamp })])
  for (const answer of twice)
    assert.deepEqual([answer.status, answer.location], [303, '/activities/new/sent'])
  assert.equal(await count('mails'), before.mails + 1)
  assert.equal(await count('activities'), before.drafts)
})

test('the same form sent again later sends no second mail and says the same', async () => {
  const visit = openVisit(program)
  await answerSteps(visit)
  const _stamp = await stampOn(visit, '/activities/new/check')
  const first = await sendDraft(visit, { _stamp })
  const before = await count('mails')
  moment({ minutes: 30 })
  const again = await sendDraft(visit, { _stamp })
  assert.deepEqual([again.status, again.location], [first.status, first.location])
  assert.equal(await count('mails'), before)
})

test('of two tabs of one draft the later saving stands, and both lead on', async () => {
  const email = 'tabs@minato-sekkei.example.jp'
  const visit = openVisit(program)
  await answerSteps(visit, { contact: { contactEmail: email } })
  const tabs = ['題名その一', '題名その二']
  for (const title of tabs) {
    const answer = await visit.post('/activities/new/what', { ...what, title })
    assert.equal(answer.location, '/activities/new/contact')
  }
  assert.match(wordsOf(await visit.get('/activities/new/check')), /題名その二/)
  const [one, two] = await Promise.all([sendDraft(visit), sendDraft(visit)])
  assert.deepEqual([one.location, two.location], ['/activities/new/sent', '/activities/new/sent'])
  const { db } = program.gekkan.services
  const stored = await db
    .selectFrom('activities')
    .innerJoin('activity_versions', 'activity_versions.activity_id', 'activities.id')
    .select(['title', 'state'])
    .where('contact_email', '=', email)
    .execute()
  assert.deepEqual(stored, [{ title: '題名その二', state: 'unconfirmed' }])
})

test('going back after sending shows the draft; sending again mails a new link', async () => {
  const email = 'back@minato-sekkei.example.jp'
  const visit = openVisit(program)
  await answerSteps(visit, { contact: { contactEmail: 'typo@minato-sekkei.example.jp' } })
  await sendDraft(visit)
  const back = await visit.get('/activities/new/contact')
  assert.match(back.text, /value="typo@minato-sekkei\.example\.jp"/)
  await answerSteps(visit, { contact: { contactEmail: email } })
  assert.equal((await sendDraft(visit)).location, '/activities/new/sent')
  assert.equal((await visit.post(await confirmPath(program, email), {})).status, 303)
  const after = await visit.get('/activities/new/check')
  assert.deepEqual([after.status, after.location], [303, '/activities/new'])
})

test('a form older than a day is asked again, with everything kept', async () => {
  const visit = openVisit(program)
  await answerSteps(visit)
  const _stamp = await stampOn(visit, '/activities/new/check')
  const before = await count('mails')
  moment({ hours: 25 })
  const late = await sendDraft(visit, { _stamp })
  assert.equal(late.status, 422)
  assert.match(wordsOf(late), /ページを開いてから時間がたちました/)
  assert.match(wordsOf(late), /毎週水曜日は全員が在宅で設計します/)
  assert.equal(await count('mails'), before)
  assert.equal((await sendDraft(visit)).location, '/activities/new/sent')
  program.clock.set('2020-11-10T01:00:00Z')
})

test('a form without our stamp, or with one that was changed, is asked again', async () => {
  const visit = openVisit(program)
  await answerSteps(visit)
  for (const _stamp of ['', 'kh5f1mgw.AAAA.BBBB']) {
    const answer = await sendDraft(visit, { _stamp })
    assert.equal(answer.status, 422)
    assert.match(wordsOf(answer), /このページを開き直しました/)
  }
})

test('opening a confirmation link spends nothing, however often and by whatever method', async () => {
  const email = 'scanner@minato-sekkei.example.jp'
  const visit = openVisit(program)
  await answerSteps(visit, { contact: { contactEmail: email } })
  await sendDraft(visit)
  const path = await confirmPath(program, email)
  const scanner = openVisit(program)
  for (let n = 0; n < 10; n += 1) {
    assert.equal((await scanner.get(path)).status, 200)
    assert.equal((await scanner.send(path, { method: 'HEAD' })).status, 200)
  }
  assert.equal(scanner.cookies.size, 0)
  assert.equal((await openVisit(program).post(path, {})).status, 303)
})

test('a used, an expired and an unknown confirmation link each say so and do nothing', async () => {
  const email = 'dead-links@minato-sekkei.example.jp'
  await registerFully(program, { contact: { contactEmail: email } })
  const path = await confirmPath(program, email)
  const visit = openVisit(program)
  for (const answer of [await visit.get(path), await visit.post(path, {})]) {
    assert.equal(answer.status, 404)
    assert.match(wordsOf(answer), /このリンクはもう使われています/)
  }
  const unknown = await visit.post('/activities/confirm/an-invented-token', {})
  assert.equal(unknown.status, 404)
  assert.match(wordsOf(unknown), /このリンクは使えません/)
  const late = openVisit(program)
  const slow = 'slow@minato-sekkei.example.jp'
  await answerSteps(late, { contact: { contactEmail: slow } })
  await sendDraft(late)
  moment({ hours: 24 })
  const expired = await late.post(await confirmPath(program, slow), {})
  assert.equal(expired.status, 404)
  assert.match(wordsOf(expired), /このリンクの期限が切れています/)
  assert.equal(visit.cookies.size, 0)
})

test('two people who press one confirmation link get one number', async () => {
  const email = 'two-presses@minato-sekkei.example.jp'
  const visit = openVisit(program)
  await answerSteps(visit, { contact: { contactEmail: email } })
  await sendDraft(visit)
  const path = await confirmPath(program, email)
  const mails = await count('mails')
  const twice = await Promise.all([1, 2].map(() => openVisit(program).post(path, {})))
  assert.deepEqual(twice.map(({ status }) => status).toSorted(), [303, 404])
  assert.equal(await count('mails'), mails + 1)
})

test('too many forms from one network are answered 429 with the time to wait', async () => {
  const visit = openVisit(program)
  let answer = await visit.post('/activities/new/who', { ...who })
  for (let n = 0; n < 70 && answer.status === 303; n += 1)
    answer = await visit.post('/activities/new/who', { ...who })
  assert.equal(answer.status, 429)
  const wait = Number(answer.headers.get('retry-after'))
  assert.ok(wait > 0 && wait <= 300, `Retry-After ${wait}`)
  assert.match(answer.text, /<h1>/)
  moment({ seconds: wait + 300 })
  assert.equal((await visit.post('/activities/new/who', { ...who })).status, 303)
})
