import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from './languages.ts'
import {
  type Prefecture,
  findPrefecture,
  prefectureOf,
  prefectures,
  regions,
} from './prefectures.ts'

// Land borders of the prefectures (and the Kanmon strait), each written once.
const borders =
  '2-3 2-5 3-4 3-5 4-5 4-6 4-7 5-6 6-7 6-15 7-8 7-9 7-10 7-15 8-9 8-11 8-12 9-10 9-11 10-11 10-15 10-20 11-12 11-13 11-19 11-20 12-13 13-14 13-19 14-19 14-22 15-16 15-20 16-17 16-20 16-21 17-18 17-21 18-21 18-25 18-26 19-20 19-22 20-21 20-22 20-23 21-23 21-24 21-25 22-23 23-24 24-25 24-26 24-29 24-30 25-26 26-27 26-28 26-29 27-28 27-29 27-30 28-31 28-33 29-30 31-32 31-33 31-34 32-34 32-35 33-34 34-35 35-40 36-37 36-38 36-39 37-38 38-39 40-41 40-43 40-44 41-42 43-44 43-45 43-46 44-45 45-46'
    .split(' ')
    .map((pair) => pair.split('-').map((number) => prefectureOf(Number(number))!)) as [
    Prefecture,
    Prefecture,
  ][]

const distance = (a: Prefecture, b: Prefecture) =>
  Math.max(Math.abs(a.column - b.column), Math.abs(a.row - b.row))

test('there are 47, each with its own names in four languages', () => {
  assert.equal(prefectures.length, 47)
  for (const lang of languages)
    assert.equal(new Set(prefectures.map(({ name }) => name[lang])).size, 47)
  assert.equal(prefectureOf(13)?.name.ja, '東京都')
  assert.equal(prefectureOf(47)?.code, '47')
  assert.equal(prefectureOf(48), undefined)
})

test('every region has its prefectures and all are known', () => {
  const count = regions.map(({ key }) => prefectures.filter(({ region }) => region === key).length)
  assert.deepEqual(count, [1, 6, 7, 9, 7, 5, 4, 8])
})

test('no two prefectures share a cell of the tile map', () => {
  assert.equal(new Set(prefectures.map(({ column, row }) => `${column},${row}`)).size, 47)
})

test('Hokkaido is at the top right of the tile map and Okinawa at the bottom left', () => {
  const columns = prefectures.map(({ column }) => column)
  const rows = prefectures.map(({ row }) => row)
  const [hokkaido, okinawa] = [prefectureOf(1), prefectureOf(47)]
  assert.deepEqual([hokkaido?.column, hokkaido?.row], [Math.max(...columns), Math.min(...rows)])
  assert.deepEqual([okinawa?.column, okinawa?.row], [Math.min(...columns), Math.max(...rows)])
})

test('neighbours are near each other on the tile map', () => {
  for (const [a, b] of borders) assert.ok(distance(a, b) <= 2, `${a.short} ${b.short}`)
  const touching = borders.filter(([a, b]) => distance(a, b) === 1)
  assert.ok(touching.length / borders.length > 0.85, `${touching.length} of ${borders.length}`)
})

test('every prefecture with a neighbour touches one on the tile map', () => {
  for (const prefecture of prefectures.filter(({ number }) => number !== 1 && number !== 47)) {
    const own = borders.filter((pair) => pair.includes(prefecture))
    assert.ok(
      own.some(([a, b]) => distance(a, b) === 1),
      prefecture.short,
    )
  }
})

test('on the tile map every prefecture has a name of at most three characters that no other has', () => {
  for (const lang of ['ja', 'en', 'zh-Hans', 'ko'] as const) {
    const names = prefectures.map(({ tileName }) => tileName[lang])
    assert.equal(new Set(names).size, 47, lang)
    for (const name of names) assert.ok([...name].length >= 2 && [...name].length <= 3, name)
    const lettered = prefectures.filter(
      ({ name, tileName }) => tileName[lang][0] === name[lang][0]?.toUpperCase(),
    )
    assert.equal(lettered.length, 47, lang)
  }
})

test('a prefecture is found by every name it has, and by its code', () => {
  for (const prefecture of prefectures) {
    const { name, short, code, number } = prefecture
    for (const text of [
      ...Object.values(name),
      short,
      code,
      `JP-${code}`,
      String(number),
      ` ${name.ja}　`,
      name.en.toUpperCase(),
      `${name.en} Prefecture`,
    ]) {
      assert.equal(findPrefecture(text), prefecture, text)
    }
    assert.equal(findPrefecture(`${name.ja}みなと市1-1`), prefecture)
  }
})

test('a prefecture is found at the start of an address', () => {
  const short = (text: string) => findPrefecture(text)?.short
  assert.equal(short('〒100-8916　東京都千代田区霞が関1-2-2'), '東京')
  assert.equal(short('１００８９１６ 東京 千代田区'), '東京')
  assert.equal(short('京都市中京区'), '京都')
  assert.equal(short('１３'), '東京')
  assert.equal(short('Ōsaka-fu'), '大阪')
  assert.equal(short('東京都府中市'), '東京')
  assert.equal(short('Kyōto'), '京都')
  assert.equal(short('东京'), '東京')
})

test('what names no prefecture finds none', () => {
  for (const text of ['', '千代田区霞が関', '香川町大野', '48', '0', '00', 'Edo', '県', 'to']) {
    assert.equal(findPrefecture(text), undefined, text)
  }
})
