import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fitLines, unbroken, type Frame } from './badge-lines.ts'
import { widthInEm } from './svg-text.ts'

const frame: Frame = { width: 640, sizes: [40, 34, 28], least: 16, measure: widthInEm }

test('a short name is set on one line at the largest size', () => {
  assert.deepEqual(fitLines('株式会社みなと', frame), {
    lines: ['株式会社みなと'],
    size: 40,
    cut: false,
  })
})

test('a legal form is never broken', () => {
  for (const form of [
    '株式会社',
    '特定非営利活動法人',
    '国立研究開発法人',
    '医療法人社団',
    '有限責任事業組合',
    '(株)',
    'Co., Ltd.',
  ])
    for (const name of [`${form}みなと総合企画`, `みなと総合企画 ${form}`, `東京${form}港`])
      assert.ok(
        unbroken(name).some((piece) => piece.includes(form)),
        `${name}: ${unbroken(name).join('/')}`,
      )
})

test('a legal name of 60 characters takes three balanced lines', () => {
  const name =
    '一般社団法人全国中小企業情報通信技術活用促進及び遠隔勤務環境整備並びに地域間人材交流支援推進協議会連合会中央本部東日本統括事務局'
  const { lines, size, cut } = fitLines(name, frame)
  assert.equal(lines.length, 3)
  assert.equal(lines.join(''), name)
  assert.ok(size >= 25 && !cut, String(size))
  assert.ok(lines[0]?.startsWith('一般社団法人'))
})

test('no line begins with a closing bracket, a small kana or a long vowel, nor ends with an opening one', () => {
  for (const piece of unbroken('「スーパー・テレワーク（仮）」ニッポンっょ、会'))
    assert.doesNotMatch(piece, /^[、）」ーっょ・]|[「（]$/u)
})

test('English breaks between words', () => {
  const { lines } = fitLines(
    'The Internationalisation and Telecommunications Infrastructure Cooperation Foundation of Japan',
    frame,
  )
  assert.ok(lines.length > 1)
  for (const line of lines) assert.match(line, /^[A-Z]|^(and|of)\b/)
})

test('a word wider than a line breaks anywhere, and what never fits is cut with …', () => {
  const long = fitLines('x'.repeat(150), frame)
  assert.equal(long.lines.join(''), 'x'.repeat(150))
  const endless = fitLines('永'.repeat(10_000), frame)
  assert.equal(endless.cut, true)
  assert.equal(endless.lines.length, 3)
  assert.ok(endless.lines[2]?.endsWith('…'))
})

test('no line is ever wider than the frame, and nothing but spaces is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      const { lines, size, cut } = fitLines(text, frame)
      assert.ok(lines.length <= 3)
      for (const line of lines) assert.ok(widthInEm(line) * size <= frame.width + 1)
      if (!cut) assert.equal(lines.join('').replace(/\s/g, ''), text.replace(/\s/g, ''))
    }),
  )
})
