import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../../lib/root.ts'
import { parseEdition } from './read-edition-file.ts'

const text = readFileSync(join(root, 'demo/2024-pledge/edition.yaml'), 'utf8')

function faultsOf(faulty: string): string[] {
  try {
    parseEdition(faulty, 'edition.yaml')
  } catch (error) {
    return (error as { faults?: string[] }).faults ?? [String(error)]
  }
  return []
}

test('a right file has no fault', () => {
  assert.deepEqual(faultsOf(text), [])
})

test('every fault of a file is told at once, each with the path of its value', () => {
  const faults = faultsOf(
    text
      .replace('year: 2024', 'year: soon')
      .replace('2024-09-02, to: 2024-11-30', '2024-13-02, to: 2024-11-30'),
  )
  assert.equal(faults.length, 2)
  assert.match(faults.join('\n'), /^year: /m)
  assert.match(faults.join('\n'), /^periods\.registration\.from: /m)
})

test('a mistake in a form item is told with the name of the property', () => {
  const faults = faultsOf(
    text.replace('field: industry, required: true', 'field: industri, required: true'),
  )
  assert.ok(faults.length > 0)
  assert.ok(
    faults.every((fault) => fault.startsWith('form.who.2')),
    faults.join('\n'),
  )
  assert.match(faults.join('\n'), /form\.who\.2\.field: .*industri/)
})

test('a property that the program does not know is refused', () => {
  assert.match(faultsOf(`${text}\nsurprise: 1\n`).join(), /^surprise: /)
})

test('a period that ends before it begins is refused', () => {
  const faults = faultsOf(
    text.replace('from: 2024-11-01, to: 2024-11-30', 'from: 2024-11-30, to: 2024-11-01'),
  )
  assert.deepEqual(faults, ['periods.campaign: ends before it begins'])
})

test('text that is no YAML is refused with its line', () => {
  assert.match(faultsOf('slug: "2020\nyear: [').join(), /line \d/)
})

test('an event may only name bodies that the edition has, and a code stands once in its list', () => {
  const event =
    'events:\n  - { code: e, date: 2024-11-05, start: "10:00", end: "11:00", title: { ja: 会 }, place: { ja: 所 }, bodies: [nobody], kind: seminar }'
  assert.match(faultsOf(text.replace('events: []', event)).join(), /"e" names the body "nobody"/)
  const twice = faultsOf(text.replace('{ code: government,', '{ code: other,'))
  assert.deepEqual(twice, ['industries: the code "other" is there twice'])
})
