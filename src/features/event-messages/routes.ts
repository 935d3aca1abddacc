import { type Routes, routes } from '../../http/routes.ts'
import { addNewMessageRoutes } from './new-routes.tsx'

/** Officers' own messages to applicants; what is written then is at the event's desk. */
export function eventMessageRoutes(): Routes {
  const list = routes()
  addNewMessageRoutes(list)
  return list
}
