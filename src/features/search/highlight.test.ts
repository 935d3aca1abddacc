import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { searchText, searchWords } from './bigrams.ts'
import { highlight } from './highlight.ts'

const letters = [
  ...'アあ東京在宅 Ａa㈱株(ΣςİſﷺｶﾞﾊﾟガパÅ㍿한𠮷1①',
  'か\u3099',
  '\u3099',
  '\u1161',
  '\ud842',
  '👩‍💻',
]
const someText = fc.oneof(
  fc.array(fc.constantFrom(...letters), { maxLength: 20 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

test('the pieces together are the text, and neighbours differ', () => {
  fc.assert(
    fc.property(someText, someText, (text, query) => {
      const pieces = highlight(text, query)
      assert.equal(pieces.map((piece) => piece.text).join(''), text)
      pieces.forEach((piece, i) => {
        assert.notEqual(piece.text, '')
        assert.notEqual(piece.hit, pieces[i + 1]?.hit)
      })
    }),
    { numRuns: 2000 },
  )
})

test('something is marked exactly when the text contains a word, and marks contain a word', () => {
  const someLetters = fc.array(fc.constantFrom(...letters), { maxLength: 20 })
  fc.assert(
    fc.property(someLetters, fc.nat(), fc.integer({ min: 1, max: 4 }), (parts, from, size) => {
      const start = from % (parts.length + 1)
      const query = parts.slice(start, start + size).join('')
      const words = searchWords(query)
      const text = parts.join('')
      const marks = highlight(text, query).filter(({ hit }) => hit)
      assert.equal(
        marks.length > 0,
        words.some((word) => searchText(text).includes(word)),
      )
      for (const mark of marks) {
        assert.ok(words.some((word) => searchText(mark.text).includes(word)))
      }
    }),
    { numRuns: 2000 },
  )
})

test('the original spelling is marked although the question is spelled otherwise', () => {
  const marks = (text: string, query: string): string =>
    highlight(text, query)
      .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
      .join('')
  assert.equal(marks('ＴＥＬＥワーク月間', 'tele'), '[ＴＥＬＥ]ワーク月間')
  assert.equal(marks('㈱青空', '株'), '[㈱]青空')
  assert.equal(marks('ﾃﾚﾜｰｸ導入ｶﾞｲﾄﾞ', 'テレワーク ガイド'), '[ﾃﾚﾜｰｸ]導入[ｶﾞｲﾄﾞ]')
  assert.equal(marks('𠮷野と𠮷田', '𠮷'), '[𠮷]野と[𠮷]田')
  assert.equal(marks('ワークワークワ', 'ワークワ'), '[ワークワークワ]')
  assert.equal(marks('東京', '大阪'), '東京')
})
