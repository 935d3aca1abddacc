import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import type { Gekkan } from './gekkan.ts'
import { checkReadiness } from './http/health.ts'
import { securityHeaders } from './http/headers.ts'
import { answerEarly } from './http/public-pages.ts'

/**
 * What stands before the application: kept pages, and the operator's pages (/healthz, /readyz,
 * /metrics), which need no edition and no language.
 */
export function openGate(gekkan: Gekkan) {
  const { config, services, metrics, hono } = gekkan
  let accepting = true
  const kept = answerEarly(services.pages, {
    secure: config.secure,
    now: () => services.clock.now().epochMilliseconds,
  })
  const early = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (!kept(request, response)) return false
    metrics.keptPages.inc()
    return true
  }
  const fetch = async (request: Request, env: { incoming?: unknown }): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (pathname === '/healthz') return protectedAnswer(new Response('alive\n'))
    if (pathname === '/readyz') return protectedAnswer(await ready(gekkan, accepting))
    if (pathname === '/metrics') return protectedAnswer(await figures(gekkan, request, env))
    return hono.fetch(request, env as Partial<HttpBindings>)
  }

  return { early, fetch, refuse: () => void (accepting = false) }
}

/** The headers of every other answer (R5); the operator's pages are never kept. */
function protectedAnswer(response: Response): Response {
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value)
  response.headers.set('cache-control', 'no-store')
  return response
}

/** R34: red without database, disk or while shutting down; SMTP being unset only degrades. */
async function ready({ config, services }: Gekkan, accepting: boolean): Promise<Response> {
  const degraded = config.smtpUrl ? [] : ['smtp is not configured']
  const state = await checkReadiness({ db: services.db, data: config.data, accepting, degraded })
  return Response.json(state, { status: state.ready ? 200 : 503 })
}

const loopback = ['127.0.0.1', '::1', '::ffff:127.0.0.1']

async function figures(
  gekkan: Gekkan,
  request: Request,
  env: { incoming?: unknown },
): Promise<Response> {
  const { config, metrics, services } = gekkan
  const from = (env.incoming as IncomingMessage | undefined)?.socket.remoteAddress ?? ''
  const allowed = config.metricsToken
    ? request.headers.get('authorization') === `Bearer ${config.metricsToken}`
    : loopback.includes(from)
  if (!allowed) return new Response('not found\n', { status: 404 })
  metrics.cacheBytes.set(services.pages.size())
  const { registry } = metrics
  return new Response(await registry.metrics(), {
    headers: { 'content-type': registry.contentType },
  })
}
