import type { IncomingMessage, ServerResponse } from 'node:http'
import { endOfDay } from '../clock.ts'
import type { Ctx, Handler } from './context.ts'
import { securityHeaders, transportSecurity } from './headers.ts'
import { type CachedPage, encode, makePage, type PageCache } from './page-cache.ts'
import { bodyOf } from './text-response.ts'

// A shared cache may keep a public page for half a minute: a withdrawn text is gone within one.
const cacheControl = 'public, max-age=0, s-maxage=30, must-revalidate'
// Beyond these a URL is some tool's invention and not worth keeping.
const longestUrl = 1000

/** The name under which a page is kept: path and query exactly as asked. */
function pageUrl(url: string): string | undefined {
  return url.length <= longestUrl ? url : undefined
}

/**
 * Wraps the handler of a public route: renders, keeps the page and sends it with its validator.
 * While the database is away the last good copy is sent instead (R32).
 */
export function keepingPages(handler: Handler): Handler {
  return async (c, next) => {
    const { pages } = c.var
    const url = pageUrl(originalUrl(c))
    const version = pages.version()
    const response = (await handler(c, next)) as Response | undefined
    if (!response || response.status !== 200 || response.headers.has('cache-control')) {
      return response
    }
    const headers: Record<string, string> = {}
    response.headers.forEach((value, name) => {
      if (name !== 'content-type' && name !== 'content-length') headers[name] = value
    })
    const page = makePage(await bodyOf(response), {
      type: response.headers.get('content-type') ?? 'text/html; charset=UTF-8',
      headers,
      version,
      until: freshUntil(c),
    })
    if (url) pages.keep(url, page)
    return answer(c, page)
  }
}

/** The path and query as they came in, before the language prefix was read off. */
export function originalUrl(c: Ctx): string {
  const { url } = c.req
  return url.slice(url.indexOf('/', url.indexOf('//') + 2))
}

function freshUntil(c: Ctx): number {
  const midnight = endOfDay(c.var.now)
  const own = c.var.freshUntil?.epochMilliseconds
  return own === undefined ? midnight : Math.min(own, midnight)
}

/** Sends a kept page through hono. */
export function answer(c: Ctx, page: CachedPage): Response {
  const headers = pageHeaders(page)
  if (isSame(c.req.header('if-none-match'), page.etag))
    return new Response(null, { status: 304, headers })
  const { body, encoding } = encode(page, c.req.header('accept-encoding') ?? '')
  if (encoding) headers['content-encoding'] = encoding
  return new Response(new Uint8Array(body), { headers })
}

function pageHeaders(page: CachedPage): Record<string, string> {
  return {
    'content-type': page.type,
    etag: page.etag,
    vary: 'Accept-Encoding',
    'cache-control': cacheControl,
    ...page.headers,
  }
}

function isSame(ifNoneMatch: string | undefined, etag: string): boolean {
  return (
    ifNoneMatch !== undefined &&
    ifNoneMatch.split(/\s*,\s*/).some((tag) => tag.replace(/^W\//, '') === etag)
  )
}

/**
 * Answers a kept public page straight from node:http, before any routing.
 * @returns whether it did
 */
export function answerEarly(
  pages: PageCache,
  about: { secure: boolean; now: () => number },
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const fixed: Record<string, string> = { ...securityHeaders }
  if (about.secure) fixed['strict-transport-security'] = transportSecurity
  return (request, response) => {
    if (request.method !== 'GET' || !request.url) return false
    const page = pages.find(request.url, about.now())
    if (!page) return false
    const headers: Record<string, string> = { ...fixed, ...pageHeaders(page) }
    if (isSame(request.headers['if-none-match'], page.etag)) {
      response.writeHead(304, headers).end()
      return true
    }
    const { body, encoding } = encode(page, String(request.headers['accept-encoding'] ?? ''))
    if (encoding) headers['content-encoding'] = encoding
    headers['content-length'] = String(body.length)
    response.writeHead(200, headers).end(body)
    return true
  }
}
