import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { Edition } from '../editions/edition.ts'

/** A day in Tokyo with how many registrations came in and were published on it. */
export type DayCount = { day: Temporal.PlainDate; submitted: number; published: number }

/** What an edition may tell everybody: published registrations only. */
export type Figures = {
  published: number
  /** Different organisations behind them; individuals apart. */
  organisations: number
  /** How many of the 47 prefectures have at least one. */
  prefectures: number
  byPrefecture: Map<number, number>
  byKind: Map<string, number>
  /** Newly published per day, only days with any, the oldest first. */
  perDay: { day: Temporal.PlainDate; count: number }[]
}

const published = sql`from activities a join activity_versions v on v.id = a.published_version_id`

/** The open figures of an edition. A registration of several kinds counts under each. */
export async function figuresOf(db: Db, edition: Edition): Promise<Figures> {
  const [totals, byPrefecture, byKind, days] = await Promise.all([
    totalsOf(db, edition),
    countsBy(db, edition, 'prefecture'),
    countsBy(db, edition, 'kind'),
    daysOf(db, edition),
  ])
  return {
    ...totals,
    prefectures: byPrefecture.size,
    byPrefecture: new Map([...byPrefecture].map(([code, count]) => [Number(code), count])),
    byKind,
    perDay: days
      .filter((one) => one.published > 0)
      .map(({ day, published: count }) => ({ day, count })),
  }
}

async function totalsOf(
  db: Db,
  edition: Edition,
): Promise<{ published: number; organisations: number }> {
  const { rows } = await sql<{ published: number; organisations: number }>`
    select count(*)::int as published,
      (count(distinct a.participant_id) filter (where v.participant_kind <> 'individual'))::int as organisations
    ${published} where a.edition_id = ${edition.id} and a.state = 'published'`.execute(db)
  return rows[0] as { published: number; organisations: number }
}

/** By what published registrations are counted. */
export const groupings = ['kind', 'prefecture', 'industry', 'size', 'who', 'online'] as const
export type Grouping = (typeof groupings)[number]

const groupedBy = {
  kind: sql`unnest(v.kinds)`,
  prefecture: sql`v.prefecture::text`,
  industry: sql`v.industry`,
  size: sql`v.size_class`,
  who: sql`case when v.participant_kind = 'individual' then 'individual' else 'organisation' end`,
  online: sql`case when v.online then 'yes' else 'no' end`,
} as const satisfies Record<Grouping, unknown>

/** Published registrations of an edition by one of their facts; those without it are left out. */
export async function countsBy(
  db: Db,
  edition: Edition,
  grouping: Grouping,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; count: number }>`
    select code, count(*)::int as count
    from (select ${groupedBy[grouping]} as code ${published}
          where a.edition_id = ${edition.id} and a.state = 'published') as facts
    where code is not null group by code`.execute(db)
  return new Map(rows.map(({ code, count }) => [code, count]))
}

/** Days on which something came in or was published. What was withdrawn since still came in. */
export async function daysOf(db: Db, edition: Edition): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    select day, sum(submitted)::int as submitted, sum(published)::int as published from (
      select (submitted_at at time zone 'Asia/Tokyo')::date as day, 1 as submitted, 0 as published
      from activities where edition_id = ${edition.id} and submitted_at is not null
      union all
      select (published_at at time zone 'Asia/Tokyo')::date, 0, 1
      from activities where edition_id = ${edition.id} and state = 'published'
    ) as events group by day order by day`.execute(db)
  return rows
}

/** How the secretariat's work stands. */
export type Work = {
  /** Everything that was ever sent in. */
  received: number
  open: number
  changesOpen: number
  withdrawn: number
  rejected: number
  /** Registrations decided about at least once, and those of them that were returned. */
  decided: number
  returned: number
}

/** Counts of an edition's registrations by where they stand. */
export async function workOf(db: Db, edition: Edition): Promise<Work> {
  const { rows } = await sql<Work>`
    select
      (count(*) filter (where submitted_at is not null))::int as received,
      (count(*) filter (where state = 'submitted'))::int as open,
      (count(*) filter (where state = 'published' and proposed_version_id is not null))::int as "changesOpen",
      (count(*) filter (where state = 'withdrawn' and submitted_at is not null))::int as withdrawn,
      (count(*) filter (where state = 'rejected'))::int as rejected,
      (count(*) filter (where exists (${decisionsOf()})))::int as decided,
      (count(*) filter (where exists (${decisionsOf('returned')})))::int as returned
    from activities a where edition_id = ${edition.id}`.execute(db)
  return rows[0] as Work
}

function decisionsOf(decision?: 'returned') {
  const chosen = decision ? [decision] : ['published', 'returned', 'rejected']
  return sql`select 1 from activity_decisions d
    where d.activity_id = a.id and d.undone_at is null and d.decision = any(${chosen})`
}

/** When each registration was sent in and first decided about afterwards. */
export async function decisionTimes(
  db: Db,
  edition: Edition,
): Promise<{ from: Temporal.Instant; to: Temporal.Instant }[]> {
  const { rows } = await sql<{ from: Temporal.Instant; to: Temporal.Instant }>`
    select a.submitted_at as "from", min(d.decided_at) as "to"
    from activities a join activity_decisions d on d.activity_id = a.id
    where a.edition_id = ${edition.id} and d.undone_at is null and d.decided_at >= a.submitted_at
      and d.decision in ('published', 'returned', 'rejected')
    group by a.id`.execute(db)
  return rows
}

export type ReportedBack = { reports: number; people: number; days: number; published: number }

/** What owners have told after their activities; withdrawn ones apart. Person-days are not formed. */
export async function reportedBack(db: Db, edition: Edition): Promise<ReportedBack> {
  const { rows } = await sql<ReportedBack>`
    select count(r.activity_id)::int as reports, coalesce(sum(r.people), 0)::float8 as people,
      coalesce(sum(r.days), 0)::float8 as days, count(*)::int as published
    from activities a left join activity_reports r on r.activity_id = a.id
    where a.edition_id = ${edition.id} and a.state = 'published'`.execute(db)
  return rows[0] as ReportedBack
}
