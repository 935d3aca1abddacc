import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { dayOf } from '../../clock.ts'
import { root } from '../../lib/root.ts'
import {
  byCode,
  currentTerms,
  dayOfMonth,
  type Edition,
  isRegistrationOpen,
  nameOf,
  phaseOn,
  publicNumber,
} from './edition.ts'
import { readEditionFile } from './read-edition-file.ts'

const edition: Edition = {
  ...readEditionFile(join(root, 'demo/2020/edition.yaml')),
  id: 1,
  isCurrent: true,
}
const day = (text: string) => Temporal.PlainDate.from(text)

test('each phase lasts from its first day to the day before the next one', () => {
  const days: [string, string][] = [
    ['2020-09-30', 'preparing'],
    ['2020-10-01', 'open'],
    ['2020-10-31', 'open'],
    ['2020-11-01', 'running'],
    ['2020-11-30', 'running'],
    ['2020-12-01', 'closing'],
    ['2021-01-31', 'closing'],
    ['2021-02-01', 'reported'],
    ['2021-03-31', 'reported'],
    ['2021-04-01', 'archived'],
    ['2030-11-15', 'archived'],
  ]
  for (const [text, phase] of days) assert.equal(phaseOn(edition, day(text)), phase, text)
})

test('a phase begins at midnight in Tokyo, whatever the zone of the server', () => {
  const before = Temporal.Instant.from('2020-10-31T14:59:59.999Z')
  const midnight = Temporal.Instant.from('2020-10-31T15:00:00Z')
  assert.equal(phaseOn(edition, dayOf(before)), 'open')
  assert.equal(phaseOn(edition, dayOf(midnight)), 'running')
})

test('registration is open on its first and last day and closed on the days around', () => {
  const open = ['2020-09-30', '2020-10-01', '2020-12-11', '2020-12-12'].map((text) =>
    isRegistrationOpen(edition, day(text)),
  )
  assert.deepEqual(open, [false, true, true, false])
})

test('the month counts its days from 1 to 30 and knows none outside', () => {
  const days = ['2020-10-31', '2020-11-01', '2020-11-10', '2020-11-30', '2020-12-01']
  assert.deepEqual(
    days.map((text) => dayOfMonth(edition, day(text))),
    [undefined, 1, 10, 30, undefined],
  )
})

test('a month across the end of a year counts on', () => {
  const campaign = { from: day('2020-12-20'), to: day('2021-01-18') }
  const winter = { ...edition, periods: { ...edition.periods, campaign } }
  assert.equal(dayOfMonth(winter, day('2021-01-01')), 13)
})

test('terms are in force from their day on, the oldest before any of them', () => {
  const [first] = edition.terms
  assert.ok(first)
  const second = { ...first, version: 'second', from: day('2020-11-05') }
  const changed = { ...edition, terms: [first, second] }
  assert.equal(currentTerms(changed, day('2020-11-04')).version, first.version)
  assert.equal(currentTerms(changed, day('2020-11-05')).version, 'second')
  assert.equal(currentTerms(changed, day('2020-01-01')).version, first.version)
})

test('a permanent number has four digits at least and never loses one', () => {
  assert.equal(publicNumber(edition, 42), '2020-0042')
  assert.equal(publicNumber(edition, 12_345), '2020-12345')
})

test('a name is given in the language asked for, in Japanese without one, as its code when unknown', () => {
  assert.equal(nameOf(edition.kinds, 'learn', 'en'), 'Learn about or discuss telework')
  assert.equal(nameOf([{ code: 'x', name: { ja: '日本語だけ' } }], 'x', 'ko'), '日本語だけ')
  assert.equal(nameOf(edition.kinds, 'gone', 'ja'), 'gone')
  assert.equal(byCode(edition.kinds, null), undefined)
})
