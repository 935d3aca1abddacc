import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../../lib/root.ts'
import { readEditionFile } from '../editions/read-edition-file.ts'
import { changedParts, emptyVersion, publicPart, type Version } from './version.ts'

const edition = readEditionFile(join(root, 'demo/2020/edition.yaml'))
const full: Version = {
  ...emptyVersion,
  name: '株式会社みなと設計',
  reading: 'ミナトセッケイ',
  corporateNumber: '9990000000001',
  industry: 'construction',
  size: '30-99',
  prefecture: 13,
  kinds: ['try'],
  title: '題名',
  body: '内容',
  url: 'https://example.jp/',
}

test('what the edition never publishes is not in the public part', () => {
  const visible = publicPart(full, edition.form)
  const never = [...edition.form.who, ...edition.form.what].filter(
    ({ publication }) => publication === 'never',
  )
  for (const item of never)
    if ('field' in item) assert.ok(!visible[item.field as keyof Version], item.field)
  assert.equal(visible.name, full.name)
  assert.equal(visible.title, full.title)
})

test('a field that the owner hides is not in the public part', () => {
  const item = [...edition.form.who, ...edition.form.what].find(
    (one) =>
      one.publication === 'choice' &&
      'field' in one &&
      one.of !== 'individual' &&
      full[one.field as keyof Version],
  )
  assert.ok(item && 'field' in item)
  const shown = publicPart(full, edition.form)
  const hidden = publicPart({ ...full, hidden: [item.field] }, edition.form)
  assert.ok(shown[item.field as keyof Version])
  assert.ok(!hidden[item.field as keyof Version])
})

test('only what differs is reviewed again; the order of kinds is no difference', () => {
  assert.deepEqual(changedParts(full, { ...full, body: '別の内容', kinds: ['try'] }), ['body'])
  assert.deepEqual(changedParts({ ...full, kinds: ['a', 'b'] }, { ...full, kinds: ['b', 'a'] }), [])
  assert.deepEqual(
    changedParts(full, { ...full, startsOn: Temporal.PlainDate.from('2020-11-04') }),
    ['startsOn'],
  )
})
