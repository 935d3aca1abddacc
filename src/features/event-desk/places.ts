import type { Db } from '../../db/database.ts'
import type { Mistake } from '../../http/parse.ts'
import { writeAudit } from '../audit/queries.ts'
import type { CampaignEvent, EventPool } from '../events/event.ts'
import { type EventDesk, entryOf } from './at-hand.ts'
import { blankPool } from './creating.ts'
import type { Columns } from './reading.ts'
import { touch } from './saving.ts'
import { isAfter } from './faults.ts'
import type { Spec } from './spec.ts'
import { typedOf } from './stored.ts'

const most = 1_000_000

/** The three numbers. They are changed only through the door, with a reason. */
export const sizeSpecs: readonly Spec[] = [
  { name: 'published_capacity', kind: 'count', least: 1, most },
  { name: 'accepted_limit', kind: 'count', least: 1, most, required: true },
  { name: 'stream_limit', kind: 'count', least: 1, most },
]
export const reasonSpec: Spec = { name: 'reason', kind: 'line', max: 200, required: true }

/** How places are given; nobody's place depends on it. */
export const ruleSpecs: readonly Spec[] = [
  { name: 'opens_at', kind: 'instant' },
  { name: 'closes_at', kind: 'instant' },
  { name: 'entry', kind: 'one', of: ['first-come', 'approval', 'invitation'] },
  { name: 'waiting_list', kind: 'one', of: ['true', 'false'] },
  { name: 'hold_minutes', kind: 'count', least: 1, most: 43_200, required: true },
]

export const poolSpecs: readonly Spec[] = [
  { name: 'channel', kind: 'one', of: ['venue', 'stream', 'press', 'guest'] },
  { name: 'name', kind: 'texts', max: 60 },
  ...sizeSpecs,
]

/** What is wrong between the fields of the rules. */
export function ruleFaults(event: CampaignEvent, columns: Columns): Mistake[] {
  const { opens_at, closes_at } = columns as Pick<EventPool, 'opens_at' | 'closes_at'>
  if (opens_at && closes_at && !isAfter(closes_at, opens_at))
    return [{ field: 'closes_at', reason: 'before-opening' }]
  if (isAfter(closes_at, event.ends_at)) return [{ field: 'closes_at', reason: 'after-end' }]
  return isAfter(opens_at, event.ends_at) ? [{ field: 'opens_at', reason: 'after-end' }] : []
}

/** Changes how a pool's places are given. */
export async function saveRules(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  about: { pool: EventPool; columns: Columns },
): Promise<void> {
  const { pool } = about
  const columns = { ...about.columns, waiting_list: about.columns['waiting_list'] === 'true' }
  const changed = await trx
    .updateTable('pools')
    .set(columns)
    .where('id', '=', pool.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const before = flat(typedOf(ruleSpecs, pool))
  const after = flat(typedOf(ruleSpecs, changed))
  await writeAudit(trx, entryOf(desk, event, 'pools.changed', { before, after }))
  await touch(trx, desk, event)
}

/** Closes applications by hand, or opens them again. */
export async function closePool(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  { pool, close }: { pool: EventPool; close: boolean },
): Promise<void> {
  await trx
    .updateTable('pools')
    .set({ closed_at: close ? desk.now : null })
    .where('id', '=', pool.id)
    .execute()
  await writeAudit(trx, entryOf(desk, event, close ? 'pools.closed' : 'pools.opened'))
  await touch(trx, desk, event)
}

/** One more pool, with nobody in it. */
export async function addPool(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  columns: Columns,
): Promise<void> {
  const { last } = await trx
    .selectFrom('pools')
    .select((select) => select.fn.max('position').as('last'))
    .where('event_id', '=', event.id)
    .executeTakeFirstOrThrow()
  const own = columns as Pick<EventPool, 'channel' | 'accepted_limit'> & { name: string }
  await trx
    .insertInto('pools')
    .values({ ...blankPool, ...own, event_id: event.id, position: (last ?? 0) + 1 })
    .execute()
  await writeAudit(trx, entryOf(desk, event, 'pools.added', { after: { channel: own.channel } }))
  await touch(trx, desk, event)
}

function flat(typed: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(typed).map(([name, [value]]) => [name, value ?? '']))
}
