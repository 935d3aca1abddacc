import type { Ctx } from '../../http/context.ts'
import { editionOf } from '../editions/current.ts'
import { fitting, readEventFilter } from './list-filter.ts'
import { listedEvents } from './queries.ts'

/** The events of the edition that the address asks for, and all of them. */
export async function listed(c: Ctx) {
  const edition = await editionOf(c)
  const filter = readEventFilter(new URL(c.req.url).searchParams)
  const all = await listedEvents(c.var.db, edition.id)
  return { edition, filter, all, found: fitting(filter, all, c.var.now) }
}
