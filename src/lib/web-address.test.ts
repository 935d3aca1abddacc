import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseWebAddress } from './web-address.ts'

const read = (text: string) => {
  const parsed = parseWebAddress(text)
  return parsed.ok ? parsed.url : parsed.reason
}

test('https:// is added where it is missing', () => {
  assert.equal(read('www.example.jp/seminar/?a=1#b'), 'https://www.example.jp/seminar/?a=1#b')
  assert.equal(read('example.jp:8443/x'), 'https://example.jp:8443/x')
  assert.equal(read(' HTTP://Example.JP '), 'http://example.jp/')
})

test('full-width typing of the host is read and the path is left alone', () => {
  assert.equal(
    read('ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ／テレワーク'),
    'https://example.jp/%E3%83%86%E3%83%AC%E3%83%AF%E3%83%BC%E3%82%AF',
  )
  assert.equal(read('example.jp/Ａ'), 'https://example.jp/%EF%BC%A1')
})

test('other schemes are refused', () => {
  for (const typed of [
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.jp/',
    'mailto:a@example.jp',
    'file:///etc/passwd',
    'JaVaScRiPt://example.jp/%0Aalert(1)',
    'ｊａｖａｓｃｒｉｐｔ：x',
  ]) {
    assert.equal(read(typed), 'scheme', typed)
  }
})

test('user names are refused, also the empty one and before a backslash', () => {
  assert.equal(read('https://user:pass@example.jp/'), 'credentials')
  assert.equal(read('https://@example.jp/'), 'credentials')
  assert.equal(read('www.example.jp@evil.example'), 'credentials')
  assert.equal(read('\\user@evil.example'), 'credentials')
  assert.equal(read('https:///user@evil.example'), 'credentials')
  assert.equal(read('https://example.jp/@user'), 'https://example.jp/@user')
})

test('control, bidi and white space inside are refused', () => {
  assert.equal(read('https://example.jp/\r\nx'), 'control')
  assert.equal(read('https://example.jp/\u202Egpj.exe'), 'control')
  assert.equal(read('exam\tple.jp'), 'control')
  assert.equal(read('example.jp example.com'), 'space')
})

test('a host without a public name is refused', () => {
  for (const host of [
    'localhost',
    'intranet',
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '[::1]',
    'a..jp',
    'x.localhost',
  ]) {
    assert.equal(read(`http://${host}/`), 'host', host)
  }
  assert.equal(read('https://'), 'unreadable')
  assert.equal(read(''), 'empty')
})

test('an address of more than 2,000 bytes is refused', () => {
  assert.equal(read(`example.jp/${'a'.repeat(1981)}`), `https://example.jp/${'a'.repeat(1981)}`)
  assert.equal(read(`example.jp/${'a'.repeat(1982)}`), 'too-long')
})

test('a host is shown in its own script only when nobody can mistake it', () => {
  const host = (typed: string) => {
    const parsed = parseWebAddress(typed)
    return parsed.ok && parsed.host
  }
  assert.equal(host('https://みなと.example/'), 'みなと.example')
  assert.equal(host('https://日本/'), '日本')
  assert.equal(host('https://xn--o9jd6d.example'), 'みなと.example')
  assert.equal(host('https://аррӏе.example'), 'xn--80ak6aa92e.example')
  assert.equal(host('https://exampleノjp.example'), new URL('https://exampleノjp.example').hostname)
})

test('an accepted address is http or https with a named host, and is read as itself', () => {
  const anything = fc.oneof(
    fc.webUrl(),
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[[\]a-zＡ:：/\\@.。%0-9#?あ-]{1,16}$/),
  )
  fc.assert(
    fc.property(anything, (typed) => {
      const parsed = parseWebAddress(typed)
      if (!parsed.ok) return
      assert.match(parsed.url, /^https?:\/\/[a-z0-9.-]+(:\d+)?[/]/)
      assert.deepEqual(parseWebAddress(parsed.url), parsed)
    }),
  )
})
