import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureText, missingGlyphs, openFont, outlineText, textRuns } from './fonts.ts'

/** All two-byte characters of a legacy encoding whose lead bytes lie in a range. */
function repertoire(encoding: string, from: number, to: number): string {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let text = ''
  for (let lead = from; lead <= to; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      try {
        text += decoder.decode(Uint8Array.of(lead, trail))
      } catch {
        // not assigned
      }
    }
  }
  return text.replace(/[\uE000-\uF8FF]/g, '')
}

test("every kanji of JIS, GB 2312, Big5's names and KS X 1001 has a glyph", () => {
  for (const [encoding, from, to] of [
    ['euc-jp', 0xb0, 0xf4],
    ['gb2312', 0xb0, 0xf7],
    ['big5', 0xa4, 0xc6],
    ['euc-kr', 0xb0, 0xfd],
  ] as const) {
    const text = repertoire(encoding, from, to)
    assert.ok(text.length > 2000, encoding)
    assert.deepEqual(missingGlyphs(text), [], encoding)
  }
})

test('the characters of names that systems lose are set by the Japanese font', () => {
  const names = '𠮷野髙橋﨑山辻󠄀葛󠄀濵邉鷗神福'
  assert.deepEqual(textRuns(names), [{ text: names, font: 'jp' }])
})

test('a variation sequence sets its own shape, or the plain one where the font has no other', () => {
  const glyphs = (text: string) =>
    openFont('jp')
      .layout(text)
      .glyphs.map(({ id }) => id)
  assert.deepEqual(glyphs('塚\uFE00'), glyphs('\uFA10'))
  assert.notDeepEqual(glyphs('噌\u{E0100}'), glyphs('噌'))
  assert.deepEqual(glyphs('葛\u{E0101}'), glyphs('葛'))
})

test('a Chinese name is set by one font, a Korean one too, and mixed text goes run by run', () => {
  assert.deepEqual(textRuns('张伟远程办公'), [{ text: '张伟远程办公', font: 'sc' }])
  assert.deepEqual(textRuns('주식회사 한빛'), [{ text: '주식회사 한빛', font: 'kr' }])
  assert.deepEqual(textRuns('𠮷野と홍길동'), [
    { text: '𠮷野と', font: 'jp' },
    { text: '홍길동', font: 'kr' },
  ])
})

test('Chinese pages set Han characters in their own shapes', () => {
  assert.deepEqual(textRuns('直骨角', 'zh-Hans'), [{ text: '直骨角', font: 'sc' }])
  assert.deepEqual(textRuns('直骨角', 'ja'), [{ text: '直骨角', font: 'jp' }])
})

test('a character that no font has is told and set as 〓', () => {
  assert.deepEqual(missingGlyphs('株式会社😀ครับ'), ['😀', 'ค', 'รั', 'บ'])
  assert.deepEqual(textRuns('😀社'), [{ text: '〓社', font: 'jp' }])
})

test('decomposed kana are composed, a compatibility ideograph stays itself', () => {
  assert.deepEqual(textRuns('か\u3099\uFA19'), [{ text: 'が\uFA19', font: 'jp' }])
})

test('a full-width character is one em wide, and text without characters has neither width nor shape', () => {
  assert.equal(measureText('𠮷野'), 2)
  assert.equal(measureText(''), 0)
  assert.equal(outlineText('', { x: 0, y: 0, size: 10 }), '')
})

test('an outline begins at its place and is as wide as the measure says', () => {
  const data = outlineText('口口', { x: 100, y: 50, size: 20 })
  const xs = [...data.matchAll(/[MLQC]([-\d.]+)/g)].map((match) => Number(match[1]))
  assert.ok(Math.min(...xs) >= 100 && Math.max(...xs) <= 140, data)
})
