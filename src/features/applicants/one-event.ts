import type { Ctx } from '../../http/context.ts'
import { orNotFound } from '../../http/faults.ts'
import { editionOf } from '../editions/current.ts'
import type { Edition } from '../editions/edition.ts'
import type { CampaignEvent, EventPool } from '../events/event.ts'
import { findEvent, poolsOf } from '../events/queries.ts'

export type OneEvent = { edition: Edition; event: CampaignEvent; pools: EventPool[] }

/** The event that the address names, with its pools, or 404. */
export async function oneEvent(c: Ctx): Promise<OneEvent> {
  const edition = await editionOf(c)
  const event = orNotFound(await findEvent(c.var.db, edition.id, c.req.param('slug') ?? ''))
  return { edition, event, pools: await poolsOf(c.var.db, [event.id]) }
}
