import { sql } from 'kysely'
import { dayOf } from '../../clock.ts'
import type { Db } from '../../db/database.ts'
import type { ApplicationState } from '../../db/tables-events.ts'
import { countByState, narrowed } from '../applicants/queries.ts'
import type { CampaignEvent, EventPool } from '../events/event.ts'
import { poolsOf } from '../events/queries.ts'
import { questionsOf } from '../events/questions.ts'
import { answersOf, countAsked, surveyOf } from '../surveys/queries.ts'
import { type Tally, tallyOf } from '../surveys/survey.ts'

/** Numbers by what they count. */
export type Counts<Code extends string> = Partial<Record<Code, number>>

/** More than a week before the day, within the week before it, on the day, or later. */
export const cancelledWhens = ['early', 'week', 'day', 'later'] as const
export type CancelledWhen = (typeof cancelledWhens)[number]

/** What an event came to, in numbers; no person stands in it. */
export type Figures = {
  pools: EventPool[]
  states: Counts<ApplicationState>
  /** Who waited and was given a place or an offer. */
  promoted: number
  /** When those who cancelled did so, seen from the day of the event; empty while it has no date. */
  cancelled: Counts<CancelledWhen>
  sources: Counts<string>
  languages: Counts<string>
  /** Of those with a place. */
  attendance: Counts<'came' | 'absent' | 'unknown'>
  /** Whole minutes of everybody with a place, one entry a person. */
  minutes: number[]
  needs: Counts<string>
  /** What became of the people's askings, one entry a person. */
  answered: Counts<'asked' | 'arranged' | 'impossible'>
  survey: { anonymous: boolean; asked: number; answers: number; tallies: Tally[] } | undefined
}

/** Counts everything about an event, by the same rule as the list of its applicants. */
export async function figuresOf(db: Db, event: CampaignEvent): Promise<Figures> {
  const pools = await poolsOf(db, [event.id])
  const seated = await narrowed(db, event.id, { states: ['confirmed'] })
    .select(['attendance', 'attended_seconds as seconds'])
    .execute()
  return {
    pools: pools.filter(({ channel }) => channel !== 'slot'),
    states: await countByState(db, event.id),
    promoted: await countPromoted(db, event.id),
    cancelled: await countCancelled(db, event),
    sources: await countBy(db, event.id, 'source'),
    languages: await countBy(db, event.id, 'language'),
    attendance: tally(seated.map(({ attendance }) => attendance)),
    minutes: seated.map(({ seconds }) => Math.floor(seconds / 60)),
    ...(await countNeeds(db, event.id)),
    survey: await surveyFigures(db, event.id),
  }
}

async function countBy(
  db: Db,
  eventId: number,
  column: 'source' | 'language',
): Promise<Counts<string>> {
  const rows = await narrowed(db, eventId, {})
    .select([sql<string>`${sql.ref(column)}`.as('code'), sql<number>`count(*)::int`.as('count')])
    .groupBy(column)
    .execute()
  return Object.fromEntries(rows.map(({ code, count }) => [code, count]))
}

async function countPromoted(db: Db, eventId: number): Promise<number> {
  const { count } = await db
    .selectFrom('application_steps')
    .select(sql<number>`count(distinct application_id)::int`.as('count'))
    .where('from_state', '=', 'waiting')
    .where('to_state', 'in', ['held', 'confirmed', 'offered'])
    .where('application_id', 'in', narrowed(db, eventId, {}).select('applications.id'))
    .executeTakeFirstOrThrow()
  return count
}

async function countCancelled(db: Db, event: CampaignEvent): Promise<Figures['cancelled']> {
  const { id, starts_at: start } = event
  if (start === null) return {}
  const rows = await db
    .selectFrom('application_steps')
    .select(({ fn }) => fn.max('at').as('at'))
    .where('to_state', '=', 'cancelled')
    .where('application_id', 'in', narrowed(db, id, { states: ['cancelled'] }).select('id'))
    .groupBy('application_id')
    .execute()
  return tally(rows.map(({ at }) => whenCancelled(at, start)))
}

/** Counted in days of Tokyo's calendar, as a week before a day is counted there. */
export function whenCancelled(at: Temporal.Instant, start: Temporal.Instant): CancelledWhen {
  const { days } = dayOf(at).until(dayOf(start))
  if (days > 7) return 'early'
  if (days > 0) return 'week'
  return days === 0 ? 'day' : 'later'
}

/** How often each kind of support was asked for, and how it was answered; nobody's words. */
async function countNeeds(db: Db, eventId: number): Promise<Pick<Figures, 'needs' | 'answered'>> {
  const rows = await db
    .selectFrom('support_needs')
    .select(['kinds', 'state'])
    .where('application_id', 'in', narrowed(db, eventId, {}).select('applications.id'))
    .execute()
  return {
    needs: tally(rows.flatMap(({ kinds }) => (kinds.length > 0 ? kinds : ['other']))),
    answered: tally(rows.map(({ state }) => state)),
  }
}

async function surveyFigures(db: Db, eventId: number): Promise<Figures['survey']> {
  const survey = await surveyOf(db, eventId)
  if (!survey) return undefined
  const answers = await answersOf(db, eventId)
  return {
    anonymous: survey.anonymous,
    asked: await countAsked(db, eventId),
    answers: answers.length,
    tallies: tallyOf(questionsOf(survey), answers),
  }
}

function tally<Code extends string>(codes: readonly Code[]): Counts<Code> {
  const counts: Counts<Code> = {}
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}
