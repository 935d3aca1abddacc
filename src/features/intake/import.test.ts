import assert from 'node:assert/strict'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { test } from 'node:test'
import { insertEdition } from '../editions/queries.ts'
import { readEditionFile } from '../editions/read-edition-file.ts'
import type { Edition } from '../editions/edition.ts'
import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import { toXlsx } from '../../files/xlsx.ts'
import { toCsv } from '../../lib/csv.ts'
import { eachDatabase, freshDatabase } from '../../../test/support/databases.ts'
import { dryRun } from './dry-run.ts'
import { countRows, findImport, headingOf, type Import, remarkedRows } from './import-queries.ts'
import { applyImport } from './importing.ts'
import { templateOf } from './template.ts'
import { keptOf, undoImport } from './undoing.ts'

const now = Temporal.Instant.from('2020-11-10T10:00:00+09:00')
const utf8 = (text: string) => new TextEncoder().encode(text)

const header = [
  '種別',
  '企業・団体名',
  'フリガナ',
  '法人番号',
  '業種',
  '従業員数',
  '都道府県',
  '活動の種類',
  '活動の題名',
  '活動の内容',
  '実施する時期',
  'はじまりの日',
  'おわりの日',
  'ご担当者のお名前',
  'メールアドレス',
]
const names = [
  'participantKind',
  'name',
  'reading',
  'corporateNumber',
  'industry',
  'size',
  'prefecture',
  'kinds',
  'title',
  'body',
  'period',
  'startsOn',
  'endsOn',
  'contactName',
  'contactEmail',
]

/** A row that would pass, of an organisation of its own. */
function goodRow(at: number): string[] {
  return [
    '企業',
    `株式会社第${at}試験所`,
    'ダイシケンジョ',
    '',
    '情報通信業',
    '10〜29人',
    '東京都',
    '試みる・実践、学ぶ・議論',
    `在宅勤務の日 ${at}`,
    '月間を通して\n毎週水曜日は自宅で働きます。',
    '月間を通して',
    '',
    '',
    '見本 花子',
    '',
  ]
}

async function prepare(
  db: Db,
): Promise<{ edition: Edition; staff: { kind: 'staff'; id: number; name: string } }> {
  const edition = await insertEdition(db, readEditionFile('demo/2020/edition.yaml'), now)
  const { id } = await db
    .insertInto('staff')
    .values({
      name: '事務局 一郎',
      email: 'ichiro@example.jp',
      password_hash: null,
      totp_secret: null,
      totp_last_step: null,
      created_at: now,
      disabled_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { edition, staff: { kind: 'staff', id, name: '事務局 一郎' } }
}

async function check(
  db: Db,
  edition: Edition,
  staffId: number,
  bytes: Uint8Array,
): Promise<Import> {
  const run = await dryRun(db, edition, { name: 'rows.csv', bytes }, { staffId, now })
  assert.ok(run.ok, JSON.stringify(run))
  return (await findImport(db, edition.id, run.importId)) as Import
}

const with_ = (at: number, column: string, value: string) =>
  goodRow(at).with(names.indexOf(column), value)

eachDatabase(
  'a dry run of 300 rows finds exactly the twelve faults in them and saves nothing else',
  async ({ db }) => {
    const { edition, staff } = await prepare(db)
    const rows = Array.from({ length: 300 }, (_, at) => goodRow(at))
    const planted: [number, string, string, string][] = [
      [3, 'participantKind', '会社っぽいもの', 'choose'],
      [10, 'name', '', 'required'],
      [25, 'reading', '漢字', 'not-kana'],
      [40, 'corporateNumber', '1234567890123', 'check'],
      [77, 'industry', '宇宙業', 'choose'],
      [90, 'prefecture', '江戸', 'choose'],
      [120, 'kinds', '試みる・実践、遊ぶ', 'choose'],
      [150, 'title', 'あ'.repeat(61), 'too-long'],
      [180, 'startsOn', '2020-11-31', 'impossible'],
      [200, 'contactEmail', 'だれか＠', 'invalid'],
      [250, 'body', '=HYPERLINK("https://example.com")', 'formula'],
      [299, 'period', '', 'choose'],
    ]
    for (const [at, column, value] of planted) rows[at] = with_(at, column, value)
    const found = await check(db, edition, staff.id, utf8(toCsv([header, ...rows])))
    assert.deepEqual(await countRows(db, found.id), { rows: 300, faulty: 12, twins: 0 })
    const remarked = await remarkedRows(db, found.id, 0, 400)
    // two lines each: the text has a line break
    const lines = remarked.map(({ line, faults }) => [line, ...faults.map(({ field }) => field)])
    assert.deepEqual(
      lines,
      planted.map(([at, column]) => [
        2 + at * 2 - planted.filter(([other, name]) => other < at && name === 'body').length,
        column,
      ]),
    )
    for (const [index, [, , value, reason]] of planted.entries()) {
      const [fault] = remarked[index]?.faults ?? []
      assert.equal(remarked[index]?.values[fault?.field ?? ''], value.replace(/^=/, "'="))
      if (reason !== 'invalid') assert.equal(fault?.reason, reason)
    }
    const { count } = await db
      .selectFrom('activities')
      .select((of) => of.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    assert.equal(Number(count), 0)
  },
)

eachDatabase('Shift_JIS, XLSX, English and short column names are read alike', async ({ db }) => {
  const { edition, staff } = await prepare(db)
  const shiftJis = Buffer.from(shiftJisFile, 'base64')
  const counts = []
  const files = [
    new Uint8Array(shiftJis),
    await toXlsx({ sheetName: '登録', header: names, rows: [goodRow(1)] }),
    utf8(toCsv([header, goodRow(1)])),
  ]
  for (const bytes of files) {
    const found = await check(db, edition, staff.id, bytes)
    counts.push(await countRows(db, found.id))
  }
  assert.deepEqual(
    counts,
    files.map(() => ({ rows: 1, faulty: 0, twins: 0 })),
  )
})
// 企業,㈱ソニア表能 … in Windows-31J: ソ, 表, 能 and 十 end in the byte of a backslash, 髙 and 﨑 are extensions.
const shiftJisFile =
  'ju2VyiyK6YvGgUWSY5HMlrwsg3SDioNLg2ksi8aO7SyPXYvGiPWQlCyTc5O5lXuMpyyKiJOugsyO7ZfeLIqIk66CzJHolrwsioiTroLMk+CXZSyOwI57greC6Y6eivosgrKSU5OWjtKCzIKolryRTw0KiumLxiyHioNcg2qDQZVclFwsgruCyYKgLJC7kaKLxiwxgWA5kGwskeWN45V7LI6Ogt2C6YFFjsCRSCyVXILwlFyCrYK3guksIo9claqCyQ0Kj5GCooK9lbYiLIyOitSC8JLKgrWCxCzu4O2VDQo='

eachDatabase('the template and its example pass the dry run in both formats', async ({ db }) => {
  const { edition, staff } = await prepare(db)
  const { sheetName, header: heading, rows } = templateOf(edition)
  for (const bytes of [
    utf8(toCsv([heading, ...rows])),
    await toXlsx({ sheetName, header: heading, rows }),
  ]) {
    const found = await check(db, edition, staff.id, bytes)
    assert.deepEqual(await remarkedRows(db, found.id, 0, 10), [])
    assert.deepEqual((await headingOf(db, found.id)).unread, [])
  }
})

eachDatabase(
  'good rows are imported in one transaction and taken back, but for what somebody has decided',
  async ({ db }) => {
    const { edition, staff } = await prepare(db)
    const rows = [
      goodRow(1),
      goodRow(2),
      with_(3, 'name', ''),
      goodRow(1),
      with_(4, 'participantKind', '個人'),
    ]
    for (const column of ['industry', 'size', 'corporateNumber'])
      rows[4]![names.indexOf(column)] = ''
    const found = await check(db, edition, staff.id, utf8(toCsv([header, ...rows])))
    assert.deepEqual(await countRows(db, found.id), { rows: 5, faulty: 1, twins: 1 })
    const by = { actor: staff, now }
    assert.equal(
      await transaction(db, (trx) => applyImport(trx, edition, { found, twins: true }, by)),
      4,
    )
    const imported = await db
      .selectFrom('activities')
      .innerJoin('activity_versions', 'activity_versions.id', 'activities.proposed_version_id')
      .select([
        'activities.id',
        'number',
        'state',
        'source',
        'participant_id',
        'title',
        'kinds',
        'activity_versions.participant_kind',
      ])
      .orderBy('number')
      .execute()
    assert.deepEqual(
      imported.map(({ number }) => number),
      [1, 2, 3, 4],
    )
    assert.ok(imported.every(({ state, source }) => state === 'submitted' && source === 'import'))
    assert.equal(imported[0]?.participant_id, imported[2]?.participant_id)
    assert.notEqual(imported[0]?.participant_id, imported[1]?.participant_id)
    assert.equal(imported[3]?.participant_kind, 'individual')
    assert.equal(imported[0]?.kinds.length, 2)
    await db
      .insertInto('activity_decisions')
      .values({
        activity_id: imported[1]!.id,
        version_id: null,
        decision: 'returned',
        reason_code: 'unclear-body',
        decided_by: staff.id,
        decided_at: now,
        undone_at: null,
        undone_by: null,
      })
      .execute()
    const undone = await transaction(db, (trx) => undoImport(trx, edition, found, by))
    assert.deepEqual(undone, { withdrawn: 3, kept: 1 })
    assert.deepEqual(
      (await keptOf(db, found.id, 10)).first.map(({ number }) => number),
      [2],
    )
  },
)

eachDatabase(
  'a registration that is there already is told as a possible double',
  async ({ db }) => {
    const { edition, staff } = await prepare(db)
    const first = await check(db, edition, staff.id, utf8(toCsv([header, goodRow(1)])))
    await transaction(db, (trx) =>
      applyImport(trx, edition, { found: first, twins: false }, { actor: staff, now }),
    )
    const again = await check(
      db,
      edition,
      staff.id,
      utf8(toCsv([header, with_(1, 'name', '㈱第１試験所'), goodRow(2)])),
    )
    const [row, ...rest] = await remarkedRows(db, again.id, 0, 10)
    assert.deepEqual(row?.faults, [
      { field: 'name', reason: 'twin-number', warning: true, values: { number: 1 } },
    ])
    assert.deepEqual(rest, [])
  },
)

eachDatabase('a file that is no table of ours is refused with the reason', async ({ db }) => {
  const { edition, staff } = await prepare(db)
  const refused = async (bytes: Uint8Array) => {
    const run = await dryRun(db, edition, { name: 'x', bytes }, { staffId: staff.id, now })
    return run.ok
      ? []
      : run.faults.map(({ reason, line }) => (line === undefined ? reason : `${reason} ${line}`))
  }
  assert.deepEqual(await refused(utf8('名前,県\r\nみなと,東京')), ['missing-columns'])
  assert.deepEqual(await refused(utf8(toCsv([[...header, '活動の題名'], goodRow(1)]))), ['twice'])
  assert.deepEqual(await refused(utf8(`${header.join(',')}\r\n企業,"みなと\r\n`)), ['quotes 2'])
  assert.deepEqual(await refused(Buffer.from('\uFEFF区分,題名', 'utf16le')), ['encoding'])
  assert.deepEqual(await refused(Uint8Array.from([0x89, 0x50, 0xff, 0xfe])), ['encoding'])
  assert.deepEqual(await refused(utf8('')), ['empty'])
  assert.deepEqual(await refused(utf8(header.join(','))), ['no-rows'])
  assert.deepEqual(await refused(utf8(`a\r\n`.repeat(100_010))), ['too-many-rows'])
  assert.deepEqual(await refused(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0])), ['damaged'])
})

// on the embedded database, which shares the machine with us
test('100,000 rows are checked while others are served', async () => {
  const { db, kind, close } = await freshDatabase('pglite')
  const { edition, staff } = await prepare(db)
  const rows = Array.from({ length: 100_000 }, (_, at) =>
    goodRow(at).join('\0').replaceAll('\n', ' ').split('\0').join(','),
  )
  const bytes = utf8([header.join(','), ...rows].join('\r\n'))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const began = performance.now()
  delay.enable()
  const found = await check(db, edition, staff.id, bytes)
  delay.disable()
  const longest = delay.max / 1e6
  console.log(
    `${kind}: 100,000 rows in ${Math.round(performance.now() - began)} ms, longest gap ${Math.round(longest)} ms`,
  )
  assert.deepEqual(await countRows(db, found.id), { rows: 100_000, faulty: 0, twins: 0 })
  assert.ok(longest < 1000, `${longest} ms`)
  await close()
})
