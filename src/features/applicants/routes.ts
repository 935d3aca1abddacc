import { type Routes, routes } from '../../http/routes.ts'
import { addCheckInRoutes } from './check-in-routes.tsx'
import { addEnterRoutes } from './enter-routes.tsx'
import { addExportRoutes } from './export-routes.ts'
import { addLabelRoutes } from './label-routes.tsx'
import { addListRoutes } from './list-routes.tsx'
import { addOneRoutes } from './one-routes.tsx'
import { addReceptionRoutes } from './reception-routes.tsx'
import { addRosterRoutes } from './roster-routes.tsx'
import { addSignboardRoutes } from './signboard-routes.tsx'
import { addSupportRoutes } from './support-routes.tsx'

/** Those who applied for an event, as the officers see them. */
export function applicantRoutes(): Routes {
  const list = routes()
  addListRoutes(list)
  addEnterRoutes(list)
  addExportRoutes(list)
  addRosterRoutes(list)
  addLabelRoutes(list)
  addSignboardRoutes(list)
  addCheckInRoutes(list)
  addReceptionRoutes(list)
  addSupportRoutes(list)
  addOneRoutes(list)
  return list
}
