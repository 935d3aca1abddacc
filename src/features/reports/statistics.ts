import { setImmediate as breathe } from 'node:timers/promises'
import type { Db } from '../../db/database.ts'
import type { Edition } from '../editions/edition.ts'
import {
  countsBy,
  type DayCount,
  daysOf,
  decisionTimes,
  type Figures,
  figuresOf,
  type Grouping,
  groupings,
  reportedBack,
  type ReportedBack,
  type Work,
  workOf,
} from './queries.ts'
import { percentile, workingHours } from './working-hours.ts'

export type Goal = Edition['goals'][number] & { actual: number }

/** Everything that the page of figures shows about an edition. */
export type Statistics = {
  figures: Figures
  /** Every day of the registration until today, also those on which nothing happened. */
  days: DayCount[]
  counts: Record<Grouping, Map<string, number>>
  work: Work
  /** Working hours from sending in to the first decision; undefined before any decision. */
  hours: { median: number | undefined; p90: number | undefined }
  reports: ReportedBack
  goals: Goal[]
}

/** Reads the statistics of an edition as they stand on a day. */
export async function statisticsOf(
  db: Db,
  edition: Edition,
  today: Temporal.PlainDate,
): Promise<Statistics> {
  const [figures, days, work, hours, reports, counts] = await Promise.all([
    figuresOf(db, edition),
    daysOf(db, edition),
    workOf(db, edition),
    hoursOf(db, edition),
    reportedBack(db, edition),
    Promise.all(
      groupings.map(async (grouping) => [grouping, await countsBy(db, edition, grouping)] as const),
    ),
  ])
  const actual: Record<Goal['metric'], number> = {
    registrations: figures.published,
    organisations: figures.organisations,
    prefectures: figures.prefectures,
    people: reports.people,
  }
  return {
    figures,
    work,
    hours,
    reports,
    days: everyDay(edition, days, today),
    counts: Object.fromEntries(counts) as Statistics['counts'],
    goals: edition.goals.map((goal) => ({ ...goal, actual: actual[goal.metric] })),
  }
}

async function hoursOf(db: Db, edition: Edition): Promise<Statistics['hours']> {
  const times = await decisionTimes(db, edition)
  await breathe()
  const hours = times.map(({ from, to }) => workingHours(from, to))
  return { median: percentile(hours, 0.5), p90: percentile(hours, 0.9) }
}

/** The days of the registration until today or its end, widened by what came earlier or later. */
export function everyDay(
  edition: Edition,
  days: DayCount[],
  today: Temporal.PlainDate,
): DayCount[] {
  const { from, to } = edition.periods.registration
  const compare = Temporal.PlainDate.compare
  const ends = [compare(today, to) < 0 ? today : to, ...days.map(({ day }) => day)].toSorted(
    compare,
  )
  const starts = [from, ...days.map(({ day }) => day)].toSorted(compare)
  const [first, last] = [starts[0] as Temporal.PlainDate, ends.at(-1) as Temporal.PlainDate]
  const known = new Map(days.map((one) => [one.day.toString(), one]))
  const all: DayCount[] = []
  for (let day = first; compare(day, last) <= 0; day = day.add({ days: 1 }))
    all.push(known.get(day.toString()) ?? { day, submitted: 0, published: 0 })
  return all
}
