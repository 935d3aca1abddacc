import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseCorporateNumber } from '../../src/lib/corporate-number.ts'
import { isKana } from '../../src/lib/jp-kana.ts'
import { root } from '../../src/lib/root.ts'
import { demoStart } from '../../src/features/editions/demo-clock.ts'
import { readEditionFile } from '../../src/features/editions/read-edition-file.ts'
import { inventActivities, inventRegistrations } from './registrations.ts'
import { newestOf } from './rewording.ts'

const edition = readEditionFile(join(root, 'demo/2020/edition.yaml'))
const all = inventRegistrations(592, 2020)
const versions = all.flatMap((registration) => registration.versions.map(({ version }) => version))
const plain = [...inventActivities({ count: 5000, seed: 7 })]

function share<Item>(list: readonly Item[], has: (item: Item) => boolean): number {
  return list.filter(has).length / list.length
}

test('the same seed gives the same registrations, another seed others', () => {
  assert.equal(JSON.stringify(inventRegistrations(592, 2020)), JSON.stringify(all))
  assert.notEqual(JSON.stringify(inventRegistrations(592, 2021)), JSON.stringify(all))
})

test('a longer run is not held in memory: the first of a million comes at once', () => {
  const [first] = inventActivities({ count: 1_000_000, seed: 1 }).take(1)
  assert.equal(first?.state, 'published')
})

test('all 47 prefectures, 20 industries and 6 sizes appear among 592', () => {
  assert.equal(new Set(versions.map(({ prefecture }) => prefecture)).size, 47)
  const industries = new Set(versions.flatMap(({ industry }) => industry ?? []))
  assert.deepEqual(
    [...industries].toSorted(),
    edition.industries.map(({ code }) => code).toSorted(),
  )
  assert.equal(new Set(versions.flatMap(({ size }) => size ?? [])).size, edition.sizes.length)
})

test('Tokyo has a third; the kinds come as about 60, 25 and 15 per cent, some activities in two', () => {
  for (const sample of [all, plain]) {
    const near = (has: Parameters<typeof share<(typeof all)[number]>>[1], expected: number) => {
      const found = share(sample, has)
      assert.ok(Math.abs(found - expected) < 0.05, `${found} is not about ${expected}`)
    }
    near((it) => newestOf(it).prefecture === 13, 0.32)
    near((it) => newestOf(it).kinds[0] === 'try', 0.6)
    near((it) => newestOf(it).kinds[0] === 'learn', 0.25)
    near((it) => newestOf(it).kinds[0] === 'support', 0.15)
    near((it) => newestOf(it).kinds.length > 1, 0.09)
    near((it) => newestOf(it).participantKind === 'individual', 0.08)
  }
})

test('they arrive in order between 1 October and the moment of the demo, most just before the month', () => {
  const times = plain.map(({ submittedAt }) => submittedAt.epochMilliseconds)
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  )
  assert.ok(
    (times[0] as number) >= Temporal.Instant.from('2020-10-01T00:00:00+09:00').epochMilliseconds,
  )
  assert.ok((times.at(-1) as number) < demoStart.epochMilliseconds)
  const between = (from: string, to: string) =>
    plain.filter(({ submittedAt }) => {
      const day = submittedAt.toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString()
      return day >= from && day <= to
    }).length
  assert.ok(between('2020-10-26', '2020-10-30') > 3 * between('2020-10-05', '2020-10-09'))
  assert.ok(between('2020-10-19', '2020-10-23') > 3 * between('2020-10-24', '2020-10-25'))
})

test('the desk of the demo: 14 wait, 3 were returned, 2 rejected, 4 withdrawn, 5 reported', () => {
  const count = (has: (it: (typeof all)[number]) => boolean) => all.filter(has).length
  assert.equal(
    count((it) => it.proposed !== null),
    14,
  )
  assert.equal(
    count((it) => it.state === 'submitted'),
    13,
  )
  assert.equal(
    count((it) => it.state === 'published' && it.proposed !== null),
    1,
  )
  assert.equal(
    count((it) => it.state === 'returned'),
    3,
  )
  assert.equal(
    count((it) => it.state === 'rejected'),
    2,
  )
  assert.equal(
    count((it) => it.state === 'withdrawn'),
    4,
  )
  assert.equal(
    count((it) => it.report !== null),
    5,
  )
  assert.ok(count((it) => it.state === 'submitted' && it.risk >= 60) >= 1)
  assert.equal(
    count((it) => it.state === 'submitted' && it.decisions[0]?.decision === 'returned'),
    1,
  )
})

test('nothing happens before it can or after the moment of the demo', () => {
  const before = (one: Temporal.Instant, other: Temporal.Instant) =>
    Temporal.Instant.compare(one, other) <= 0
  for (const it of all) {
    const steps = [it.createdAt, it.submittedAt, it.publishedAt, it.withdrawnAt ?? it.report?.at]
    const order = steps.filter((step) => step !== null && step !== undefined)
    order.slice(1).forEach((step, at) => assert.ok(before(order[at]!, step), newestOf(it).title))
    for (const { at } of [...it.decisions, ...it.versions]) assert.ok(before(at, demoStart))
    assert.ok(before(order.at(-1)!, demoStart))
  }
})

test('names that break careless programs are among them', () => {
  const names = versions.map(({ name }) => name)
  assert.ok(names.some((name) => name.includes('髙﨑𠮷')))
  assert.ok(names.some((name) => [...name].length === 1))
  assert.ok(names.some((name) => [...name].length === 60))
  assert.ok(names.some((name) => name.includes('ヴ')))
  assert.ok(names.some((name) => name.startsWith('@')))
  assert.ok(all.some(({ source }) => source === 'paper'))
  assert.ok(versions.some(({ startsOn, endsOn }) => startsOn && endsOn?.equals(startsOn)))
  const minato = all.filter((it) => newestOf(it).corporateNumber === '8990000000042')
  assert.deepEqual(
    minato.map(({ state }) => state),
    ['published', 'submitted'],
  )
})

test('nobody is reached: mails and pages are of reserved domains, telephones cannot be dialled', () => {
  for (const { contact, source } of [...all, ...plain]) {
    if (source !== 'paper') assert.match(contact.email, /@(example\.(jp|com)|[a-z0-9-]+\.example)$/)
    if (contact.phone) assert.match(contact.phone, /^03-0000-\d{4}$/)
  }
  for (const { url, body } of versions) {
    if (url) assert.match(new URL(url).hostname, /\.example$/)
    for (const [address] of body.matchAll(/https?:\/\/[^\s。]+/g))
      assert.match(new URL(address).hostname, /\.example$/)
  }
})

test('what is invented would pass the registration form: codes, numbers, readings, lengths', () => {
  const codes = (list: readonly { code: string }[]) => new Set(list.map(({ code }) => code))
  const known = {
    kinds: codes(edition.kinds),
    sizes: codes(edition.sizes),
    industries: codes(edition.industries),
  }
  for (const version of [...versions, ...plain.map(newestOf)]) {
    if (version.corporateNumber) assert.ok(parseCorporateNumber(version.corporateNumber).ok)
    if (version.reading) assert.ok(isKana(version.reading), version.reading)
    assert.ok(version.kinds.length > 0 && version.kinds.every((kind) => known.kinds.has(kind)))
    if (version.participantKind !== 'individual') {
      assert.ok(known.industries.has(version.industry ?? ''))
      assert.ok(known.sizes.has(version.size ?? ''))
      assert.ok(version.reading)
    }
    assert.ok([...version.title].length <= 60, version.title)
    assert.ok([...version.body].length <= 1000, `${[...version.body].length} characters`)
    assert.doesNotMatch(version.title + version.body, /[{}]|undefined/)
  }
})

test('texts are varied: among 592 no body comes more than twice and no organisation twice', () => {
  const bodies = Map.groupBy(all, (it) => newestOf(it).body)
  assert.ok([...bodies.values()].every((same) => same.length <= 2))
  const names = new Set(all.map((it) => newestOf(it).name))
  assert.ok(names.size >= 590, String(names.size))
})
