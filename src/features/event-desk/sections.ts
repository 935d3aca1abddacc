import type { CampaignEvent } from '../events/event.ts'
import { provisions } from '../events/provisions.ts'
import type { Spec } from './spec.ts'

export const sections = ['basics', 'venue', 'care'] as const
export type Section = (typeof sections)[number]

export const kinds = ['seminar', 'ceremony', 'meeting', 'exhibition', 'other'] as const
export const modes = ['venue', 'online', 'hybrid', 'closed-venue'] as const
const precisions = ['exact', 'day', 'month', 'unknown'] as const

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
