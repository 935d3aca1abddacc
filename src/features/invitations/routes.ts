import { type Routes, routes } from '../../http/routes.ts'
import { addActRoutes } from './act-routes.ts'
import { addListRoutes } from './list-routes.tsx'

/** Invitations to an event: sent to many at once, with their answers. */
export function invitationRoutes(): Routes {
  const list = routes()
  addListRoutes(list)
  addActRoutes(list)
  return list
}
