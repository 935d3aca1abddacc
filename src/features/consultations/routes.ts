import { routes, type Routes } from '../../http/routes.ts'
import { addAdviserRoutes } from './adviser-routes.tsx'
import { addCaseRoutes } from './case-routes.ts'
import { addDayRoutes } from './day-routes.ts'
import { addDeskRoutes } from './desk-routes.tsx'
import { addOwnRoutes } from './own-routes.tsx'
import { addTakingRoutes } from './taking-routes.tsx'

/** Individual consultations after a seminar: visitors, their own bookings, the desk, the advisers. */
export function consultationRoutes(): Routes {
  const list = routes()
  addTakingRoutes(list)
  addOwnRoutes(list)
  addDeskRoutes(list)
  addAdviserRoutes(list)
  addDayRoutes(list)
  addCaseRoutes(list)
  return list
}
