import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { diffTexts, type TextSegment } from './text-diff.ts'

const whole = (segments: TextSegment[]) => segments.map(({ text }) => text).join('')
const changed = (segments: TextSegment[]) =>
  segments.filter(({ change }) => change).map(({ text }) => text)

test('a changed Japanese word is marked and its neighbours are not', () => {
  const { before, after } = diffTexts(
    '全社員が週2日、在宅で働く1か月',
    '全社員が週3日、在宅で働く1か月',
  )
  assert.deepEqual(changed(before), ['2'])
  assert.deepEqual(changed(after), ['3'])
  assert.equal(before[0]?.text, '全社員が週')
})

test('equal texts have no change, and an empty one is added as a whole', () => {
  assert.deepEqual(diffTexts('朝の会', '朝の会'), {
    before: [{ text: '朝の会' }],
    after: [{ text: '朝の会' }],
  })
  assert.deepEqual(diffTexts('', 'https://example.jp/'), {
    before: [],
    after: [{ text: 'https://example.jp/', change: 'added' }],
  })
})

test('a sentence put in between leaves what stands around it', () => {
  const { before, after } = diffTexts('始めます。終わります。', '始めます。休みます。終わります。')
  assert.deepEqual(changed(before), [])
  assert.equal(changed(after).length, 1)
})

test('a character outside the basic plane is never cut in two', () => {
  const { before, after } = diffTexts('𠮷野川のほとり', '吉野川のほとり')
  for (const { text } of [...before, ...after]) assert.ok(text.isWellFormed())
  assert.ok(changed(before)[0]?.startsWith('𠮷'))
})

test('the pieces of a side are always the text of that side, and what is kept is on both', () => {
  const text = fc.string({
    unit: fc.constantFrom('在', '宅', 'で', '、', '。', 'a', ' ', '\n', '𠮷'),
  })
  fc.assert(
    fc.property(text, text, (one, other) => {
      const { before, after } = diffTexts(one, other)
      assert.equal(whole(before), one)
      assert.equal(whole(after), other)
      const kept = (segments: TextSegment[]) => whole(segments.filter(({ change }) => !change))
      assert.equal(kept(before), kept(after))
    }),
  )
})

test('two different texts of 20,000 characters are told as replaced, within a second', () => {
  const started = performance.now()
  const { before } = diffTexts('朝は在宅です。'.repeat(3000), '夜に出社した、'.repeat(3000))
  assert.equal(whole(before).length, 21_000)
  assert.ok(performance.now() - started < 1000)
})
