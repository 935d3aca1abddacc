import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { translator } from '../i18n/messages.ts'
import { splitLanguage } from '../lib/languages.ts'
import type { Ctx, Env, Services } from './context.ts'
import type { Metrics } from './metrics.ts'

/** The path that routes see: without the language's prefix. */
export function pathOf(request: Request): string {
  return splitLanguage(new URL(request.url).pathname).path
}

/** First in line: gives every request its services, language, instant and number, and logs it. */
export function introduce(services: Services, metrics: Metrics): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { lang } = splitLanguage(new URL(c.req.url).pathname)
    readAtOnce(c, { ...services })
    c.set('lang', lang)
    c.set('t', translator(lang))
    c.set('now', services.clock.now())
    // 48 random bits; Node draws UUIDs in batches
    c.set('requestId', randomUUID().slice(24))
    const stop = metrics.requests.startTimer()
    await next()
    const route = c.req.matchedRoutes.at(-1)?.path ?? 'none'
    const seconds = stop({ method: c.req.method, route, status: String(c.res.status) })
    c.res.headers.set('x-request-id', c.var.requestId)
    // The route's pattern, never its path: paths of personal links hold tokens.
    services.log.info({
      request: c.var.requestId,
      method: c.req.method,
      route,
      status: c.res.status,
      seconds,
    })
  }
}

/**
 * hono copies all variables into a new object whenever `c.var` is read, which a page does a hundred
 * times. Here they live in one object that `c.var` is.
 */
function readAtOnce(c: Ctx, variables: Record<string, unknown>): void {
  const set = (name: string, value: unknown) => void (variables[name] = value)
  Object.defineProperties(c, {
    var: { value: variables },
    get: { value: (name: string) => variables[name] },
    set: { value: set },
  })
}
