import { type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { Tables } from '../../db/tables.ts'
import { activeStates } from '../applications/application.ts'
import { type ApplicantFilter, narrowed } from '../applicants/queries.ts'
import { applicantFilterOf } from './filter.ts'

type People = SelectQueryBuilder<Tables, 'applications', { id: number }>

/** One application of each person whom a message's filter leaves: nobody is written to twice. */
export function peopleOf(db: Db, eventId: number, filter: Record<string, unknown>): People {
  return reachable(db, eventId, applicantFilterOf(filter))
    .distinctOn('email_key')
    .select('id')
    .orderBy('email_key')
    .orderBy('id')
}

/** How many people that are. */
export async function countPeople(
  db: Db,
  eventId: number,
  filter: Record<string, unknown>,
): Promise<number> {
  const { count } = await reachable(db, eventId, applicantFilterOf(filter))
    .select(sql<number>`count(distinct email_key)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Whoever was forgotten has no address; without a wish for states it is who still has a claim. */
function reachable(db: Db, eventId: number, filter: ApplicantFilter) {
  const states = filter.states?.length ? filter.states : activeStates
  return narrowed(db, eventId, { ...filter, states }).where('email', '<>', '')
}
