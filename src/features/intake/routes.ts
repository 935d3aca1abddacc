import { type Routes, routes } from '../../http/routes.ts'
import { addEnterRoutes } from './enter-routes.tsx'
import { addExportRoutes } from './export-routes.ts'
import { addImportRoutes } from './import-routes.tsx'
import { addMergeRoutes } from './merge-routes.tsx'

/** What officers bring in and take away: paper, tables, lists, and participants that are one. */
export function intakeRoutes(): Routes {
  const list = routes()
  addEnterRoutes(list)
  addImportRoutes(list)
  addExportRoutes(list)
  addMergeRoutes(list)
  return list
}
