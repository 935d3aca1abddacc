import { type Routes, routes } from '../../http/routes.ts'
import { addJoinRoutes } from './join-routes.tsx'
import { addMaterialRoutes } from './materials-routes.tsx'

/** The day of an event and what stays of it. */
export function attendanceRoutes(): Routes {
  const list = routes()
  addJoinRoutes(list)
  addMaterialRoutes(list)
  return list
}
