import { randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { translator } from '../i18n/messages.ts'
import { splitLanguage } from '../lib/languages.ts'
import type { Env, Services } from './context.ts'
import type { Metrics } from './metrics.ts'

/** The path that routes see: without the language's prefix. */
export function pathOf(request: Request): string {
  return splitLanguage(new URL(request.url).pathname).path
}

/** First in line: gives every request its services, language, instant and number, and logs it. */
export function introduce(services: Services, metrics: Metrics): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { lang } = splitLanguage(new URL(c.req.url).pathname)
    for (const [name, service] of Object.entries(services)) c.set(name as keyof Services, service)
    c.set('lang', lang)
    c.set('t', translator(lang))
    c.set('now', services.clock.now())
    c.set('requestId', randomBytes(6).toString('hex'))
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
