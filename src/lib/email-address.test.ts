import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseEmail } from './email-address.ts'

const read = (text: string) => {
  const parsed = parseEmail(text)
  return parsed.ok ? parsed.address : parsed.reason
}

test('an address is read with its domain in lower case and the local part as typed', () => {
  assert.deepEqual(parseEmail(' Hanako@Example.JP\n'), {
    ok: true,
    address: 'Hanako@example.jp',
    domain: 'example.jp',
  })
})

test('full-width typing is read', () => {
  assert.equal(read('ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ'), 'hanako@example.jp')
  assert.equal(read('hanako@example。jp'), 'hanako@example.jp')
})

test('a Japanese domain becomes punycode', () => {
  assert.equal(read('info@みなと.example'), 'info@xn--o9jd6d.example')
})

test('signs that mail servers take are taken', () => {
  assert.equal(read("o'neil+news_2020/x@mail.example.jp"), "o'neil+news_2020/x@mail.example.jp")
})

test('what could carry a second header or recipient is refused', () => {
  assert.equal(read('a@example.jp\r\nBcc: b@example.jp'), 'control')
  assert.equal(read('a@example.jp\u0000'), 'control')
  assert.equal(read('a\u202E@example.jp'), 'control')
  assert.equal(read('a@example.jp,b@example.jp'), 'several')
  assert.equal(read('a@example.jp；b@example.jp'), 'several')
  assert.equal(read('a@b@example.jp'), 'several-ats')
  assert.equal(read('花子 <a@example.jp>'), 'space')
})

test('what mail servers refuse is refused with the reason', () => {
  assert.equal(read(''), 'empty')
  assert.equal(read('example.jp'), 'no-at')
  assert.equal(read('@example.jp'), 'no-at')
  assert.equal(read('foo..bar@docomo.example'), 'dots')
  assert.equal(read('foo.@docomo.example'), 'dots')
  assert.equal(read('"foo..bar"@docomo.example'), 'dots')
  assert.equal(read('"foo"@example.jp'), 'local')
  assert.equal(read('花子@example.jp'), 'local')
  assert.equal(read(`${'a'.repeat(65)}@example.jp`), 'too-long')
  assert.equal(read(`a@${'abcdefghi.'.repeat(26)}jp`), 'too-long')
})

test('a domain that is no name is refused', () => {
  for (const host of [
    'localhost',
    '127.0.0.1',
    '0x7f.1',
    '[::1]',
    'example',
    '-a.jp',
    'a_b.jp',
    'a.jp:25',
    'a.jp/x',
    'ex%41.jp',
    'a..jp',
    '.jp',
    'a.jp.',
  ]) {
    assert.equal(read(`a@${host}`), 'domain', host)
  }
})

test('an accepted address is plain ASCII of one @ and is read as itself', () => {
  const anything = fc.oneof(
    fc.emailAddress(),
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[a-zＡ＠@.。ー\-あ, ]{3,14}$/),
  )
  fc.assert(
    fc.property(anything, (typed) => {
      const parsed = parseEmail(typed)
      if (!parsed.ok) return
      assert.match(parsed.address, /^[!-~]{3,254}$/)
      assert.equal(parsed.address.split('@').length, 2)
      assert.deepEqual(parseEmail(parsed.address), parsed)
    }),
  )
})
