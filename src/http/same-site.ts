import type { MiddlewareHandler } from 'hono'
import type { Env } from './context.ts'
import { Fault } from './faults.ts'

/**
 * Refuses a changing request that another site has caused (R6). Sec-Fetch-Site decides where the
 * browser sends it (OWASP CSRF cheat sheet, Fetch Metadata), else Origin must be ours. Over plain
 * http an old client may send neither; over https neither is a refusal.
 */
export function sameSiteOnly(origin: string): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!['GET', 'HEAD'].includes(c.req.method)) {
      const site = c.req.header('sec-fetch-site')
      const from = c.req.header('origin')
      const ours = site ? site === 'same-origin' : from === origin
      const silent = !site && !from && origin.startsWith('http:')
      if (!ours && !silent && !isMailClient(c.req.method, c.req.path)) throw new Fault(403)
    }
    await next()
  }
}

/** RFC 8058: a mail provider unsubscribes by a POST of its own; it carries the link's token. */
function isMailClient(method: string, path: string): boolean {
  return method === 'POST' && path.startsWith('/unsubscribe/')
}
