import assert from 'node:assert/strict'
import { test } from 'node:test'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Ctx } from './context.ts'
import { fragment, fragmentAround, fragmentsOf } from './fragments.tsx'
import { createPageCache, type PageCache } from './page-cache.ts'

const reader = (pages: PageCache, lang = 'ja') => ({ var: { pages, lang } }) as unknown as Ctx
const say = (text: string) => () => h('p', {}, text)

test('a part is rendered once per key and language until something changes', () => {
  const pages = createPageCache()
  assert.equal(renderToString(fragment(reader(pages), 'a', say('one'))), '<p>one</p>')
  assert.equal(renderToString(fragment(reader(pages), 'a', say('two'))), '<p>one</p>')
  assert.equal(renderToString(fragment(reader(pages), 'b', say('two'))), '<p>two</p>')
  assert.equal(renderToString(fragment(reader(pages, 'en'), 'a', say('two'))), '<p>two</p>')
  pages.age()
  assert.equal(renderToString(fragment(reader(pages), 'a', say('three'))), '<p>three</p>')
})

test('a part read before a change is not kept after it', () => {
  const pages = createPageCache()
  const fragments = fragmentsOf(pages)
  const version = pages.version()
  pages.clear()
  fragments.find('row')
  fragments.keep('row', '<p>withdrawn</p>', version)
  assert.equal(fragments.find('row'), undefined)
})

test('a text in a part is escaped and holds no character that HTML forbids', () => {
  const part = fragment(reader(createPageCache()), 'a', say('<b>\u0001&'))
  assert.equal(renderToString(part), '<p>&lt;b>&amp;</p>')
})

test('a part around another one is kept, the other one is new each time', () => {
  const c = reader(createPageCache())
  const around = (name: string) =>
    fragmentAround(c, 'frame', (inside) => h('div', {}, '<hole>', inside), h('i', {}, name))
  assert.equal(renderToString(around('a')), '<div>&lt;hole><i>a</i></div>')
  assert.equal(renderToString(around('b')), '<div>&lt;hole><i>b</i></div>')
})
