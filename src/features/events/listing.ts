import type { Ctx } from '../../http/context.ts'
import { editionOf } from '../editions/current.ts'
import { keepFresh } from './freshness.ts'
import { fitting, readEventFilter } from './list-filter.ts'
import { listedEvents } from './queries.ts'

/**
 * The events of the edition that the address asks for, and all of them. What is left out can come in
 * when its time or its places change: the answer stays true as long as that of all events.
 */
export async function listed(c: Ctx) {
  const edition = await editionOf(c)
  const filter = readEventFilter(new URL(c.req.url).searchParams)
  const all = await listedEvents(c.var.db, edition.id)
  keepFresh(
    c,
    all.map(({ event }) => event),
  )
  return { edition, filter, all, found: fitting(filter, all, c.var.now) }
}
