import type { Ctx } from '../../http/context.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readFilter } from './list-filter.ts'
import { ListView } from './list-view.tsx'
import { hereOf } from './here-view.tsx'
import { oneEvent } from './one-event.ts'
import { countApplicants, countByState, listApplicants } from './queries.ts'

const pageSize = 50

/** The list of an event's applicants with its filters. */
export function addListRoutes(list: Routes): void {
  list.get('/staff/events/:slug/applicants', may('applications.read'), show)
}

async function show(c: Ctx): Promise<Response> {
  const { db, t } = c.var
  const one = await oneEvent(c)
  const { typed, filter } = readFilter(new URL(c.req.url).searchParams)
  const found = await countApplicants(db, one.event.id, filter)
  const last = Math.max(1, Math.ceil(found / pageSize))
  const page = Math.min(last, Math.max(1, Number.parseInt(typed.page, 10) || 1))
  const applicants = await listApplicants(db, one.event.id, filter, {
    limit: pageSize,
    offset: (page - 1) * pageSize,
  })
  const counts = await countByState(db, one.event.id)
  const here = (await hereOf(c, one.event))?.count
  const props = { c, one, here, applicants, counts, typed, page, last, found }
  return staffPage(c, { title: t('applicants.title'), wide: true }, <ListView {...props} />)
}
