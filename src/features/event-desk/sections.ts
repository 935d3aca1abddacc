import type { Mistake } from '../../http/parse.ts'
import type { CampaignEvent } from '../events/event.ts'
import { provisions } from '../events/provisions.ts'
import type { Columns } from './reading.ts'
import type { Spec } from './spec.ts'

export const sections = ['basics', 'venue', 'care'] as const
export type Section = (typeof sections)[number]

export const kinds = ['seminar', 'ceremony', 'meeting', 'exhibition', 'other'] as const
export const modes = ['venue', 'online', 'hybrid', 'closed-venue'] as const
export const precisions = ['exact', 'day', 'month', 'unknown'] as const

/** When it is: of a public event only a postponement changes it. */
export const dateSpecs: readonly Spec[] = [
  { name: 'precision', kind: 'one', of: precisions },
  { name: 'starts_at', kind: 'instant' },
  { name: 'ends_at', kind: 'instant' },
  { name: 'month', kind: 'month' },
]
const modeSpec: Spec = { name: 'mode', kind: 'one', of: modes }

const basics: readonly Spec[] = [
  { name: 'title', kind: 'texts', max: 120, required: true },
  { name: 'kind', kind: 'one', of: kinds },
  { name: 'lead', kind: 'texts', max: 300, long: true },
  { name: 'body', kind: 'texts', max: 4000, long: true },
  { name: 'audience', kind: 'texts', max: 300 },
  { name: 'fee', kind: 'texts', max: 200 },
  { name: 'series', kind: 'line', max: 60 },
  { name: 'details_url', kind: 'address' },
]
const venue: readonly Spec[] = [
  { name: 'venue', kind: 'texts', max: 200 },
  { name: 'address', kind: 'texts', max: 300 },
  { name: 'prefecture', kind: 'prefecture' },
  { name: 'reach', kind: 'texts', max: 300 },
  { name: 'join_kind', kind: 'one', of: ['none', 'hls', 'embed', 'link'] },
  { name: 'join_url', kind: 'address' },
]
const care: readonly Spec[] = [
  { name: 'contact', kind: 'texts', max: 600, long: true },
  { name: 'provisions', kind: 'some', of: provisions },
  { name: 'provisions_note', kind: 'texts', max: 600, long: true },
  { name: 'support_ask_by', kind: 'instant' },
  { name: 'certificate_minutes', kind: 'count', least: 1, most: 1440 },
  { name: 'archive_for', kind: 'one', of: ['none', 'all', 'applicants'] },
  { name: 'archive_url', kind: 'address' },
  { name: 'archive_until', kind: 'instant' },
]

/** Whether date and mode may simply be typed: nobody has been told of them yet. */
export function isUntold({ state }: Pick<CampaignEvent, 'state'>): boolean {
  return state === 'draft' || state === 'proposed' || state === 'refused'
}

/** The columns of a section, as far as they may be edited in the event's state. */
export function specsOf(section: Section, event: Pick<CampaignEvent, 'state'>): readonly Spec[] {
  const free = isUntold(event)
  if (section === 'basics') return free ? [...basics, ...dateSpecs] : basics
  if (section === 'venue') return free ? [modeSpec, ...venue] : venue
  return care
}

/** Columns that people have in their calendars. */
export const calendarColumns: readonly string[] = [
  'starts_at',
  'ends_at',
  'precision',
  'month',
  'mode',
  'venue',
  'address',
]

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
export function dateFaults({ precision, starts_at, ends_at, month }: Dated): Mistake[] {
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
