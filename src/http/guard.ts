import { inLanguage } from '../lib/languages.ts'
import type { Ctx, Handler } from './context.ts'
import { Fault } from './faults.ts'
import { keepingPages } from './public-pages.ts'
import { can } from './roles.ts'
import type { Route } from './routes.ts'
import { readSession } from './sessions.ts'

/** The handler of a route behind the check that its access demands. */
export function guarded(route: Route): Handler {
  const { access, handler } = route
  if (access.who === 'public') return keepingPages(handler)
  if (access.who === 'visitor') return handler
  if (access.who === 'owner') return ownerOnly(handler)
  return async (c, next) => {
    const session = await readSession(c, 'staff')
    if (!session || session.kind !== 'staff') return toSignIn(c)
    if (!can(session.staff, access.capability)) throw new Fault(403)
    c.set('session', session)
    // "View as of": staff may look at pages with another clock; it never reaches a change.
    if (session.data.viewAs && c.req.method === 'GET')
      c.set('now', Temporal.Instant.from(session.data.viewAs))
    return handler(c, next)
  }
}

function ownerOnly(handler: Handler): Handler {
  return async (c, next) => {
    const session = await readSession(c, 'owner')
    if (!session) return c.redirect(inLanguage(c.var.lang, '/mine'), 303)
    c.set('session', session)
    return handler(c, next)
  }
}

function toSignIn(c: Ctx): Response {
  const back = c.req.method === 'GET' ? `?next=${encodeURIComponent(c.req.path)}` : ''
  return c.redirect(inLanguage(c.var.lang, `/staff/sign-in${back}`), 303)
}

/** A path of ours to go back to, or `otherwise` (R8): never another site, never `//` or `/\`. */
export function safePath(path: string | undefined, otherwise: string): string {
  return path && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : otherwise
}
