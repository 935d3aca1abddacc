import { type Expression, sql, type SqlBool } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ActivityState } from '../../db/tables-registry.ts'
import { byCode, type Edition } from '../editions/edition.ts'
import { inScopeSql } from './queue-queries.ts'

export const listedStates = [
  'unconfirmed',
  'submitted',
  'returned',
  'published',
  'rejected',
  'suspended',
  'withdrawn',
] as const satisfies ActivityState[]
export const listedSources = ['web', 'paper', 'import', 'carried-over', 'demo'] as const
const listSorts = ['newest', 'oldest', 'number', 'name', 'changed'] as const
export const perPage = 50
const furthestPage = 2000

/** What the reader of the staff's list asks for, read from its address. */
export type StaffQuery = {
  q: string
  state: string
  kind: string
  prefecture: number | null
  source: string
  sort: (typeof listSorts)[number]
  page: number
}

/** Reads the address; what makes no sense in it is left out. */
export function readStaffQuery(edition: Edition, search: URLSearchParams): StaffQuery {
  const oneOf = (list: readonly string[], name: string) => {
    const value = search.get(name) ?? ''
    return list.includes(value) ? value : ''
  }
  const prefecture = Number(search.get('prefecture'))
  const page = Number(search.get('page') ?? 1)
  return {
    q: (search.get('q') ?? '').normalize('NFKC').replaceAll('\0', '').trim().slice(0, 100),
    state: oneOf(listedStates, 'state'),
    kind: byCode(edition.kinds, search.get('kind'))?.code ?? '',
    prefecture:
      Number.isInteger(prefecture) && prefecture >= 1 && prefecture <= 47 ? prefecture : null,
    source: oneOf(listedSources, 'source'),
    sort: (oneOf(listSorts, 'sort') || 'newest') as StaffQuery['sort'],
    page: Number.isInteger(page) && page >= 1 && page <= furthestPage ? page : 1,
  }
}

/** The same wish as the query part of an address, with changes. */
export function staffAddress(query: StaffQuery, change: Partial<StaffQuery> = {}): string {
  const next = { ...query, page: 1, ...change }
  const search = new URLSearchParams()
  for (const name of ['q', 'state', 'kind', 'source'] as const)
    if (next[name]) search.set(name, next[name])
  if (next.prefecture !== null) search.set('prefecture', String(next.prefecture))
  if (next.sort !== 'newest') search.set('sort', next.sort)
  if (next.page > 1) search.set('page', String(next.page))
  return search.size > 0 ? `?${search}` : ''
}

export type Listed = {
  id: number
  number: number | null
  state: ActivityState
  source: string
  waits: boolean
  versionId: number
  title: string
  name: string
  prefecture: number | null
  submitted: Temporal.Instant | null
  changed: Temporal.Instant
}

type Asked = { edition: Edition; scope: number[] | null; query: StaffQuery }

// Readings have no column in the order of a list without an index; 100,000 rows sort in about 0.2 s.
const orders: Record<StaffQuery['sort'], Expression<unknown>> = {
  newest: sql`a.submitted_at desc nulls last, a.id desc`,
  oldest: sql`a.submitted_at nulls last, a.id`,
  number: sql`a.number nulls last`,
  name: sql`coalesce(nullif(v.reading, ''), v.name), a.id`,
  changed: sql`a.changed_at desc, a.id desc`,
}

/** All registrations that were ever sent, as the address asks, and how many there are. */
export async function listAll(db: Db, asked: Asked): Promise<{ rows: Listed[]; count: number }> {
  const from = fromAll(asked)
  const { rows: counted } = await sql<{
    count: number
  }>`select count(*)::int as count ${from}`.execute(db)
  const { rows } = await sql<Listed>`
    select a.id, a.number, a.state, a.source,
      (a.proposed_version_id is not null and a.state in ('submitted', 'published')) as waits,
      v.id as "versionId", v.title, v.name, v.prefecture, a.submitted_at as submitted, a.changed_at as changed
    ${from}
    order by ${orders[asked.query.sort]}
    limit ${perPage} offset ${(asked.query.page - 1) * perPage}`.execute(db)
  return { rows, count: counted[0]?.count ?? 0 }
}

function fromAll({ edition, scope, query }: Asked) {
  return sql`from activities a
    join activity_versions v on v.id = coalesce(a.proposed_version_id, a.published_version_id,
      (select max(id) from activity_versions where activity_id = a.id))
    where a.edition_id = ${edition.id} and a.state <> 'draft'
      and ${inScopeSql(scope, sql`v.prefecture`)}
      and (${query.state} = '' or a.state = ${query.state})
      and (${query.source} = '' or a.source = ${query.source})
      and (${query.kind} = '' or ${query.kind} = any(v.kinds))
      and (${query.prefecture}::int is null or v.prefecture = ${query.prefecture}::int)
      and ${matching(edition, query.q)}`
}

/** Name, title, mail address or number; the reader's signs mean themselves. */
function matching(edition: Edition, q: string): Expression<SqlBool> {
  if (q === '') return sql<SqlBool>`true`
  const pattern = `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const digits = q.startsWith(`${edition.slug}-`) ? q.slice(edition.slug.length + 1) : q
  const number = /^\d{1,7}$/.test(digits) ? Number(digits) : null
  return sql<SqlBool>`(v.name ilike ${pattern} or v.title ilike ${pattern}
    or a.contact_email ilike ${pattern} or a.number = ${number}::int)`
}
