import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import writeXlsxFile from 'write-excel-file/node'
import { readXlsx, toXlsx } from './xlsx.ts'
import { unzip, zipStored } from './zip.ts'

const limits = { maxBytes: 100 * 1024 * 1024, maxEntries: 1000 }
const table = (rows: (string | number | boolean | null)[][]) =>
  toXlsx({ sheetName: '登録', header: ['名称', '人数'], rows })

async function rowsOf(bytes: Uint8Array): Promise<string[][]> {
  const read = await readXlsx(bytes)
  assert.ok(read.ok, JSON.stringify(read))
  return read.rows
}

async function filesOf(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const unpacked = await unzip(bytes, /./, limits)
  assert.ok(unpacked.ok)
  return unpacked.files
}

/** A workbook whose first sheet has been replaced. */
async function withSheet(sheetData: string): Promise<Buffer> {
  const files = await filesOf(await table([]))
  const xml = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheetData}</sheetData></worksheet>`
  return zipStored(files.set('xl/worksheets/sheet1.xml', Buffer.from(xml)))
}

/** A stored ZIP with one entry turned into a deflated one that claims another size. */
function bomb(inside: Buffer, claimed: number): Buffer {
  const packed = deflateRawSync(inside)
  const zip = zipStored(new Map([['xl/workbook.xml', packed]]))
  const directory = zip.lastIndexOf('PK\x01\x02')
  for (const [method, size] of [
    [8, 22],
    [directory + 10, directory + 24],
  ] as const) {
    zip.writeUInt16LE(8, method)
    zip.writeUInt32LE(claimed, size)
  }
  return zip
}

test('text comes back as it was written, in any script', async () => {
  const rows = [
    ['𠮷野 髙橋﨑', '001'],
    ['株式会社 <みなと> & "港"', "it's"],
    ['한빛 张伟 👩‍💻', 'a\nb\tc  '],
    [' 先頭の空白', '_x000D_'],
  ]
  assert.deepEqual(await rowsOf(await table(rows)), [['名称', '人数'], ...rows])
})

test('text that begins like a formula stays text', async () => {
  const cells = [
    '=1+1',
    '+81',
    '-1',
    '@SUM(A1)',
    '=HYPERLINK("http://x","y")',
    '=cmd|" /C calc"!A0',
    '\t=1',
  ]
  const bytes = await toXlsx({ sheetName: 'x', header: [], rows: [cells] })
  const files = await filesOf(bytes)
  const sheet = files.get('xl/worksheets/sheet1.xml')?.toString() ?? ''
  assert.doesNotMatch(sheet, /<f\b/)
  assert.equal(sheet.match(/t="(?:s|inlineStr|str)"/g)?.length, cells.length)
  assert.deepEqual((await rowsOf(bytes)).at(-1), cells)
})

test('numbers and yes or no keep their type, nothing becomes an empty cell', async () => {
  const bytes = await table([
    [42, true],
    [0, false],
    [null, Number.NaN],
    [0.1 + 0.2, 1234567890123],
  ])
  const files = await filesOf(bytes)
  assert.match(files.get('xl/worksheets/sheet1.xml')?.toString() ?? '', /<v>42<\/v>/)
  assert.deepEqual((await rowsOf(bytes)).slice(1), [
    ['42', 'TRUE'],
    ['0', 'FALSE'],
    ['', 'NaN'],
    ['0.3', '1234567890123'],
  ])
})

test('control characters and lone surrogates, which break Excel, are left out', async () => {
  const bytes = await table([['a\u0000\u0001\u000bb\uFFFF', 'c\uD800']])
  assert.deepEqual((await rowsOf(bytes))[1], ['ab', 'c'])
})

test("a cell is cut at Excel's limit and a sheet's name made one that Excel takes", async () => {
  const bytes = await toXlsx({
    sheetName: "'登録[2020]/一覧:*?".repeat(4),
    header: ['a'],
    rows: [['永'.repeat(40_000)]],
  })
  assert.equal((await rowsOf(bytes))[1]?.[0]?.length, 32_767)
  const workbook = (await filesOf(bytes)).get('xl/workbook.xml')?.toString() ?? ''
  const name = /<sheet [^>]*name="([^"]*)"/.exec(workbook)?.[1] ?? ''
  assert.match(name, /^登録[^[\]/\\:*?]+$/)
  assert.ok(name.length > 0 && name.replaceAll('&apos;', "'").length <= 31, name)
})

test('empty rows keep their place, so that a fault can name its line', async () => {
  const rows = await rowsOf(await withSheet('<row r="3"><c r="B3" t="str"><v>x</v></c></row>'))
  assert.deepEqual(
    rows.map((row) => row.join('')),
    ['', '', 'x'],
  )
})

test('dates are days, with the time when there is one', async () => {
  const bytes = await writeXlsxFile([
    [
      { type: Date, value: new Date(Date.UTC(2020, 10, 4)), format: 'yyyy/mm/dd' },
      { type: Date, value: new Date(Date.UTC(2020, 10, 4, 13, 30)), format: 'yyyy/mm/dd hh:mm' },
    ],
  ]).toBuffer()
  assert.deepEqual(await rowsOf(bytes), [['2020-11-04', '2020-11-04 13:30']])
})

test('what is no workbook is told from a broken one', async () => {
  const whole = Buffer.from(await table([['a', 1]]))
  const broken = Buffer.from(whole)
  broken.fill(0x41, 100, 160)
  const cases: [string, string, Uint8Array][] = [
    ['zero bytes', 'damaged', new Uint8Array()],
    ['a text', 'damaged', Buffer.from('名称,人数\r\n')],
    ['an old .xls', 'damaged', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['half a file', 'damaged', whole.subarray(0, whole.length / 2)],
    ['spoilt bytes', 'damaged', broken],
    [
      'a Word file',
      'not-a-workbook',
      zipStored(new Map([['word/document.xml', Buffer.from('<a/>')]])),
    ],
    ['an empty ZIP', 'not-a-workbook', zipStored(new Map())],
    [
      'a workbook of nonsense',
      'damaged',
      zipStored(new Map([['xl/workbook.xml', Buffer.from('<a')]])),
    ],
  ]
  for (const [name, reason, bytes] of cases)
    assert.deepEqual(await readXlsx(bytes), { ok: false, reason }, name)
})

test('a file that says it unpacks to more than 100 MB is not unpacked', async () => {
  const inside = Buffer.alloc(101 * 1024 * 1024)
  const bytes = bomb(inside, inside.length)
  assert.ok(bytes.length < 200_000)
  assert.deepEqual(await readXlsx(bytes), { ok: false, reason: 'too-large' })
})

test('a file that lies about its size is stopped at what it promised', async () => {
  const bytes = bomb(Buffer.alloc(500 * 1024 * 1024), 1000)
  const before = process.memoryUsage().rss
  assert.deepEqual(await readXlsx(bytes), { ok: false, reason: 'damaged' })
  assert.ok(process.memoryUsage().rss - before < 50 * 1024 * 1024)
})

test('entries that the directory does not list are never seen', async () => {
  const hidden = bomb(Buffer.alloc(200 * 1024 * 1024), 200 * 1024 * 1024)
  const entry = hidden.subarray(0, hidden.lastIndexOf('PK\x01\x02'))
  const good = Buffer.from(await table([['a', 1]]))
  // every offset moves by what was put in front, so that only the directory tells the truth
  const moved = Buffer.concat([entry, good])
  const end = moved.lastIndexOf('PK\x05\x06')
  moved.writeUInt32LE(moved.readUInt32LE(end + 16) + entry.length, end + 16)
  for (let at = moved.indexOf('PK\x01\x02', entry.length, 'latin1'); at > 0 && at < end;) {
    moved.writeUInt32LE(moved.readUInt32LE(at + 42) + entry.length, at + 42)
    at = moved.indexOf('PK\x01\x02', at + 4, 'latin1')
  }
  assert.deepEqual(await rowsOf(moved), [
    ['名称', '人数'],
    ['a', '1'],
  ])
})

test('more than 1,000 entries are refused, 1,000 are not', async () => {
  const files = await filesOf(await table([['a', 1]]))
  for (let index = files.size; index < 1000; index++)
    files.set(`xl/media/${index}.png`, Buffer.alloc(1))
  assert.equal((await readXlsx(zipStored(files))).ok, true)
  files.set('xl/media/more.png', Buffer.alloc(1))
  assert.deepEqual(await readXlsx(zipStored(files)), { ok: false, reason: 'too-large' })
})

test('a single cell far out does not make millions of empty ones', async () => {
  const cell = (address: string, row: string) =>
    `<row r="${row}"><c r="${address}"><v>1</v></c></row>`
  const read = async (xml: string) => readXlsx(await withSheet(xml))
  assert.deepEqual(await read(cell('A1048576', '1048576')), { ok: false, reason: 'too-many-rows' })
  assert.deepEqual(await read(cell('XFD1', '1')), { ok: false, reason: 'too-many-columns' })
  assert.deepEqual(await read(cell('A100002', '100002')), { ok: false, reason: 'too-many-rows' })
  assert.deepEqual(await read(cell('ZZ100001', '100001')), { ok: false, reason: 'too-large' })
  const far = await read(cell('ZZ1', '1'))
  assert.ok(far.ok && far.rows[0]?.length === 702)
})

test('an address in a spelling of its own does not slip past', async () => {
  for (const row of [
    '<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>',
    '<row r="&#57;999999"><c r="A1"><v>1</v></c></row>',
    '<row r="+1048576"><c r="A1"><v>1</v></c></row>',
    '<row r="1e6"><c r="A1"><v>1</v></c></row>',
    '<row r="1"><c r="$XFD$1048576"><v>1</v></c></row>',
    '<row r="1"><c r="xfd1"><v>1</v></c></row>',
    '<row r="1"><c s=">" r="XFD1"><v>1</v></c></row>',
    '<row r="1"><c><v>1</v></c></row>',
  ])
    assert.deepEqual(await readXlsx(await withSheet(row)), { ok: false, reason: 'damaged' }, row)
  const prefixed = await withSheet('<x:row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row>')
  assert.deepEqual(await readXlsx(prefixed), { ok: false, reason: 'too-many-columns' })
})

test('an address at a seam of the slices is found', async () => {
  for (let shift = 0; shift < 40; shift++) {
    const before = '<row r="1"><c r="A1" t="str"><v>'.padEnd(1024 * 1024 - 170 + shift, 'x')
    const sheet = `${before}</v></c></row><row r="2"><c r="XFD2"><v>1</v></c></row>`
    const answer = await readXlsx(await withSheet(sheet))
    assert.deepEqual(answer, { ok: false, reason: 'too-many-columns' }, String(shift))
  }
})

test('100,000 rows and their heading are read', async () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => [`みなと${index}`, index])
  const read = await rowsOf(await table(rows))
  assert.equal(read.length, 100_001)
  assert.deepEqual(read.at(-1), ['みなと99999', '99999'])
})
