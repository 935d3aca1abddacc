import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { languages } from './languages.ts'
import { formatFileSize, formatNumber, formatPercent, parseCount } from './numbers.ts'

const read = (text: string) => {
  const parsed = parseCount(text)
  return parsed.ok ? parsed.count : parsed.reason
}

test('numbers are grouped in every language', () => {
  for (const lang of languages) assert.equal(formatNumber(1234567, lang), '1,234,567')
  assert.equal(formatPercent(0.456, 'ja'), '46%')
  assert.equal(formatPercent(0.456, 'en', 1), '45.6%')
})

test('a file size is written as in the press release', () => {
  assert.equal(formatFileSize(436 * 1024, 'ja'), '436KB')
  assert.equal(formatFileSize(436 * 1024, 'en'), '436 KB')
  assert.equal(formatFileSize(436 * 1024, 'zh-Hans'), '436KB')
  assert.equal(formatFileSize(0, 'ja'), '1KB')
  assert.equal(formatFileSize(1024 ** 2 - 1, 'ja'), '1MB')
  assert.equal(formatFileSize(1.25 * 1024 ** 2, 'ko'), '1.3MB')
  assert.equal(formatFileSize(30.6 * 1024 ** 2, 'ja'), '31MB')
  assert.equal(formatFileSize(2 * 1024 ** 3, 'en'), '2 GB')
})

test('a count is read in every way people type it', () => {
  assert.equal(read('1,234人'), 1234)
  assert.equal(read('１，２３４名'), 1234)
  assert.equal(read('３万'), 30000)
  assert.equal(read('約3.5万人'), 35000)
  assert.equal(read('1.1万'), 11000)
  assert.equal(read('1億2,000万円'), 120_000_000)
  assert.equal(read('2万5千'), 25000)
  assert.equal(read('1万2345'), 12345)
  assert.equal(read(' 0 '), 0)
})

test('what is no whole number is refused with the reason', () => {
  assert.equal(read('人'), 'empty')
  assert.equal(read('-5'), 'negative')
  assert.equal(read('△5'), 'negative')
  assert.equal(read('2.5人'), 'fraction')
  assert.equal(read('1.23456万'), 'fraction')
  assert.equal(read('1,23'), 'grouping')
  assert.equal(read('1,2345'), 'grouping')
  assert.equal(read('100〜200人'), 'digits')
  assert.equal(read('3千2万'), 'digits')
  assert.equal(read('1e5'), 'digits')
  assert.equal(read('1.2.3'), 'digits')
  assert.equal(read('1.'), 'digits')
  assert.equal(read('多数'), 'digits')
  assert.equal(read('9'.repeat(17)), 'too-large')
})

test('every number that is written is read back', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.constantFrom(...languages), (count, lang) => {
      assert.equal(read(formatNumber(count, lang)), count)
      assert.equal(read(String(count)), count)
    }),
  )
})

test('a size in bytes is never shown as more than 1,023 of its unit', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), (bytes) => {
      const [, figure = ''] = /^([\d,.]+)(?:KB|MB|GB)$/.exec(formatFileSize(bytes, 'ja')) ?? []
      assert.ok(Number(figure.replace(',', '')) <= 1023, `${bytes}: ${figure}`)
    }),
  )
})

test('a long run of digits is refused at once', () => {
  const began = performance.now()
  assert.equal(read(`${'1'.repeat(20_000)}x`), 'digits')
  assert.ok(performance.now() - began < 500)
})
