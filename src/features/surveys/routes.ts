import { type Routes, routes } from '../../http/routes.ts'
import { addDeskRoutes } from './desk-routes.tsx'
import { addOwnRoutes } from './own-routes.tsx'
import { addResultsRoutes } from './results-routes.tsx'

/** What those who came thought of it. */
export function surveyRoutes(): Routes {
  const list = routes()
  addDeskRoutes(list)
  addResultsRoutes(list)
  addOwnRoutes(list)
  return list
}
