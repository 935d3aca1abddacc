import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  isKana,
  normaliseReading,
  readingSortKey,
  toHiragana,
  toKatakana,
  widenKana,
} from './jp-kana.ts'

const hiragana = fc.stringMatching(/^[ぁ-ゖー・]{0,12}$/)

test('kana are turned into each other and nothing else is', () => {
  assert.equal(toKatakana('みなと設計 ゔぁーじょんゞ A'), 'ミナト設計 ヴァージョンヾ A')
  assert.equal(toHiragana('ミナト設計 ヴァージョンヾ ｱ'), 'みなと設計 ゔぁーじょんゞ ｱ')
  fc.assert(fc.property(hiragana, (text) => assert.equal(toHiragana(toKatakana(text)), text)))
})

test('half-width kana become full-width, other half-width characters stay', () => {
  assert.equal(widenKana('ｶﾞｲﾄﾞ ﾊﾟｰﾃｨｰ㈱ABC'), 'ガイド パーティー㈱ABC')
  assert.equal(widenKana('カﾞ'), 'ガ')
})

test('a reading becomes full-width katakana however it was typed', () => {
  for (const typed of ['みなとせっけい', 'ﾐﾅﾄｾｯｹｲ', ' ミナトセッケイ　', 'ミナト\u200Bセッケイ']) {
    assert.equal(normaliseReading(typed), 'ミナトセッケイ')
  }
  assert.equal(normaliseReading('やまだ　　たろう'), 'ヤマダ タロウ')
  assert.equal(normaliseReading('う゛ぁーちゃる'), 'ヴァーチャル')
  assert.equal(normaliseReading('ｳﾞｧｰﾁｬﾙ'), 'ヴァーチャル')
  assert.equal(normaliseReading('サ-ビス'), 'サービス')
  assert.equal(normaliseReading('か゛いと゛ ほ゜っぷ'), 'ガイド ポップ')
})

test('normalising a reading twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const once = normaliseReading(text)
      assert.equal(normaliseReading(once), once)
    }),
  )
})

test('kana are told from other writing', () => {
  for (const text of ['ミナト', 'みなと せっけい', 'ﾐﾅﾄ', 'ザ・ヴィラ', 'あゝ'])
    assert.ok(isKana(text), text)
  for (const text of ['', ' ', 'ー', 'ミナト設計', 'ABC', 'ミナト1']) assert.ok(!isKana(text), text)
})

test('readings sort in the order of a Japanese dictionary', () => {
  const sorted = [
    'ア',
    'アイ',
    'カアド',
    'カキ',
    'ガキ',
    'カキネ',
    'サービス',
    'サアビス',
    'ハト',
    'バト',
    'パト',
    'ビョウイン',
    'ビヨウイン',
    'ミナト',
    'ンダ',
  ]
  const byKey = [...sorted]
    .reverse()
    .sort((a, b) => (readingSortKey(a) < readingSortKey(b) ? -1 : 1))
  assert.deepEqual(byKey, sorted)
})

test('spaces, the middle dot and the script do not move a reading', () => {
  assert.equal(readingSortKey('ザ・ミナト セッケイ'), readingSortKey('ざみなとせっけい'))
})

test('a reading that begins another one comes first', () => {
  fc.assert(
    fc.property(hiragana, fc.stringMatching(/^[あ-ん]{1,4}$/), (start, more) => {
      assert.ok(readingSortKey(start) < readingSortKey(start + more))
    }),
  )
})
