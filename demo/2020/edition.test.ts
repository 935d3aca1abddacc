import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { languages, type Localized } from '../../src/lib/languages.ts'
import { root } from '../../src/lib/root.ts'
import { formItems, inputName } from '../../src/features/editions/form-definition.ts'
import { readEditionFile } from '../../src/features/editions/read-edition-file.ts'

const folders = ['2020', '2024-pledge']
const edition = readEditionFile(join(root, 'demo/2020/edition.yaml'))
const pledge = readEditionFile(join(root, 'demo/2024-pledge/edition.yaml'))

function textsOf(value: unknown, path = ''): [string, Localized][] {
  if (typeof value !== 'object' || value === null) return []
  if ('ja' in value) return [[path, value as Localized]]
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`))
}

test('every text of both editions is there in all four languages', () => {
  for (const folder of folders) {
    const texts = textsOf(readEditionFile(join(root, 'demo', folder, 'edition.yaml')))
    assert.ok(texts.length > 15)
    const missing = texts.flatMap(([path, text]) =>
      languages.filter((lang) => !text[lang]?.trim()).map((lang) => `${folder}${path} ${lang}`),
    )
    assert.deepEqual(missing, [])
  }
})

test('Korean texts hold no kana, Chinese and English ones neither', () => {
  const wrong = textsOf(edition).filter(([path, text]) =>
    [text.en, text['zh-Hans'], text.ko].some(
      (other) => /[ぁ-ゖァ-ヺ]/.test(other ?? '') && !path.endsWith('.hint'),
    ),
  )
  assert.deepEqual(wrong, [])
})

test('the four dated events are those of the press release, on its weekdays', () => {
  const dated = edition.events.filter(({ date }) => date !== undefined)
  const facts = dated.map(({ date, start, end, capacity }) => [
    date?.toString(),
    date?.dayOfWeek,
    `${start}-${end}`,
    capacity,
  ])
  assert.deepEqual(facts, [
    ['2020-11-02', 1, '13:30-16:30', undefined],
    ['2020-11-04', 3, '13:00-16:00', 200],
    ['2020-11-11', 3, '13:00-16:00', 100],
    ['2020-11-30', 1, '13:30-16:00', undefined],
  ])
})

test('of the past years only 2016 has a figure, as published', () => {
  const figures = edition.past.map(({ year, registrations }) => [year, registrations])
  assert.deepEqual(figures, [
    [2015, undefined],
    [2016, 592],
    [2017, undefined],
    [2018, undefined],
    [2019, undefined],
  ])
})

test('every goal of the demonstration says that it was made up', () => {
  assert.ok(edition.goals.length > 0)
  assert.ok(edition.goals.every(({ note }) => note?.ja.includes('デモ')))
})

test('every reason can be used for something, and each decision has reasons', () => {
  for (const decision of ['returned', 'rejected', 'suspended'] as const)
    assert.ok(
      edition.reasons.some((reason) => reason.for.includes(decision)),
      decision,
    )
  assert.ok(edition.reasons.every((reason) => reason.for.length > 0))
})

test('nobody can be dialled or written to', () => {
  for (const folder of folders) {
    const text = readFileSync(join(root, 'demo', folder, 'edition.yaml'), 'utf8')
    const phones = text.match(/\d{2,4}[-(]\d{2,4}[-)]\d{4}/g) ?? []
    assert.deepEqual([...new Set(phones)], ['03-0000-0000'])
    for (const [, host] of text.matchAll(/[\w.]+@([\w.]+)/g)) assert.equal(host, 'example.jp')
  }
})

test('an activity asks what was done; a pledge only shows a name and an industry', () => {
  const shown = (form: typeof edition.form) =>
    formItems(form)
      .filter(({ publication }) => publication !== 'never')
      .map(inputName)
  assert.deepEqual(shown(pledge.form), ['participantKind', 'name', 'industry'])
  assert.ok(shown(edition.form).includes('body'))
  assert.deepEqual(
    formItems(pledge.form)
      .map(inputName)
      .filter((name) => name.startsWith('q-')),
    ['q-introduced', 'q-teleworkers'],
  )
})

test('each file of the toolkit is in the repository', () => {
  const missing = edition.toolkit.filter(({ file }) => !existsSync(join(root, file)))
  assert.deepEqual(
    missing.map(({ file }) => file),
    [],
  )
})
