import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { TestProgram } from '../support/program.ts'
import {
  answerSteps,
  type Changes,
  startEmptyProgram,
  what,
  who,
} from '../support/registering-by-http.ts'
import { htmlFaults } from '../support/page-checks.ts'
import { openVisit, type Visit, wordsOf } from '../support/visit.ts'

let program: TestProgram
let visit: Visit
let minute = 0
before(async () => {
  program = await startEmptyProgram()
})
after(() => program.close())
beforeEach(() => {
  minute += 10
  const at = Temporal.Instant.from('2020-11-10T01:00:00Z').add({ minutes: minute })
  program.clock.set(at.toString())
  visit = openVisit(program)
})

async function newest() {
  const { db } = program.gekkan.services
  return db
    .selectFrom('activities')
    .innerJoin('activity_versions', 'activity_versions.activity_id', 'activities.id')
    .select(['name', 'title', 'body', 'place', 'starts_on', 'contact_name', 'contact_email'])
    .orderBy('activities.id', 'desc')
    .executeTakeFirstOrThrow()
}

/** The steps with these changes end at a page that says this. */
async function refuses(changes: Changes, words: RegExp): Promise<void> {
  const answer = await answerSteps(visit, changes)
  assert.equal(answer.status, 422)
  assert.match(wordsOf(answer), words)
  assert.deepEqual(await htmlFaults(answer.text), [])
}

test('a line of 10,000 characters is refused with the length it may have', async () => {
  await refuses({ what: { title: 'あ'.repeat(10_000) } }, /60文字/)
  await refuses({ who: { name: 'a'.repeat(10_000) } }, /120文字/)
})

test('control, direction and zero-width characters are taken out of what is kept', async () => {
  const answer = await answerSteps(visit, {
    who: { name: '株式会社\u202E逆さ\u202C\u200B試験' },
    what: { title: '在宅\u0007の\u2066日\u2069\uFEFF', body: '一行目\r\n二行目\u0000\u001B[31m' },
    contact: { contactName: '髙橋\u0000\u200F 﨑子' },
  })
  assert.equal(answer.status, 303)
  const { name, title, body, contact_name } = await newest()
  assert.deepEqual(
    { name, title, body, contact_name },
    {
      name: '株式会社逆さ試験',
      title: '在宅の日',
      body: '一行目\n二行目[31m',
      contact_name: '髙橋 﨑子',
    },
  )
})

test('an answer of nothing but NUL and invisible characters counts as empty', async () => {
  await refuses({ who: { name: '\u0000\u200B\u00AD' } }, /名前を入力してください/)
})

test('emoji, joined ones and flags too, are kept and counted as people see them', async () => {
  const family = '👩‍👩‍👧‍👦'
  await answerSteps(visit, { what: { title: family.repeat(60), place: '🇯🇵🏠💻' } })
  const { title, place } = await newest()
  assert.deepEqual([title, place], [family.repeat(60), '🇯🇵🏠💻'])
  await refuses({ what: { title: family.repeat(61) } }, /60文字/)
})

const numbers: [string, RegExp][] = [
  ['123456789012', /13桁/],
  ['12345678901234', /13桁/],
  ['1234567890123', /数字が正しくありません/],
  ['T7000012050002x', /数字だけで|13桁/],
]
for (const [corporateNumber, words] of numbers) {
  test(`the corporate number ${corporateNumber} is refused with its reason`, async () => {
    await refuses({ who: { corporateNumber } }, words)
  })
}

const dates: [Record<string, string>, RegExp][] = [
  [{ startsOn: '2020-02-30' }, /存在しません/],
  [{ startsOn: '11月31日' }, /存在しません/],
  [{ startsOn: 'あした' }, /日付として読めません/],
  [{ startsOn: '令和99年11月4日' }, /存在しません|月間の年/],
  [{ startsOn: '2035/11/4' }, /月間の年/],
  [{ startsOn: '' }, /はじまりの日を入力/],
  [{ startsOn: '2020-11-20', endsOn: '2020-11-04' }, /はじまりの日と同じか/],
  [{ startsOn: '2020年11月4日(月)' }, /曜日/],
]
for (const [fields, words] of dates) {
  test(`the dates ${Object.values(fields).join('〜')} are refused with their reason`, async () => {
    await refuses({ what: { period: 'dates', ...fields } }, words)
  })
}

test('a field that no form of ours has is refused, and nothing is begun', async () => {
  await refuses({ who: { state: 'published' } }, /このフォームにない項目/)
  assert.equal(visit.cookies.size, 0)
})

test('of a field that is asked once the last value counts, in every place alike', async () => {
  const answer = await answerSteps(visit, {
    who: { name: ['株式会社一', '株式会社二'], participantKind: ['emperor', 'company'] },
    contact: { contactEmail: ['one@example.jp', 'two@example.jp'] },
  })
  assert.equal(answer.status, 303)
  const { name, contact_email } = await newest()
  assert.deepEqual([name, contact_email], ['株式会社二', 'two@example.jp'])
  await refuses({ who: { name: ['株式会社一', ''] } }, /名前を入力してください/)
})

const addresses = [
  'a@example.jp\r\nBcc: all@example.jp',
  'a@example.jp\nSubject: x',
  'a@example.jp, b@example.jp',
  '"<script>"@example.jp\u0000',
  'a@example.jp%0d%0aBcc:b@example.jp',
]
for (const contactEmail of addresses) {
  test(`the mail address ${JSON.stringify(contactEmail)} is refused and gets no mail`, async () => {
    await refuses({ contact: { contactEmail } }, /メールアドレス/)
    const { db } = program.gekkan.services
    assert.deepEqual(await db.selectFrom('mails').select('to_address').execute(), [])
  })
}

test('a step cannot be reached before the first one is kept', async () => {
  for (const step of ['what', 'contact', 'check', 'sent']) {
    const answer = await visit.get(`/activities/new/${step}`)
    assert.deepEqual([answer.status, answer.location], [303, '/activities/new'])
  }
  const answer = await visit.post('/activities/new/what', { ...what })
  assert.deepEqual([answer.status, answer.location], [303, '/activities/new'])
})

test('a participant kind that does not exist is refused in words', async () => {
  for (const participantKind of ['emperor', '__proto__', 'constructor', ''])
    await refuses({ who: { participantKind } }, /種別を選んでください/)
})

test('lists and numbers of a form take only what the form offers', async () => {
  await refuses({ who: { prefecture: '48' } }, /都道府県を選んで/)
  await refuses({ who: { prefecture: '1e1' } }, /都道府県を選んで/)
  await refuses({ who: { industry: 'toString' } }, /業種を選んで/)
  await refuses({ what: { kinds: ['try', 'rule'] } }, /活動の種類/)
  await refuses({ what: { period: 'always' } }, /実施する時期/)
  assert.equal((await visit.post('/activities/new/who', { ...who })).status, 303)
})

test('a page of an address that goes nowhere is refused: only http and https', async () => {
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'http://'])
    await refuses({ what: { url } }, /アドレス/)
})
