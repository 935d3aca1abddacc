import type { Mistake } from '../../http/parse.ts'
import type { CampaignEvent } from '../events/event.ts'
import type { Columns } from './reading.ts'

type Dated = Pick<CampaignEvent, 'starts_at' | 'ends_at' | 'precision' | 'month'>

/** What is wrong between fields; `columns` are those that were read without a mistake. */
export function faultsOf(event: CampaignEvent, columns: Columns): Mistake[] {
  const after = { ...event, ...columns } as CampaignEvent
  const mistakes: Mistake[] = 'precision' in columns ? dateFaults(after) : []
  if ('series' in columns && !/^[a-z0-9-]*$/.test(after.series))
    mistakes.push({ field: 'series', reason: 'code' })
  if ('join_url' in columns && after.join_kind !== 'none' && after.join_url === '')
    mistakes.push({ field: 'join_url', reason: 'required' })
  if ('support_ask_by' in columns && isAfter(after.support_ask_by, after.starts_at))
    mistakes.push({ field: 'support_ask_by', reason: 'after-start' })
  if ('archive_until' in columns && isAfter(after.ends_at, after.archive_until))
    mistakes.push({ field: 'archive_until', reason: 'before-end' })
  return mistakes
}

/** What is wrong with a date. */
function dateFaults({ precision, starts_at, ends_at, month }: Dated): Mistake[] {
  if (precision === 'month' && !month) return [{ field: 'month', reason: 'required' }]
  const mistakes: Mistake[] = []
  if (precision === 'exact' || precision === 'day') {
    if (!starts_at) mistakes.push({ field: 'starts_at', reason: 'required' })
    if (!ends_at) mistakes.push({ field: 'ends_at', reason: 'required' })
  }
  if (ends_at && !starts_at && mistakes.length === 0)
    mistakes.push({ field: 'starts_at', reason: 'required' })
  if (starts_at && ends_at && Temporal.Instant.compare(ends_at, starts_at) <= 0)
    mistakes.push({ field: 'ends_at', reason: 'before-start' })
  return mistakes
}

/** Whether one is after the other; what is not said is after nothing. */
export function isAfter(one: Temporal.Instant | null, other: Temporal.Instant | null): boolean {
  return one !== null && other !== null && Temporal.Instant.compare(one, other) > 0
}
