import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formulaGuard, readCsv, toCsv } from './csv.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const cells = (file: Uint8Array) => {
  const read = readCsv(file)
  return read.ok ? read.rows.map((row) => row.cells) : read.reason
}

test('a cell that a spreadsheet would run gets an apostrophe', () => {
  for (const sign of ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0']) {
    assert.equal(formulaGuard(`${sign}1+1`), `'${sign}1+1`)
  }
  for (const text of ['みなと設計', '1-1', "'=1", '']) assert.equal(formulaGuard(text), text)
})

test('a file for Excel begins with a BOM, ends lines with CRLF and keeps numbers as numbers', () => {
  assert.equal(
    toCsv([
      ['名称', '人数'],
      ['a,"b"', -5],
      ['=1+1', null],
      ['x\ny', true],
    ]),
    '\uFEFF名称,人数\r\n"a,""b""",-5\r\n\'=1+1,\r\n"x\ny",true\r\n',
  )
})

test('what was written is read back, only guarded', () => {
  const cell = fc
    .string({ unit: 'grapheme' })
    .filter((text) => !text.includes('\0') && text.isWellFormed())
  const row = fc.array(cell, { minLength: 2, maxLength: 4 }).map((rest) => ['x', ...rest])
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      assert.deepEqual(
        cells(utf8(toCsv(rows))),
        rows.map((cells) => cells.map(formulaGuard)),
      )
    }),
  )
})

test('UTF-8 is read with and without BOM, Shift_JIS as Japanese Excel writes it', () => {
  assert.deepEqual(cells(utf8('\uFEFF名称,県\r\n髙橋,東京\r\n')), [
    ['名称', '県'],
    ['髙橋', '東京'],
  ])
  assert.deepEqual(cells(utf8('名称,県\n髙橋,東京')), [
    ['名称', '県'],
    ['髙橋', '東京'],
  ])
  // 髙﨑㈱,表 in Windows-31J: NEC and IBM extensions, and a character whose second byte is a backslash.
  const shiftJis = Uint8Array.from([
    0xfb, 0xfc, 0xfa, 0xb1, 0x87, 0x8a, 0x2c, 0x95, 0x5c, 0x0d, 0x0a,
  ])
  assert.deepEqual(readCsv(shiftJis), {
    ok: true,
    rows: [{ line: 1, cells: ['髙﨑㈱', '表'] }],
    encoding: 'shift_jis',
  })
})

test('every row knows the line it begins on', () => {
  const read = readCsv(utf8('a,b\r\n\r\n"x\r\ny",z\r\n,\r\nlast\r\n'))
  assert.deepEqual(read.ok && read.rows.map((row) => row.line), [1, 3, 6])
})

test('a file that is no CSV is refused with the reason', () => {
  assert.deepEqual(readCsv(utf8('')), { ok: false, reason: 'empty' })
  assert.deepEqual(readCsv(utf8('\r\n,,\r\n')), { ok: false, reason: 'empty' })
  assert.deepEqual(readCsv(Uint8Array.from([0x89, 0x50, 0xff, 0xfe])), {
    ok: false,
    reason: 'encoding',
  })
  assert.deepEqual(readCsv(Buffer.from('\uFEFFa,b', 'utf16le')), { ok: false, reason: 'encoding' })
  assert.deepEqual(readCsv(utf8('a,b\r\n"x\r\ny",z\r\n"c,d\r\ne,f')), {
    ok: false,
    reason: 'quotes',
    line: 4,
  })
  assert.deepEqual(readCsv(utf8('a,b\nc"d,e')), { ok: false, reason: 'quotes', line: 2 })
  assert.deepEqual(readCsv(utf8(`a\n"${'b'.repeat(100_010)}`)), {
    ok: false,
    reason: 'too-long',
    line: 2,
  })
})
