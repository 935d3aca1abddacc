import type { Insertable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ProgrammeItemRow } from '../../db/tables-events.ts'
import type { Mistake } from '../../http/parse.ts'
import type { Entry } from '../audit/audit.ts'
import { writeAudit } from '../audit/queries.ts'
import type { CampaignEvent, ProgrammeItem } from '../events/event.ts'
import { programmeOf } from '../events/queries.ts'
import { type EventDesk, entryOf } from './at-hand.ts'
import { refreshDraft } from './drafting.ts'
import { knownOf } from './known.ts'
import type { Columns } from './reading.ts'
import { touch } from './saving.ts'
import { isAfter } from './faults.ts'
import type { Spec } from './spec.ts'
import { swapped } from './ordering.ts'
import type { Speaker } from './stored.ts'

export const itemSpecs: readonly Spec[] = [
  { name: 'title', kind: 'texts', max: 160, required: true },
  { name: 'starts_at', kind: 'instant' },
  { name: 'ends_at', kind: 'instant' },
  { name: 'speakers', kind: 'people' },
  { name: 'body', kind: 'texts', max: 1000, long: true },
]

/** What is wrong between an item's times and its event's. */
export function itemFaults(event: CampaignEvent, columns: Columns): Mistake[] {
  const { starts_at, ends_at } = columns as Pick<ProgrammeItem, 'starts_at' | 'ends_at'>
  if (ends_at && !starts_at) return [{ field: 'starts_at', reason: 'required' }]
  if (starts_at && ends_at && !isAfter(ends_at, starts_at))
    return [{ field: 'ends_at', reason: 'before-start' }]
  if (isAfter(event.starts_at, starts_at)) return [{ field: 'starts_at', reason: 'before-event' }]
  return isAfter(ends_at, event.ends_at) ? [{ field: 'ends_at', reason: 'after-end' }] : []
}

type Written = Insertable<ProgrammeItemRow>

/** Adds an item at the end, or changes one; other languages of a speaker's role stay. */
export async function saveItem(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  about: { item: ProgrammeItem | undefined; columns: Columns },
): Promise<void> {
  const { item } = about
  const before = await programmeOf(trx, event.id)
  const columns = about.columns as Pick<Written, 'title' | 'starts_at' | 'ends_at' | 'body'>
  const speakers = keepRoles(JSON.parse(String(about.columns['speakers'])), before)
  const row = { ...columns, speakers: JSON.stringify(speakers) }
  if (item) await trx.updateTable('programme_items').set(row).where('id', '=', item.id).execute()
  else
    await trx
      .insertInto('programme_items')
      .values({ ...row, event_id: event.id, position: (before.at(-1)?.position ?? 0) + 1 })
      .execute()
  await afterwards(trx, desk, event, before)
}

function keepRoles(speakers: Speaker[], before: readonly ProgrammeItem[]): Speaker[] {
  const known = before.flatMap((item) => item.speakers)
  return speakers.map((speaker) => {
    const same = known.find(
      ({ name, role }) => name === speaker.name && role?.ja === speaker.role?.ja,
    )
    return same?.role ? { ...speaker, role: same.role } : speaker
  })
}

/** Takes an item out. */
export async function removeItem(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  item: ProgrammeItem,
): Promise<void> {
  const before = await programmeOf(trx, event.id)
  await trx.deleteFrom('programme_items').where('id', '=', item.id).execute()
  await afterwards(trx, desk, event, before)
}

/** Moves an item one up or down. */
export async function moveItem(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  { item, up }: { item: ProgrammeItem; up: boolean },
): Promise<void> {
  const before = await programmeOf(trx, event.id)
  for (const { id, position } of swapped(before, item.id, up))
    await trx.updateTable('programme_items').set({ position }).where('id', '=', id).execute()
  await afterwards(trx, desk, event, before)
}

async function afterwards(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  before: ProgrammeItem[],
): Promise<void> {
  const after = await programmeOf(trx, event.id)
  const titles = (items: ProgrammeItem[]) => ({
    programme: items.map(({ title, speakers }) =>
      [title.ja, ...speakers.map((s) => s.name)].join(' / '),
    ),
  })
  const change: Entry['action'] = 'events.programme-changed'
  await writeAudit(
    trx,
    entryOf(desk, event, change, { before: titles(before), after: titles(after) }),
  )
  if (event.published_at)
    await refreshDraft(trx, desk, {
      event,
      before: knownOf(event, sorted(before)),
      after: knownOf(event, sorted(after)),
    })
  await touch(trx, desk, event)
}

/** Who speaks is news; in which order is not. */
function sorted(items: readonly ProgrammeItem[]): ProgrammeItem[] {
  return items.toSorted((a, b) => a.id - b.id)
}
