import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { htmlFaults } from '../../../test/support/page-checks.ts'
import { signInStaff } from '../../../test/support/people.ts'
import { startProgram, type TestProgram } from '../../../test/support/program.ts'
import { readXlsx } from '../../files/xlsx.ts'
import type { Role } from '../../http/roles.ts'
import { formulaGuard, toCsv } from '../../lib/csv.ts'

let program: TestProgram
const cookies = new Map<Role, string>()
before(async () => {
  program = await startProgram()
  for (const role of ['officer', 'lead', 'viewer'] as const) {
    const { name, value } = await signInStaff(program, role)
    cookies.set(role, `${name}=${value}`)
  }
})
after(() => program.close())

const get = (path: string, role: Role = 'officer') =>
  fetch(program.origin + path, { headers: { cookie: cookies.get(role) ?? '' }, redirect: 'manual' })

async function post(
  path: string,
  body: FormData | URLSearchParams,
  role: Role = 'officer',
): Promise<Response> {
  const headers = { cookie: cookies.get(role) ?? '', 'sec-fetch-site': 'same-origin' }
  return fetch(program.origin + path, { method: 'POST', body, headers, redirect: 'manual' })
}

async function stampOf(path: string): Promise<string> {
  const page = await (await get(path)).text()
  return /name="_stamp" value="([^"]+)"/.exec(page.slice(page.indexOf('<main')))?.[1] ?? ''
}

const paper = {
  origin: '11月5日のFAX',
  language: 'ja',
  terms: 'yes',
  participantKind: 'company',
  name: '株式会社ファクス試験所',
  reading: 'ファクス',
  industry: 'construction',
  size: '30-99',
  prefecture: '13',
  kinds: 'try',
  title: '紙で届いた活動',
  body: '週に一度は自宅で働きます。',
  period: 'all-month',
  contactName: '見本 花子',
}

const byTitle = (title: string) =>
  program.gekkan.services.db
    .selectFrom('activities')
    .innerJoin('activity_versions', 'activity_versions.activity_id', 'activities.id')
    .select(['activities.id', 'state', 'source', 'number', 'contact_email', 'participant_kind'])
    .where('title', '=', title)
    .execute()

test('a paper without a mail address is entered once, however often the form is sent', async () => {
  const fields = { ...paper, _stamp: await stampOf('/staff/enter') }
  for (let sent = 0; sent < 2; sent++) {
    const answer = await post('/staff/enter', new URLSearchParams(fields))
    assert.equal(answer.status, 303, await answer.text())
  }
  const rows = await byTitle(paper.title)
  assert.equal(rows.length, 1)
  assert.deepEqual(
    [rows[0]?.state, rows[0]?.source, rows[0]?.contact_email],
    ['submitted', 'paper', ''],
  )
  assert.match(await (await get('/staff/enter')).text(), /2020-0\d+として登録しました/)
  const { db } = program.gekkan.services
  const note = await db
    .selectFrom('audit_entries')
    .select('note')
    .where('action', '=', 'activities.entered')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  assert.equal(note.note, '11月5日のFAX')
})

test('an individual on paper is published at once when the officer has checked it', async () => {
  const {
    industry: _i,
    size: _s,
    ...fields
  } = {
    ...paper,
    participantKind: 'individual',
    name: '紙の人',
    title: '紙の個人の活動',
    publish: 'yes',
  }
  const answer = await post(
    '/staff/enter',
    new URLSearchParams({ ...fields, _stamp: await stampOf('/staff/enter?as=individual') }),
  )
  assert.equal(answer.status, 303, await answer.text())
  const [row] = await byTitle('紙の個人の活動')
  assert.deepEqual([row?.state, row?.participant_kind], ['published', 'individual'])
  assert.equal(
    (await fetch(`${program.origin}/activities/2020-${String(row?.number).padStart(4, '0')}`))
      .status,
    200,
  )
})

test('a paper with mistakes comes back with all of them and with what was typed', async () => {
  const fields = {
    ...paper,
    title: '',
    origin: '',
    terms: '',
    body: 'そのまま残る文',
    _stamp: await stampOf('/staff/enter'),
  }
  const answer = await post('/staff/enter', new URLSearchParams(fields))
  const page = await answer.text()
  assert.equal(answer.status, 422)
  for (const field of ['title', 'origin', 'terms'])
    assert.ok(page.includes(`href="#${field}"`), field)
  assert.ok(page.includes('そのまま残る文'))
  assert.deepEqual(await htmlFaults(page), [])
})

test('who may only read figures can enter, import, export and merge nothing', async () => {
  for (const path of [
    '/staff/enter',
    '/staff/import',
    '/staff/activities/export',
    '/staff/participants/merge',
  ])
    assert.equal((await get(path, 'viewer')).status, 403, path)
})

test('a file is checked, imported and undone through the pages', async () => {
  const template = parse(await (await get('/staff/import/template?format=csv')).text(), {
    bom: true,
  }) as string[][]
  const [header = [], example = []] = template
  const title = header.indexOf('活動の題名')
  const file = toCsv([
    [...header, '備考'],
    [...example.with(title, '表で届いた活動'), 'x'],
    example.with(title, ''),
  ])
  const body = new FormData()
  body.set('_stamp', await stampOf('/staff/import'))
  body.set('file', new Blob([file]), '登録.csv')
  const checked = await post('/staff/import', body)
  assert.equal(checked.status, 303, await checked.text())
  const path = checked.headers.get('location') ?? ''
  const page = await (await get(path)).text()
  assert.ok(
    page.includes('活動の題名を入力してください') || page.includes('題名'),
    'the reason in words',
  )
  assert.match(page, /備考/)
  assert.deepEqual(await htmlFaults(page), [])
  assert.equal((await byTitle('表で届いた活動')).length, 0)
  await post(`${path}/apply`, new URLSearchParams({ twins: 'yes' }))
  await post(`${path}/apply`, new URLSearchParams({ twins: 'yes' }))
  assert.deepEqual(
    (await byTitle('表で届いた活動')).map(({ state }) => state),
    ['submitted'],
  )
  assert.deepEqual(await htmlFaults(await (await get(path)).text()), [])
  await post(`${path}/undo`, new URLSearchParams())
  assert.deepEqual(
    (await byTitle('表で届いた活動')).map(({ state }) => state),
    ['withdrawn'],
  )
  assert.equal((await get('/staff/import/999999')).status, 404)
})

test('a file with a wrong heading is refused in words that name the columns', async () => {
  const body = new FormData()
  body.set('file', new Blob(['名前,県\r\nみなと,東京\r\n']), 'x.csv')
  const answer = await post('/staff/import', body)
  const page = await answer.text()
  assert.equal(answer.status, 422)
  assert.match(page, /必要な列がありません.*活動の題名/)
  assert.deepEqual(await htmlFaults(page), [])
})

test('the exported list is read back identically, formulas guarded, and imports again', async () => {
  const evil = '=HYPERLINK("https://example.com","x")'
  const { db } = program.gekkan.services
  const [row] = await byTitle(paper.title)
  await db
    .updateTable('activity_versions')
    .set({ title: evil, body: '＋1\n"引用",改行' })
    .where('activity_id', '=', row!.id)
    .execute()
  const answer = await get(
    '/staff/activities/export?q=ファクス試験&source=paper&format=csv',
    'lead',
  )
  const bytes = new Uint8Array(await answer.arrayBuffer())
  assert.deepEqual(bytes.slice(0, 3), Uint8Array.of(0xef, 0xbb, 0xbf))
  const text = new TextDecoder().decode(bytes)
  assert.ok(!/[^\r]\n/.test(text.replaceAll('＋1\n"', '')), 'lines end with CRLF')
  const [header = [], ...rows] = parse(text, { bom: true }) as string[][]
  const cell = (name: string) => rows[0]?.[header.indexOf(name)]
  assert.equal(cell('活動の題名'), formulaGuard(evil))
  assert.equal(cell('活動の内容'), `'＋1\n"引用",改行`)
  assert.equal(cell('ご担当者のお名前'), '見本 花子')
  assert.equal(rows.length, 1)
  const log = await db
    .selectFrom('audit_entries')
    .select('after')
    .where('action', '=', 'activities.exported')
    .executeTakeFirstOrThrow()
  assert.deepEqual(log.after, {
    rows: 1,
    format: 'csv',
    personal: true,
    filter: { words: 'ファクス試験', sources: ['paper'] },
  })
  const body = new FormData()
  body.set(
    'file',
    new Blob([text.replace(`"'=HYPERLINK(""https://example.com"",""x"")"`, 'よい題名')]),
    'again.csv',
  )
  const again = await post('/staff/import', body)
  assert.equal(again.status, 303)
  assert.ok(
    !(await (await get(again.headers.get('location') ?? '')).text()).includes('直しが必要</span>'),
  )
})

test('without the right to take personal data away the export has no contacts and nothing hidden', async () => {
  const text = await (await get('/staff/activities/export?format=csv', 'officer')).text()
  const [header = [], ...rows] = parse(text, { bom: true }) as string[][]
  assert.ok(!header.includes('メールアドレス') && !header.includes('ご担当者のお名前'))
  assert.ok(rows.length > 500)
  assert.ok(!text.includes('見本 花子'))
  const own = await (await get('/staff/activities/export?format=csv', 'lead')).text()
  assert.ok(own.includes('見本 花子'))
})

test('the export as a workbook has the same cells, formulas as plain text', async () => {
  const sheet = await readXlsx(
    new Uint8Array(
      await (
        await get('/staff/activities/export?q=ファクス試験&format=xlsx', 'lead')
      ).arrayBuffer(),
    ),
  )
  assert.ok(sheet.ok)
  const [header = [], row = []] = sheet.rows
  assert.match(row[header.indexOf('活動の題名')] ?? '', /^=HYPERLINK/)
})

test('the filter of the staff list is that of the export', async () => {
  const rowsOf = async (query: string) =>
    (
      parse(await (await get(`/staff/activities/export?${query}`, 'lead')).text(), {
        bom: true,
      }) as string[][]
    ).slice(1)
  assert.ok((await rowsOf('prefecture=47')).every((row) => row.includes('沖縄県')))
  assert.ok((await rowsOf('state=returned')).every((row) => row[1] === '差し戻し'))
  assert.deepEqual(
    await rowsOf('q=%25'),
    await rowsOf(
      'q=%25&state=submitted&state=published&state=returned&state=rejected&state=suspended&state=withdrawn&state=unconfirmed',
    ),
  )
  assert.deepEqual((await rowsOf('q=ファクス試験')).length, 1)
})

test('pages of intake are valid HTML in four languages', async () => {
  const pair = await program.gekkan.services.db
    .selectFrom('participants')
    .select('id')
    .where('kind', '<>', 'individual')
    .orderBy('id')
    .limit(2)
    .execute()
  const paths = [
    '/staff/enter',
    '/staff/enter?as=individual',
    '/staff/import',
    '/staff/participants/merge',
    `/staff/participants/merge?a=${pair[0]?.id}&b=${pair[1]?.id}`,
  ]
  for (const prefix of ['', '/en', '/zh-hans', '/ko'])
    for (const path of paths) {
      const answer = await get(prefix + path)
      assert.equal(answer.status, 200, prefix + path)
      assert.deepEqual(await htmlFaults(await answer.text()), [], prefix + path)
    }
})
