import type { Ctx } from '../../http/context.ts'
import { can } from '../../http/roles.ts'
import { may, routes, type Routes } from '../../http/routes.ts'
import { dayOf, startOfDay } from '../../clock.ts'
import { openDifferences } from '../applications/queries.ts'
import { addConcernDeskRoutes } from './concern-routes.tsx'
import { deskOf, scopeOf } from './desk.ts'
import { listAll, readStaffQuery } from './list-queries.ts'
import { listPage } from './list-view.tsx'
import { overdueBefore } from './moderation.ts'
import { addOneRoutes } from './one-routes.ts'
import { addQueueRoutes } from './queue-routes.ts'
import {
  countQueue,
  deskFigures,
  listQueue,
  openHandOvers,
  type QueueView,
} from './queue-queries.ts'
import { addReasonRoutes } from './reason-routes.ts'
import { todayPage } from './today-view.tsx'

/** The desk of the secretariat. */
export function moderationRoutes(): Routes {
  const list = routes()
  list.get('/staff', may('staff.enter'), today)
  addQueueRoutes(list)
  list.get('/staff/activities', may('activities.read'), listActivities)
  addReasonRoutes(list)
  addOneRoutes(list)
  addConcernDeskRoutes(list)
  return list
}

const shown = 5

async function today(c: Ctx): Promise<Response> {
  const { db, now } = c.var
  const desk = await deskOf(c, 'staff.enter')
  const view: Omit<QueueView, 'filter'> = {
    editionId: desk.edition.id,
    // how many there are is no secret among staff; which they are is shown to those who may read them
    scope: can(desk.staff, 'activities.read', desk.edition.id)
      ? scopeOf(desk, 'activities.read')
      : null,
    staffId: desk.staff.id,
    sort: 'age',
    page: 1,
  }
  const overdue = overdueBefore(now, desk.edition.secretariat.serviceDays)
  return todayPage({
    c,
    desk,
    counts: await countQueue(db, { ...view, overdue }),
    figures: await deskFigures(db, { editionId: desk.edition.id, today: startOfDay(dayOf(now)) }),
    mine: (await listQueue(db, { ...view, filter: 'mine' })).slice(0, shown),
    oldest: (await listQueue(db, { ...view, filter: 'all' })).slice(0, shown),
    handOvers: await openHandOvers(db, desk.edition.id),
    differences: await openDifferences(db),
  })
}

async function listActivities(c: Ctx): Promise<Response> {
  const desk = await deskOf(c, 'activities.read')
  const query = readStaffQuery(desk.edition, new URL(c.req.url).searchParams)
  const scope = scopeOf(desk, 'activities.read')
  const { rows, count } = await listAll(c.var.db, { edition: desk.edition, scope, query })
  return listPage({ c, desk, query, rows, count })
}
