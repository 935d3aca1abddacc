import type { Db } from '../../db/database.ts'
import { writeAudit } from '../audit/queries.ts'
import type { CampaignEvent } from '../events/event.ts'
import { type EventDesk, entryOf } from './at-hand.ts'
import type { Material } from './queries.ts'
import { materialsOf } from './queries.ts'
import { swapped } from './ordering.ts'
import type { Columns } from './reading.ts'
import { touch } from './saving.ts'
import type { Spec } from './spec.ts'

export const materialSpecs: readonly Spec[] = [
  { name: 'title', kind: 'texts', max: 160, required: true },
  { name: 'alternative', kind: 'line', max: 2000, required: true },
  { name: 'language', kind: 'one', of: ['ja', 'en', 'zh-Hans', 'ko'] },
  { name: 'audience', words: 'material-audience', kind: 'one', of: ['applicants', 'all'] },
  { name: 'available_until', kind: 'instant' },
]

/** A file that is already in the store. */
export type Stored = { file_key: string; file_name: string; media_type: string; bytes: number }

/** Adds a file to an event's materials, behind the others. */
export async function addMaterial(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  about: { columns: Columns; file: Stored },
): Promise<void> {
  const earlier = await materialsOf(trx, event.id)
  const columns = about.columns as { title: string; available_until: Temporal.Instant | null }
  await trx
    .insertInto('event_materials')
    .values({
      ...columns,
      ...about.file,
      event_id: event.id,
      position: (earlier.at(-1)?.position ?? 0) + 1,
      created_at: desk.now,
    })
    .execute()
  const note = about.file.file_name
  await writeAudit(trx, entryOf(desk, event, 'events.material-added', { note }))
  await touch(trx, desk, event)
}

/** Takes a file out of the list. The file itself goes after the commit. */
export async function removeMaterial(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  material: Material,
): Promise<void> {
  await trx.deleteFrom('event_materials').where('id', '=', material.id).execute()
  const note = material.file_name
  await writeAudit(trx, entryOf(desk, event, 'events.material-removed', { note }))
  await touch(trx, desk, event)
}

/** Moves a file one up or down. */
export async function moveMaterial(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  { material, up }: { material: Material; up: boolean },
): Promise<void> {
  for (const { id, position } of swapped(await materialsOf(trx, event.id), material.id, up))
    await trx.updateTable('event_materials').set({ position }).where('id', '=', id).execute()
  await touch(trx, desk, event)
}
