import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { activeStates } from './application.ts'
import type { Change, Row } from './change.ts'
import { freePlaces, type Pool } from './pool.ts'

/**
 * Locks a pool until the end of the transaction, and takes as many ids as the batch may add rows.
 * Whoever locks two pools locks the one with the smaller id first.
 */
export async function lockPool(
  trx: Db,
  poolId: number,
  additions: number,
): Promise<{ pool: Pool; ids: number[] } | undefined> {
  const { rows } = await sql<Pool & { ids: number[] | null }>`
    select p.id, p.event_id as "eventId", p.channel, p.published_capacity as "publishedCapacity",
      p.accepted_limit as "acceptedLimit", p.stream_limit as "streamLimit", p.taken, p.waiting,
      p.entry, p.waiting_list as "waitingList", p.opens_at as "opensAt", p.closes_at as "closesAt",
      p.closed_at as "closedAt", p.hold_minutes as "holdMinutes", p.last_number as "lastNumber",
      p.last_waiting_number as "lastWaitingNumber", e.title->>'ja' as title, e.starts_at as "startsAt", e.ends_at as "endsAt",
      e.state = 'published' and e.source = 'own' as "eventOpen",
      (select array_agg(nextval('applications_id_seq')) from generate_series(1, ${additions}::int)) as ids
    from pools p join events e on e.id = p.event_id
    where p.id = ${poolId} for update of p`.execute(trx)
  const found = rows[0]
  if (!found) return undefined
  const { ids, ...pool } = found
  return { pool, ids: ids ?? [] }
}

const columns = [
  'id',
  'number',
  'waiting_number as waitingNumber',
  'state',
  'email_key as emailKey',
  'once_key as onceKey',
  'form_key as formKey',
  'source',
  'proven_at as provenAt',
  'hold_until as holdUntil',
  'offer_until as offerUntil',
  'attendance',
  'link_epoch as linkEpoch',
] as const

const selectInPool = (trx: Db, poolId: number) =>
  trx.selectFrom('applications').select(columns).where('pool_id', '=', poolId)
type InPool = ReturnType<typeof selectInPool>

/**
 * One look into the index per key. A plain `= any(…)` lets the planner, whose figures are older than
 * the rush, walk through the whole pool for every batch.
 */
async function findByKeys(
  inPool: InPool,
  trx: Db,
  column: 'email_key' | 'form_key',
  keys: string[],
): Promise<Row[]> {
  const known = inPool.where(column, '=', sql<string>`keys.key`).limit(1)
  const one = column === 'form_key' ? known : known.where('state', 'in', activeStates)
  const { rows } = await sql<Row>`
    select found.* from unnest(${keys}::text[]) as keys (key), lateral (${one}) as found`.execute(
    trx,
  )
  return rows
}

/** The rows that these changes may touch. Ask under the pool's lock: then it is the truth. */
export async function findTouched(
  trx: Db,
  pool: Pool,
  changes: readonly Change[],
  now: Temporal.Instant,
): Promise<Row[]> {
  const people = changes.flatMap((change) => ('applicant' in change ? change.applicant : []))
  const emails = people.map(({ emailKey }) => emailKey)
  const forms = changes.flatMap((change) => ('formKey' in change && change.formKey) || [])
  const once = people.flatMap(({ onceKey }) => onceKey ?? [])
  const ids = changes.flatMap((change) => ('applicationId' in change ? change.applicationId : []))
  const inPool = selectInPool(trx, pool.id)
  const found: Row[] = []
  if (ids.length > 0) found.push(...(await inPool.where('id', 'in', ids).execute()))
  if (emails.length > 0) found.push(...(await findByKeys(inPool, trx, 'email_key', emails)))
  if (forms.length > 0) found.push(...(await findByKeys(inPool, trx, 'form_key', forms)))
  if (once.length > 0) {
    const alike = inPool.where('once_key', 'in', once).where('state', 'in', activeStates)
    found.push(...(await alike.execute()), ...(await othersOfEvent(trx, pool, once)))
  }
  const sweeps = changes.some(({ door }) => door === 'sweep')
  const overdue = sweeps ? await findOverdue(inPool, now) : []
  found.push(...overdue)
  const leaving = placesThatMayFree(pool, changes) + overdue.length
  if (leaving > 0 && pool.waiting > 0) found.push(...(await findNext(inPool, leaving)))
  return [...new Map(found.map((row) => [row.id, row])).values()]
}

/** Active applications of the event's other pools, by what may be there only once. */
function othersOfEvent(trx: Db, pool: Pool, once: string[]): Promise<Row[]> {
  return trx
    .selectFrom('applications')
    .select(columns)
    .select(sql<boolean>`true`.as('elsewhere'))
    .where('event_id', '=', pool.eventId)
    .where('pool_id', '<>', pool.id)
    .where('once_key', 'in', once)
    .where('state', 'in', activeStates)
    .execute()
}

function findOverdue(inPool: InPool, now: Temporal.Instant): Promise<Row[]> {
  return inPool
    .where((where) =>
      where.or([
        where.and([where('state', 'in', ['held', 'waiting']), where('hold_until', '<=', now)]),
        where.and([where('state', '=', 'offered'), where('offer_until', '<=', now)]),
      ]),
    )
    .execute()
}

/**
 * How many of the head of the line these changes can reach at most: every step either frees one
 * place or takes one person out of the line.
 */
function placesThatMayFree(pool: Pool, changes: readonly Change[]): number {
  let places = Math.max(0, freePlaces(pool))
  let limit = pool.acceptedLimit
  for (const change of changes) {
    if (change.door === 'size') {
      places += Math.max(0, change.acceptedLimit - limit)
      limit = Math.max(limit, change.acceptedLimit)
    } else if (change.door !== 'apply' && change.door !== 'sweep') places += 1
  }
  return places
}

/** The head of the waiting line, in order. */
function findNext(inPool: InPool, count: number): Promise<Row[]> {
  return inPool.where('state', '=', 'waiting').orderBy('waiting_number').limit(count).execute()
}
