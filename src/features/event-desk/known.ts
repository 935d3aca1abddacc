import type { EventMessageRow } from '../../db/tables-events.ts'
import type { Localized } from '../../lib/languages.ts'
import type { CampaignEvent, ProgrammeItem } from '../events/event.ts'

type Texts = Partial<Localized>

/** What applicants know of an event: the facts whose change they must be told. Kept as jsonb. */
export type Known = {
  state: CampaignEvent['state']
  precision: CampaignEvent['precision']
  starts: string | null
  ends: string | null
  month: string | null
  mode: CampaignEvent['mode']
  venue: Texts
  address: Texts
  speakers: string[]
}

/** What can be known of an event as it stands. */
export function knownOf(event: CampaignEvent, programme: readonly ProgrammeItem[]): Known {
  return {
    state: event.state,
    precision: event.precision,
    starts: event.starts_at?.toString() ?? null,
    ends: event.ends_at?.toString() ?? null,
    month: event.month?.toString() ?? null,
    mode: event.mode,
    venue: event.venue,
    address: event.address,
    speakers: programme.flatMap(({ speakers }) => speakers.map(({ name }) => name)),
  }
}

export type ChangeKind = Exclude<EventMessageRow['kind'], 'free'>

const differ = (one: unknown, other: unknown) => stable(one) !== stable(other)

function stable(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return JSON.stringify(value)
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Whether the date is another one, or has been taken back. */
function movedDate(before: Known, after: Known): boolean {
  return (['precision', 'starts', 'ends', 'month'] as const).some((name) =>
    differ(before[name], after[name]),
  )
}

/** Which facts differ, in the order in which a mail tells them. */
export function differences(
  before: Known,
  after: Known,
): ('date' | 'mode' | 'place' | 'speakers')[] {
  return [
    ...(movedDate(before, after) ? (['date'] as const) : []),
    ...(before.mode === after.mode ? [] : (['mode'] as const)),
    ...(differ([before.venue.ja, before.address.ja], [after.venue.ja, after.address.ja])
      ? (['place'] as const)
      : []),
    ...(differ(before.speakers, after.speakers) ? (['speakers'] as const) : []),
  ]
}

/** What kind of news the change is, the weightiest first; undefined when there is none. */
export function kindOfChange(before: Known, after: Known): ChangeKind | undefined {
  if (after.state === 'cancelled') return before.state === 'cancelled' ? undefined : 'cancelled'
  const changed = differences(before, after)
  if (changed.includes('date')) return 'postponed'
  if (changed.includes('mode')) return 'converted'
  if (changed.includes('place') || before.state === 'cancelled') return 'changed'
  return changed.includes('speakers') ? 'speaker-changed' : undefined
}
