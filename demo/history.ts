import type { Edition } from '../src/features/editions/edition.ts'
import { publicNumber } from '../src/features/editions/edition.ts'
import type { InventedRegistration } from './2020/registrations.ts'
import { newestOf } from './2020/rewording.ts'
import type { Rows } from './rows.ts'

type Entry = {
  at: Temporal.Instant
  actor_kind: 'staff' | 'owner' | 'visitor'
  actor_name: string
  action: string
}

/** Who sits at the demo's secretariat. They cannot sign in; they are names in the history only. */
const officers = ['事務局 佐伯', '事務局 三輪']

/** Audit rows that tell how registrations came to where they are, oldest first. */
export function historyOf(
  registrations: readonly InventedRegistration[],
  rows: Rows,
  edition: Edition,
): Record<string, unknown>[] {
  return registrations
    .flatMap((it, index) => {
      const { id, number } = rows.activities[index] as { id: number; number: number }
      const title = newestOf(it).title
      return entriesOf(it, officers[index % 2] as string).map((entry) => ({
        ...entry,
        actor_id: entry.actor_kind === 'owner' ? id : null,
        subject_kind: 'activity',
        subject_id: id,
        subject_name: `${publicNumber(edition, number)} ${title}`,
        edition_id: edition.id,
        before: null,
        after: null,
        note: '',
      }))
    })
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
}

function entriesOf(it: InventedRegistration, officer: string): Entry[] {
  const owner = { actor_kind: 'owner', actor_name: it.contact.name } as const
  const staff = { actor_kind: 'staff', actor_name: officer } as const
  const first = it.versions[0]!.at
  const isPaper = it.source === 'paper'
  const entries: Entry[] = isPaper
    ? [{ ...staff, at: it.submittedAt, action: 'activities.entered' }]
    : [
        { actor_kind: 'visitor', actor_name: '', at: first, action: 'activities.registered' },
        {
          ...owner,
          at:
            it.versions.length > 1 && !it.publishedAt ? first.add({ minutes: 4 }) : it.submittedAt,
          action: 'activities.confirmed',
        },
      ]
  for (const { decision, at } of it.decisions)
    entries.push({ ...staff, at, action: `activities.${decision}` })
  if (it.versions.length > 1) {
    const action = it.publishedAt ? 'activities.changed' : 'activities.resubmitted'
    entries.push({ ...owner, at: it.versions.at(-1)!.at, action })
  }
  if (it.withdrawnAt) entries.push({ ...owner, at: it.withdrawnAt, action: 'activities.withdrawn' })
  if (it.report) entries.push({ ...owner, at: it.report.at, action: 'activities.reported' })
  return entries
}
