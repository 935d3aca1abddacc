import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../../lib/root.ts'
import type { Edition } from '../editions/edition.ts'
import { readEditionFile } from '../editions/read-edition-file.ts'
import { namedFacet } from './named-facet.ts'

const definition = readEditionFile(join(root, 'demo/2020/edition.yaml'))
const edition: Edition = { ...definition, id: 1, isCurrent: true }

test('a prefecture is named in four languages, short or whole, and by nothing longer', () => {
  for (const word of ['Tokyo', 'tokyo', '東京', '東京都', '东京', '도쿄', 'ＴＯＫＹＯ'])
    assert.deepEqual(namedFacet(edition, word), { name: 'prefecture', code: '13', rest: '' }, word)
  for (const word of ['東京都千代田区の図書館', '13', '', 'telework'])
    assert.equal(namedFacet(edition, word), undefined, word)
})

test('an industry is named by its whole name', () => {
  assert.deepEqual(namedFacet(edition, '情報通信業'), {
    name: 'industry',
    code: 'information',
    rest: '',
  })
  assert.deepEqual(namedFacet(edition, 'construction'), {
    name: 'industry',
    code: 'construction',
    rest: '',
  })
})

test('a kind is named by the short word on its tag', () => {
  assert.deepEqual(namedFacet(edition, 'Learn'), { name: 'kind', code: 'learn', rest: '' })
})

test('of several words the one that names a value is taken, and the others go on as words', () => {
  const found = namedFacet(edition, '在宅 Tokyo　設計')
  assert.deepEqual(found, { name: 'prefecture', code: '13', rest: '在宅 設計' })
  assert.equal(namedFacet(edition, '在宅 設計'), undefined)
})
