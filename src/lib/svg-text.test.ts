import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { escapeXml, widthInEm } from './svg-text.ts'

test('signs of XML are escaped and characters it cannot hold are left out', () => {
  assert.equal(escapeXml(`<a href="x">&'`), '&lt;a href=&quot;x&quot;&gt;&amp;&#39;')
  assert.equal(escapeXml('a\u0000\u0008\uFFFEb\uD800𠮷\n'), 'ab\uFFFD𠮷\n')
})

test('no text leaves a bare sign or a forbidden character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeXml(text)
      assert.doesNotMatch(
        escaped,
        /[<>"'\uFFFE\uFFFF]|(?![\t\n\r])\p{Cc}(?<![\x7F-\x9F])|&(?!(?:amp|lt|gt|quot|#39);)/u,
      )
      assert.ok(escaped.isWellFormed())
    }),
  )
})

test('a Japanese character is one em, a half-width one about half', () => {
  assert.equal(widthInEm('株式会社みなと設計'), 9)
  assert.equal(widthInEm('2020'), 2.2)
  assert.equal(widthInEm('ﾐﾅﾄﾞ'), 2)
  assert.equal(widthInEm('𠮷葛\u{E0100}👨‍👩‍👧か\u309A'), 4)
  assert.equal(widthInEm('한국어'), 3)
  assert.ok(widthInEm('illi') < widthInEm('wwww'))
  assert.equal(widthInEm('\u200B'), 0)
})

test('the width of two texts side by side is the sum', () => {
  const word = fc.stringMatching(/^[a-zぁ-ん一-丅]{0,20}$/)
  fc.assert(
    fc.property(word, word, (a, b) => {
      assert.ok(Math.abs(widthInEm(a + b) - widthInEm(a) - widthInEm(b)) < 0.02)
    }),
  )
})
