import { type Expression, sql, type SqlBool } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ActivityRow } from '../../db/tables-registry.ts'
import type { Selectable } from 'kysely'
import { secondLookFrom, type Work } from './moderation.ts'

export const queueFilters = ['all', 'mine', 'unclaimed', 'changes', 'risky'] as const
export type QueueFilter = (typeof queueFilters)[number]
export const queueSorts = ['risk', 'age'] as const
export type QueueSort = (typeof queueSorts)[number]
export const queuePerPage = 50

/** One line of the queue. */
export type Waiting = Pick<
  Selectable<ActivityRow>,
  'id' | 'number' | 'risk' | 'risk_reasons' | 'claimed_by' | 'claimed_at' | 'source'
> & {
  versionId: number
  title: string
  name: string
  prefecture: number | null
  work: Work
  since: Temporal.Instant
}

export type QueueView = {
  editionId: number
  /** Prefectures that the reader works on; null: all. */
  scope: number[] | null
  staffId: number
  filter: QueueFilter
  sort: QueueSort
  page: number
}

// The last decision that is part of the talk between owner and desk.
const lastWord = sql`lateral (
  select decision, decided_at from activity_decisions
  where activity_id = a.id and undone_at is null and decision in ('returned', 'rejected', 'appealed')
  order by id desc limit 1)`

const work = sql<Work>`case
  when a.state = 'published' then 'change'
  when d.decision = 'appealed' then 'appeal'
  when d.decision = 'returned' then 'again'
  else 'new' end`

// An appeal waits since it was made, a change since its text came, anything else since it was sent in.
const since = sql<Temporal.Instant>`case
  when a.state = 'published' then v.created_at
  when d.decision = 'appealed' then greatest(a.submitted_at, d.decided_at)
  else a.submitted_at end`

/** What waits: sent in and undecided, or a change of something public (index activities_waiting). */
function waitingFrom({ editionId, scope }: Pick<QueueView, 'editionId' | 'scope'>) {
  return sql`activities a
    join activity_versions v on v.id = a.proposed_version_id
    left join ${lastWord} d on true
    where a.edition_id = ${editionId} and a.state in ('submitted', 'published')
      and a.proposed_version_id is not null
      and ${inScopeSql(scope, sql`v.prefecture`)}`
}

/** The scope as a condition on a column of prefectures. */
export function inScopeSql(
  scope: number[] | null,
  column: Expression<unknown>,
): Expression<SqlBool> {
  return scope === null ? sql<SqlBool>`true` : sql<SqlBool>`${column} = any(${scope}::int[])`
}

function filtered({ filter, staffId }: QueueView): Expression<SqlBool> {
  switch (filter) {
    case 'mine':
      return sql<SqlBool>`a.claimed_by = ${staffId}`
    case 'unclaimed':
      return sql<SqlBool>`a.claimed_by is null`
    case 'changes':
      return sql<SqlBool>`a.state = 'published'`
    case 'risky':
      return sql<SqlBool>`a.risk >= ${secondLookFrom}`
    case 'all':
      return sql<SqlBool>`true`
  }
}

/** One page of the queue, the riskiest or the longest waiting first. */
export async function listQueue(db: Db, view: QueueView): Promise<Waiting[]> {
  const order = view.sort === 'risk' ? sql`a.risk desc, since, a.id` : sql`since, a.id`
  const { rows } = await sql<Waiting>`
    select a.id, a.number, a.risk, a.risk_reasons, a.claimed_by, a.claimed_at, a.source,
      v.id as "versionId", v.title, v.name, v.prefecture, ${work} as work, ${since} as since
    from ${waitingFrom(view)} and ${filtered(view)}
    order by ${order}
    limit ${queuePerPage} offset ${(view.page - 1) * queuePerPage}`.execute(db)
  return rows
}

/** How many there are under each filter, and how many came in before `overdue`. */
export async function countQueue(
  db: Db,
  view: Pick<QueueView, 'editionId' | 'scope' | 'staffId'> & { overdue: Temporal.Instant },
): Promise<Record<QueueFilter | 'overdue', number> & { oldest: Temporal.Instant | null }> {
  const { rows } = await sql<
    Record<QueueFilter | 'overdue', number> & { oldest: Temporal.Instant | null }
  >`
    select count(*)::int as "all",
      count(*) filter (where a.claimed_by = ${view.staffId})::int as mine,
      count(*) filter (where a.claimed_by is null)::int as unclaimed,
      count(*) filter (where a.state = 'published')::int as changes,
      count(*) filter (where a.risk >= ${secondLookFrom})::int as risky,
      count(*) filter (where ${since} < ${view.overdue})::int as overdue,
      min(${since}) as oldest
    from ${waitingFrom(view)}`.execute(db)
  return rows[0] as Awaited<ReturnType<typeof countQueue>>
}

/** Lines of the queue by their ids, for a bulk act's page; what does not wait any more is left out. */
export async function findWaiting(
  db: Db,
  view: Pick<QueueView, 'editionId' | 'scope'>,
  ids: readonly number[],
): Promise<(Waiting & { email: string })[]> {
  const { rows } = await sql<Waiting & { email: string }>`
    select a.id, a.number, a.risk, a.risk_reasons, a.claimed_by, a.claimed_at, a.source,
      a.contact_email as email,
      v.id as "versionId", v.title, v.name, v.prefecture, ${work} as work, ${since} as since
    from ${waitingFrom(view)} and a.id = any(${ids}::bigint[])
    order by a.id`.execute(db)
  return rows
}

/** What else is on the desk today. */
export async function deskFigures(
  db: Db,
  about: { editionId: number; today: Temporal.Instant },
): Promise<{ concerns: number; handOvers: number; decided: number }> {
  const { rows } = await sql<{ concerns: number; handOvers: number; decided: number }>`
    select
      (select count(*)::int from concerns c join activities a on a.id = c.activity_id
        where c.handled_at is null and a.edition_id = ${about.editionId}) as concerns,
      (select count(*)::int from hand_overs h join activities a on a.id = h.activity_id
        where h.confirmed_at is not null and h.completed_at is null and h.objected_at is null
          and h.refused_at is null and a.edition_id = ${about.editionId}) as "handOvers",
      (select count(*)::int from activity_decisions d join activities a on a.id = d.activity_id
        where d.decided_at >= ${about.today} and d.undone_at is null
          and d.decision <> 'appealed' and a.edition_id = ${about.editionId}) as decided`.execute(
    db,
  )
  return rows[0] as Awaited<ReturnType<typeof deskFigures>>
}

/** Hand-overs that the new owner has confirmed and that run their seven days. */
export async function openHandOvers(db: Db, editionId: number) {
  return db
    .selectFrom('hand_overs as h')
    .innerJoin('activities as a', 'a.id', 'h.activity_id')
    .select(['h.id', 'h.activity_id', 'h.new_name', 'h.reason', 'h.object_until', 'a.number'])
    .where('a.edition_id', '=', editionId)
    .where('h.confirmed_at', 'is not', null)
    .where('h.completed_at', 'is', null)
    .where('h.objected_at', 'is', null)
    .where('h.refused_at', 'is', null)
    .orderBy('h.object_until')
    .limit(100)
    .execute()
}
