import { type Routes, routes } from '../../http/routes.ts'
import { addResultRoutes } from './result-routes.tsx'
import { addStartRoutes } from './start-routes.tsx'

/** Applicants from a file: looked at first, then carried out or left, and taken back. */
export function applicantImportRoutes(): Routes {
  const list = routes()
  addStartRoutes(list)
  addResultRoutes(list)
  return list
}
