import type { Capability } from './roles.ts'
import type { Handler } from './context.ts'

/**
 * Who may use a route. `public` pages are the same for everybody and are cached; `visitor` routes
 * are open to everybody and never cached; an `owner` holds a personal link's session; `staff` must
 * have the capability named.
 */
export type Access =
  | { who: 'public' }
  | { who: 'visitor' }
  | { who: 'owner' }
  | { who: 'staff'; capability: Capability }

export const everyone: Access = { who: 'public' }
export const visitor: Access = { who: 'visitor' }
export const owner: Access = { who: 'owner' }
/** Staff with a capability, e.g. `may('activities.moderate')`. */
export const may = (capability: Capability): Access => ({ who: 'staff', capability })

export type Method = 'GET' | 'POST'
export type Route = { method: Method; path: string; access: Access; handler: Handler }

/** A feature's routes. No route can be written down without saying who may use it (R1). */
export type Routes = {
  readonly list: readonly Route[]
  get(path: string, access: Access, handler: Handler): void
  post(path: string, access: Access, handler: Handler): void
}

/** An empty list of routes, to which a feature adds its own. */
export function routes(): Routes {
  const list: Route[] = []
  const add = (method: Method) => (path: string, access: Access, handler: Handler) => {
    if (method === 'POST' && access.who === 'public')
      throw new Error(`${path}: an answer to a POST can never be a cached public page`)
    list.push({ method, path, access, handler })
  }
  return { list, get: add('GET'), post: add('POST') }
}
