import { timingSafeEqual } from 'node:crypto'
import type { Db } from '../../db/database.ts'
import { tokenFrom } from '../../http/stamp.ts'
import type { CampaignEvent } from '../events/event.ts'

/** The path behind which a proposer finds the proposal; computed, not stored (ADR 0014). */
export function proposalPath(secret: Buffer, id: number): string {
  return `/events/proposals/${keyOf(secret, id)}`
}

function keyOf(secret: Buffer, id: number): string {
  return `${id.toString(36)}.${tokenFrom(secret, 'proposal', String(id))}`
}

/** The partner's event whose key this is; undefined for a wrong one. */
export async function proposalByKey(
  db: Db,
  secret: Buffer,
  key: string,
): Promise<CampaignEvent | undefined> {
  const id = Number.parseInt(key.split('.')[0] ?? '', 36)
  if (!Number.isSafeInteger(id) || id < 1) return undefined
  const [own, given] = [Buffer.from(keyOf(secret, id)), Buffer.from(key)]
  if (own.length !== given.length || !timingSafeEqual(own, given)) return undefined
  return db
    .selectFrom('events')
    .selectAll()
    .where('id', '=', id)
    .where('source', '=', 'partner')
    .executeTakeFirst()
}
