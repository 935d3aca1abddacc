import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { Tables } from '../../db/tables.ts'
import type { ApplicationRow, ApplicationState } from '../../db/tables-events.ts'

export type Applicant = Selectable<ApplicationRow>

/** What a list of applicants is narrowed to; every part may be left out. */
export type ApplicantFilter = {
  states?: readonly ApplicationState[]
  poolId?: number
  attendance?: Applicant['attendance']
  /** Those who asked for support: any of them, or only those with or without an answer. */
  support?: 'any' | 'open' | 'answered'
  /** Part of the name, reading, organisation or mail address, in any case; or a receipt number. */
  text?: string
}

export type SortedBy = 'number' | 'reading'

export type Selecting = SelectQueryBuilder<Tables, 'applications', object>

/** The applications of an event that a filter leaves; the caller says which columns. */
export function narrowed(db: Db, eventId: number, filter: ApplicantFilter): Selecting {
  let query: Selecting = db
    .selectFrom('applications')
    .where('event_id', '=', eventId)
    .where(sql<boolean>`email_key not like 'typing:%'`)
    // consultations have a desk of their own
    .where('pool_id', 'in', (select) =>
      select
        .selectFrom('pools')
        .select('id')
        .where('event_id', '=', eventId)
        .where('channel', '<>', 'slot'),
    )
  if (filter.states?.length) query = query.where('state', 'in', filter.states)
  if (filter.poolId !== undefined) query = query.where('pool_id', '=', filter.poolId)
  if (filter.attendance) query = query.where('attendance', '=', filter.attendance)
  if (filter.support) query = askedForSupport(query, filter.support)
  const text = filter.text?.normalize('NFKC').trim().toLowerCase()
  if (!text) return query
  const number = /(\d{1,9})$/.exec(text)
  return query.where(
    sql<boolean>`(position(${text} in lower(concat_ws(' ', name, reading, organisation, email))) > 0
      or number = ${number ? Number(number[1]) : 0})`,
  )
}

function askedForSupport(query: Selecting, which: 'any' | 'open' | 'answered'): Selecting {
  return query.where('applications.id', 'in', (select) => {
    const needs = select.selectFrom('support_needs').select('application_id')
    if (which === 'any') return needs
    return needs.where('state', which === 'open' ? '=' : '<>', 'asked')
  })
}

/** A page of an event's applicants. */
export async function listApplicants(
  db: Db,
  eventId: number,
  filter: ApplicantFilter,
  page: { limit: number; offset: number; sortedBy?: SortedBy },
): Promise<Applicant[]> {
  const query = narrowed(db, eventId, filter).selectAll().limit(page.limit).offset(page.offset)
  if (page.sortedBy === 'reading')
    return query
      .orderBy(sql`coalesce(nullif(reading, ''), name)`)
      .orderBy('id')
      .execute()
  return query.orderBy('pool_id').orderBy('number').execute()
}

/** How many the filter leaves. */
export async function countApplicants(
  db: Db,
  eventId: number,
  filter: ApplicantFilter,
): Promise<number> {
  const { count } = await narrowed(db, eventId, filter)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** How many there are in each state, whatever the filter says. */
export async function countByState(
  db: Db,
  eventId: number,
): Promise<Partial<Record<ApplicationState, number>>> {
  const rows = await narrowed(db, eventId, {})
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** The organisations of those with a place, each once, in the order of the syllabary. */
export async function organisationsOf(db: Db, eventId: number): Promise<string[]> {
  const rows = await narrowed(db, eventId, { states: ['confirmed', 'held'] })
    .select('organisation')
    .distinct()
    .where('organisation', '<>', '')
    .execute()
  const inJapanese = new Intl.Collator('ja')
  return rows.map(({ organisation }) => organisation).toSorted(inJapanese.compare)
}

/** One applicant of an event. */
export async function findApplicant(
  db: Db,
  eventId: number,
  id: number,
): Promise<Applicant | undefined> {
  return db
    .selectFrom('applications')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** What happened to an application, newest first, with the names of staff. */
export async function stepsOf(db: Db, applicationId: number) {
  return db
    .selectFrom('application_steps')
    .leftJoin('staff', (join) =>
      join
        .onRef('staff.id', '=', 'application_steps.actor_id')
        .on('application_steps.actor_kind', '=', 'staff'),
    )
    .select([
      'application_steps.id',
      'application_steps.at',
      'application_steps.door',
      'application_steps.to_state',
      'application_steps.actor_kind',
      'application_steps.reason',
      'staff.name as staffName',
    ])
    .where('application_id', '=', applicationId)
    .orderBy('application_steps.id', 'desc')
    .execute()
}

/** How many wait before this one. */
export async function countBefore(db: Db, applicant: Applicant): Promise<number> {
  const { count } = await db
    .selectFrom('applications')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('pool_id', '=', applicant.pool_id)
    .where('state', '=', 'waiting')
    .where('waiting_number', '<', applicant.waiting_number ?? 0)
    .executeTakeFirstOrThrow()
  return count
}
