import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { createPageCache, encode, makePage } from './page-cache.ts'

const text = '<p>テレワーク月間</p>'.repeat(100)
const pageOf = (version: number, until = 1000, body = text) =>
  makePage(Buffer.from(body), { type: 'text/html', headers: {}, version, until })

test('a kept page is found until its time is over', () => {
  const cache = createPageCache()
  cache.keep('/', pageOf(cache.version()))
  assert.equal(cache.find('/', 999)?.plain.toString(), text)
  assert.equal(cache.find('/', 1000), undefined)
})

test('a change ages every page; the old copy is there only for when the database is away', () => {
  const cache = createPageCache()
  cache.keep('/', pageOf(cache.version()))
  cache.age()
  assert.equal(cache.find('/', 1), undefined)
  assert.ok(cache.findStale('/'))
})

test('after a removal not even the old copy is left', () => {
  const cache = createPageCache()
  cache.keep('/', pageOf(cache.version()))
  cache.clear()
  assert.equal(cache.findStale('/'), undefined)
  assert.equal(cache.size(), 0)
})

test('a page that was rendered before a change is not kept after it', () => {
  const cache = createPageCache()
  const version = cache.version()
  cache.age()
  cache.keep('/', pageOf(version))
  assert.equal(cache.findStale('/'), undefined)
})

test('the cache holds no more bytes than it may; the oldest page leaves', () => {
  const cache = createPageCache(20_000)
  for (let n = 0; n < 50; n++) cache.keep(`/${n}`, pageOf(cache.version(), 1000, 'x'.repeat(2000)))
  assert.ok(cache.size() <= 20_000)
  assert.equal(cache.find('/0', 1), undefined)
  assert.ok(cache.find('/49', 1))
})

test('a reader gets the encoding that it takes, and the same text in each', () => {
  const page = pageOf(1)
  const br = encode(page, 'gzip, deflate, br')
  const gzip = encode(page, 'gzip')
  assert.equal(br.encoding, 'br')
  assert.equal(brotliDecompressSync(br.body).toString(), text)
  assert.equal(gunzipSync(gzip.body).toString(), text)
  assert.equal(encode(page, 'identity').encoding, undefined)
  assert.equal(pageOf(1).etag, page.etag)
  assert.notEqual(pageOf(1, 1000, `${text} `).etag, page.etag)
})
