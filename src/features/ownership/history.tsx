import type { Ctx } from '../../http/context.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import { Timeline } from '../../ui/timeline.tsx'

/** What an owner is told of the log: neither names of staff nor who looked when. */
export const toldActions = [
  'registered',
  'confirmed',
  'entered',
  'imported',
  'resubmitted',
  'published',
  'returned',
  'rejected',
  'suspended',
  'reinstated',
  'edited',
  'changed',
  'change-published',
  'change-returned',
  'correction-asked',
  'decision-undone',
  'appealed',
  'address-changed',
  'address-kept',
  'handed-over',
  'reported',
  'withdrawn',
] as const
type Told = (typeof toldActions)[number]

/** Their note is the reason that the owner was given; other notes are for the desk. */
const withReason: readonly string[] = [
  'returned',
  'rejected',
  'suspended',
  'change-returned',
  'correction-asked',
]

type Entry = { at: Temporal.Instant; action: string; note: string }

/** What has happened, in the owner's words, newest first. */
export function OwnHistory({ c, entries }: { c: Ctx; entries: Entry[] }) {
  const { t, lang } = c.var
  return (
    <Timeline
      label={t('ownership.history')}
      items={entries.map(({ at, action, note }) => {
        const told = action.replace('activities.', '') as Told
        return {
          at: formatInstant(at, lang),
          iso: at.toString(),
          what: t(`ownership.history.${told}`),
          detail: note && withReason.includes(told) ? <p>{note}</p> : undefined,
        }
      })}
    />
  )
}
