import type { MiddlewareHandler } from 'hono'
import type { Env } from './context.ts'

// Scripts and styles are files of ours, so that public pages need no nonce and stay cacheable.
const rules = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
]

/** The policy of every page, with further rules for one page (`frame-src https://…`). */
export function contentPolicy(more: readonly string[] = []): string {
  return [...rules, ...more].join('; ')
}

/** Sent with every answer of every kind (R5). */
export const securityHeaders: Record<string, string> = {
  'content-security-policy': contentPolicy(),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
  'x-frame-options': 'DENY',
}

/** Two years of HTTPS, once the site has been reached over it. */
export const transportSecurity = 'max-age=63072000; includeSubDomains'

/** Adds the headers unless a handler has chosen its own value (uploads have a stricter policy). */
export function withSecurityHeaders(secure: boolean): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
    if (secure) c.res.headers.set('strict-transport-security', transportSecurity)
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  }
}
