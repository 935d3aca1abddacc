import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadDemo } from '../../../demo/load.ts'
import { eachDatabase } from '../../../test/support/databases.ts'
import { dayOf, startOfDay } from '../../clock.ts'
import { fromRow } from '../activities/version.ts'
import { getCurrentEdition } from '../editions/queries.ts'
import { translator } from '../../i18n/messages.ts'
import { figureRows } from './figure-rows.ts'
import { figuresOf } from './queries.ts'
import { everyDay, statisticsOf } from './statistics.ts'
import { percentile, workingHours } from './working-hours.ts'

const at = (text: string) => Temporal.Instant.from(`${text}+09:00`)

test('office hours are counted, nights and weekends are not', () => {
  const cases: [string, string, number][] = [
    ['2020-11-04T09:00', '2020-11-04T17:00', 8],
    ['2020-11-04T16:30', '2020-11-05T09:30', 1],
    ['2020-11-06T16:00', '2020-11-09T10:00', 2],
    ['2020-11-07T10:00', '2020-11-08T20:00', 0],
    ['2020-11-04T20:00', '2020-11-05T08:00', 0],
    ['2020-10-01T09:00', '2020-10-29T09:00', 160],
    ['2020-11-05T09:00', '2020-11-04T09:00', 0],
  ]
  for (const [from, to, hours] of cases)
    assert.equal(workingHours(at(from), at(to)), hours, `${from} ${to}`)
})

test('office hours agree with counting minute by minute', () => {
  const from = at('2020-10-29T07:13')
  for (const minutes of [1, 600, 3000, 9999]) {
    let open = 0
    for (let one = 0; one < minutes; one++) {
      const local = from.add({ minutes: one }).toZonedDateTimeISO('Asia/Tokyo')
      if (local.dayOfWeek <= 5 && local.hour >= 9 && local.hour < 17) open++
    }
    assert.ok(
      Math.abs(workingHours(from, from.add({ minutes })) - open / 60) < 1e-9,
      String(minutes),
    )
  }
})

test('nine in ten of ten values are at most the ninth', () => {
  assert.equal(percentile([10, 1, 9, 2, 8, 3, 7, 4, 6, 5], 0.9), 9)
  assert.equal(percentile([3, 1, 2], 0.5), 2)
  assert.equal(percentile([], 0.5), undefined)
})

eachDatabase('figures equal a naive count of the demo', async ({ db }) => {
  await loadDemo(db)
  const edition = await getCurrentEdition(db)
  const rows = await db
    .selectFrom('activities')
    .innerJoin('activity_versions', 'activity_versions.id', 'activities.published_version_id')
    .selectAll('activity_versions')
    .select(['participant_id', 'published_at', 'activity_versions.id as id'])
    .where('state', '=', 'published')
    .execute()
  const count = (keys: unknown[]) => {
    const counts = new Map<unknown, number>()
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts
  }
  const versions = rows.map(fromRow)
  const figures = await figuresOf(db, edition)
  assert.ok(rows.length > 400)
  assert.equal(figures.published, rows.length)
  assert.equal(
    figures.organisations,
    new Set(
      rows.filter((row) => row.participant_kind !== 'individual').map((row) => row.participant_id),
    ).size,
  )
  assert.deepEqual(
    sorted(figures.byPrefecture),
    sorted(count(versions.flatMap(({ prefecture }) => prefecture ?? []))),
  )
  assert.equal(figures.prefectures, figures.byPrefecture.size)
  assert.deepEqual(sorted(figures.byKind), sorted(count(versions.flatMap(({ kinds }) => kinds))))
  assert.deepEqual(
    sorted(new Map(figures.perDay.map(({ day, count: number }) => [day.toString(), number]))),
    sorted(count(rows.map((row) => dayOf(row.published_at as Temporal.Instant).toString()))),
  )
})

const sorted = (counts: Map<unknown, number>) =>
  [...counts].map(([key, number]) => [String(key), number]).toSorted()

eachDatabase('statistics tell of the work and can be taken away as a table', async ({ db }) => {
  await loadDemo(db)
  const edition = await getCurrentEdition(db)
  const today = Temporal.PlainDate.from('2020-11-10')
  const statistics = await statisticsOf(db, edition, today)
  const states = await db
    .selectFrom('activities')
    .select(['state', 'proposed_version_id', 'submitted_at'])
    .execute()
  const number = (test: (row: (typeof states)[number]) => boolean) => states.filter(test).length
  assert.equal(
    statistics.work.open,
    number(({ state }) => state === 'submitted'),
  )
  assert.equal(
    statistics.work.received,
    number(({ submitted_at }) => submitted_at !== null),
  )
  assert.equal(
    statistics.work.changesOpen,
    number((row) => row.state === 'published' && row.proposed_version_id !== null),
  )
  assert.ok(statistics.work.returned > 0 && statistics.work.returned < statistics.work.decided)
  assert.ok((statistics.hours.median ?? 0) > 0)
  assert.ok((statistics.hours.p90 ?? 0) >= (statistics.hours.median ?? 0))
  assert.equal(
    statistics.days.reduce((sum, one) => sum + one.submitted, 0),
    statistics.work.received,
  )
  const rows = figureRows({ edition, lang: 'ja', t: translator('ja') }, statistics)
  assert.ok(
    rows.some(
      ([group, item, value]) =>
        group === '都道府県' &&
        item === '東京都' &&
        value === statistics.figures.byPrefecture.get(13),
    ),
  )
  assert.equal(rows.filter(([group]) => group === '都道府県').length, 47)
})

eachDatabase(
  'a registration shortly before midnight in Tokyo counts on that day',
  async ({ db }) => {
    await loadDemo(db)
    const edition = await getCurrentEdition(db)
    const midnight = startOfDay(Temporal.PlainDate.from('2020-12-24'))
    const [one] = await db
      .selectFrom('activities')
      .select('id')
      .where('state', '=', 'published')
      .limit(1)
      .execute()
    await db
      .updateTable('activities')
      .set({ published_at: midnight.subtract({ seconds: 1 }) })
      .where('id', '=', one!.id)
      .execute()
    const days = (await figuresOf(db, edition)).perDay.map(({ day }) => day.toString())
    assert.equal(days.at(-1), '2020-12-23')
  },
)

eachDatabase(
  'an edition without registrations has figures of zero and a day for every day so far',
  async ({ db }) => {
    await loadDemo(db)
    const edition = { ...(await getCurrentEdition(db)), id: 999 }
    const statistics = await statisticsOf(db, edition, Temporal.PlainDate.from('2020-10-05'))
    assert.equal(statistics.figures.published, 0)
    assert.equal(statistics.hours.median, undefined)
    const { from } = edition.periods.registration
    assert.equal(
      statistics.days.length,
      from.until(Temporal.PlainDate.from('2020-10-05'), { largestUnit: 'days' }).days + 1,
    )
    assert.deepEqual(
      everyDay(edition, [], from).map(({ day }) => day.toString()),
      [from.toString()],
    )
  },
)
