import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bigramDice, compareNames, nameKey, stripLegalForm } from './jp-name.ts'

const legalForms = [
  '株式会社',
  '㈱',
  '（株）',
  '(株)',
  '㍿',
  '株式會社',
  '㊑',
  '有限会社',
  '㈲',
  '合同会社',
  '（同）',
  '一般社団法人',
  '(一社)',
  '公益財団法人',
  '国立大学法人',
  '独立行政法人',
  '特定非営利活動法人',
  '認定NPO法人',
  'ＮＰＯ法人',
  '学校法人',
  '医療法人社団',
  '医療法人',
  '社会福祉法人',
  '（福）',
]
const latinForms = [
  'Inc.',
  ', Inc.',
  'Co., Ltd.',
  'CO.,LTD',
  'Co.Ltd.',
  'Corporation',
  'Corp.',
  'LLC',
  ', L.L.C.',
  'K.K.',
  'KK',
  'Limited',
  'G.K.',
]

test('a Japanese legal form vanishes at the front and at the back', () => {
  for (const form of legalForms) {
    for (const name of [
      `${form}みなと設計`,
      `みなと設計${form}`,
      `${form}　みなと設計`,
      `みなと設計 ${form}`,
    ]) {
      assert.equal(nameKey(name), 'みなと設計', name)
    }
  }
})

test('a Latin legal form vanishes at the back, and K.K. at the front', () => {
  for (const form of latinForms)
    assert.equal(nameKey(`Minato Design ${form}`), 'minatodesign', form)
  assert.equal(nameKey('みなと設計Co.,Ltd.'), 'みなと設計')
  assert.equal(nameKey('K.K. Minato'), 'minato')
})

test('letters that only look like a legal form belong to the name', () => {
  assert.equal(nameKey('Zinc'), 'zinc')
  assert.equal(nameKey('Cisco'), 'cisco')
  assert.equal(nameKey('Kodak'), 'kodak')
  assert.equal(nameKey('日本株式会社研究所'), '日本株式会社研究所')
})

test('spellings of one name have one key', () => {
  for (const name of [
    '株式会社ミナト・サービス',
    '㈱みなとさーびす',
    'ﾐﾅﾄｻｰﾋﾞｽ(株)',
    'ミナト サービス株式会社',
    'ミナト\u200Bサ－ビス',
    '株式会社ミナトサ－ビス',
  ]) {
    assert.equal(nameKey(name), 'みなとさびす', name)
  }
  assert.equal(nameKey('髙﨑廣國櫻澤邊齋濱'), nameKey('高崎広国桜沢辺斎浜'))
  assert.equal(nameKey('葛\u{E0100}城'), nameKey('葛城'))
  assert.equal(nameKey('ＡＢＣ１２３'), 'abc123')
})

test('a name of signs or of a legal form alone keeps its text', () => {
  assert.equal(nameKey('☆'), '☆')
  assert.equal(nameKey('株式会社'), '株式会社')
  assert.equal(nameKey('Co., Ltd.'), 'Co., Ltd.')
  assert.equal(nameKey('株式会社森'), '森')
})

test('the key is empty only for what cannot be seen', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const visible = /[^\s\p{Cc}\p{DI}\p{NChar}\uFFF9-\uFFFB]/u.test(name.normalize('NFKC'))
      assert.equal(nameKey(name) !== '', visible)
    }),
  )
  assert.equal(nameKey('\u202E\u200B \u2066'), '')
})

test('script, width and legal form never change the key', () => {
  const form = fc.constantFrom(...legalForms)
  fc.assert(
    fc.property(fc.stringMatching(/^[ぁ-ん一-丅A-Z0-9]{1,10}$/), form, (name, legal) => {
      const wide = name.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
      const katakana = wide.replace(/[ぁ-ん]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0x60))
      fc.pre(nameKey(name) === name.toLowerCase())
      assert.equal(nameKey(legal + katakana), nameKey(name))
    }),
  )
})

test('the reading of a name loses its legal form', () => {
  for (const typed of [
    'カブシキガイシャミナト',
    'カブシキカイシャ ミナト',
    'ミナトカブシキガイシャ',
    'かぶしきがいしゃ みなと',
    'ｶﾌﾞｼｷｶﾞｲｼｬﾐﾅﾄ',
    'カ）ミナト',
    'ミナト（カ',
    'ミナト(カ)',
    'トクテイヒエイリカツドウホウジンミナト',
    'イッパンシャダンホウジン　ミナト',
  ]) {
    assert.equal(stripLegalForm(typed), 'ミナト', typed)
  }
  assert.equal(stripLegalForm('カブシキガイシャ'), 'カブシキガイシャ')
  assert.equal(stripLegalForm('㈱みなと設計'), 'みなと設計')
  assert.equal(stripLegalForm('Minato Co., Ltd.'), 'Minato')
  assert.equal(stripLegalForm('カメラノミナト'), 'カメラノミナト')
})

test('likeness is the one the threshold was chosen with', () => {
  assert.equal(bigramDice('日本しすてむ', '日本しすてむず'), 0.8)
  assert.equal(bigramDice('東日本運輸', '西日本運輸').toFixed(2), '0.67')
  assert.equal(bigramDice('森', '林'), 0)
})

test('likeness is symmetric, between 0 and 1, and 1 for equal strings', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      assert.equal(bigramDice(a, b), bigramDice(b, a))
      assert.ok(bigramDice(a, b) >= 0 && bigramDice(a, b) <= 1)
      assert.equal(bigramDice(a, a), 1)
    }),
  )
})

test('names are the same, contained, similar or different', () => {
  assert.equal(compareNames('株式会社ミナト設計', 'みなと設計㈱'), 'same')
  assert.equal(compareNames('みなと設計株式会社 名古屋支店', '(株)みなと設計'), 'contains')
  assert.equal(compareNames('東日本運輸', '西日本運輸'), 'similar')
  assert.equal(compareNames('みなと設計', 'あおば商事'), 'different')
  assert.equal(compareNames('森', '森下'), 'different')
  assert.equal(compareNames('', '\u200B'), 'different')
})
