import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { signInStaff } from '../../../test/support/people.ts'
import { startProgram, type TestProgram } from '../../../test/support/program.ts'
import { openVisit, type Visit } from '../../../test/support/visit.ts'
import { readCsv } from '../../lib/csv.ts'
import { whenCancelled } from './queries.ts'

let program: TestProgram
let visit: Visit
before(async () => {
  program = await startProgram()
  visit = openVisit(program, await signInStaff(program, 'lead'))
})
after(() => program.close())

/** A file of the desk as rows of cells; the first is its head. */
async function rowsOf(path: string): Promise<string[][]> {
  const { status, text } = await visit.get(path)
  assert.equal(status, 200)
  const read = readCsv(new TextEncoder().encode(text))
  assert.ok(read.ok)
  return read.rows.map(({ cells }) => cells)
}

const count = (list: string[], value: string) => list.filter((one) => one === value).length

test('the numbers are those of the list of applicants, counted one by one', async () => {
  for (const slug of ['seminar-tokyo', 'forum-seminar', 'seminar-nagoya']) {
    const own = `/staff/events/${slug}`
    const report = await rowsOf(`${own}/report/export`)
    const [head = [], ...people] = await rowsOf(`${own}/applicants/export`)
    const column = (name: string, rows = people) => rows.map((row) => row[head.indexOf(name)] ?? '')
    const value = (part: string, item: string) =>
      Number(report.find(([group, label]) => group === part && label === item)?.[2] ?? 'NaN')
    const total = (part: string) =>
      report.reduce((sum, [group, , given]) => sum + (group === part ? Number(given) : 0), 0)
    assert.equal(value('申込み', '申込みの総数'), people.length)
    for (const state of ['確定', '補欠', '取消'])
      assert.equal(value('申込み', state), count(column('状態'), state), `${slug} ${state}`)
    assert.equal(total('取消の時期'), count(column('状態'), '取消'), slug)
    const seated = people.filter((row) => row[head.indexOf('状態')] === '確定')
    for (const [item, mark] of [
      ['出席', '出席'],
      ['欠席', '欠席'],
      ['記録なし', '―'],
    ] as const)
      assert.equal(value('出席', item), count(column('出席', seated), mark), `${slug} ${item}`)
    assert.equal(value('申込みの経路', 'デモ'), people.length)
    assert.equal(value('申込みの言語', '日本語'), count(column('言語'), 'ja'))
    const steps = report.filter(([group]) => group === 'オンラインで見た時間')
    const minutes = column('視聴した分数', seated).map(Number)
    for (const [, label = '', given] of steps) {
      const [from, to] = /^(\d+)〜(\d+)分$/.exec(label)?.slice(1).map(Number) ?? [0, 0]
      const within = minutes.filter((one) => one >= (from ?? 0) && one <= (to ?? 0)).length
      assert.equal(Number(given), within, `${slug} ${label}`)
    }
    assert.equal(
      steps.length > 0,
      minutes.some((one) => one > 0),
    )
    assert.equal(
      steps.reduce((sum, row) => sum + Number(row[2]), 0),
      steps.length > 0 ? seated.length : 0,
    )
  }
})

test('a cancellation is counted by the days of the calendar in Tokyo', () => {
  const start = Temporal.Instant.from('2020-11-04T13:00:00+09:00')
  const when = (at: string) => whenCancelled(Temporal.Instant.from(`${at}+09:00`), start)
  assert.deepEqual(
    [
      '2020-10-27T23:59:59',
      '2020-10-28T00:00:00',
      '2020-11-03T23:59:59',
      '2020-11-04T00:00:00',
      '2020-11-04T23:59:59',
      '2020-11-05T00:00:00',
    ].map(when),
    ['early', 'week', 'week', 'day', 'day', 'later'],
  )
})

test('how support was answered is counted by person', async () => {
  const { db } = program.gekkan.services
  const { id: eventId } = await db
    .selectFrom('events')
    .select('id')
    .where('slug', '=', 'seminar-tokyo')
    .executeTakeFirstOrThrow()
  await db.deleteFrom('support_needs').execute()
  const people = await db
    .selectFrom('applications')
    .innerJoin('pools', 'pools.id', 'applications.pool_id')
    .select('applications.id')
    .where('applications.event_id', '=', eventId)
    .where('channel', '<>', 'slot')
    .orderBy('applications.id')
    .limit(3)
    .execute()
  for (const [at, { id }] of people.entries())
    await db
      .insertInto('support_needs')
      .values({
        application_id: id,
        kinds: ['captions', 'sign-language'],
        note: '',
        asked_at: Temporal.Instant.from('2020-10-20T10:00:00+09:00'),
        state: at === 0 ? 'impossible' : 'arranged',
      })
      .execute()
  const rows = await rowsOf('/staff/events/seminar-tokyo/report/export')
  assert.deepEqual(
    rows.filter(([part]) => part === '支援の希望への対応').map((row) => row.slice(1)),
    [
      ['手配済み', '2'],
      ['手配できない', '1'],
    ],
  )
})

test('the places on the page are those of the pool, and no person stands anywhere in it', async () => {
  const own = '/staff/events/seminar-tokyo'
  const { text } = await visit.get(`${own}/report`)
  const people = (await rowsOf(`${own}/applicants/export`)).slice(1)
  assert.match(text, /公表した定員<\/dt><dd[^>]*>200/)
  for (const row of people.slice(0, 20)) assert.ok(!text.includes(row[4] ?? ' '), 'a name')
  const pdf = await visit.get(`${own}/report.pdf`)
  assert.deepEqual([pdf.status, pdf.text.slice(0, 5)], [200, '%PDF-'])
})

test('a report is read by viewers; an adviser may not', async () => {
  const [viewer, adviser] = await Promise.all(
    (['viewer', 'adviser'] as const).map(async (role) =>
      openVisit(program, await signInStaff(program, role)),
    ),
  )
  const path = '/staff/events/seminar-tokyo/report'
  assert.equal((await viewer?.get(path))?.status, 200)
  assert.equal((await adviser?.get(path))?.status, 403)
})

test('a free text that a spreadsheet would run is kept from running', async () => {
  const { db } = program.gekkan.services
  await db
    .updateTable('survey_answers')
    .set({ answers: JSON.stringify({ q1: 'o1', q3: '=HYPERLINK("x")' }) })
    .execute()
  const rows = await rowsOf('/staff/events/seminar-tokyo/survey/export')
  assert.deepEqual(rows[0], ['全体の満足度', '役に立った話', '次に聞きたいこと'])
  assert.equal(rows[1]?.[2], '\'=HYPERLINK("x")')
})
