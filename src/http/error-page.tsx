import type { ComponentChildren } from 'preact'
import type { Ctx } from './context.ts'
import { faultOf } from './failures.ts'
import { Fault } from './faults.ts'
import { html, page } from './page.tsx'
import { answer, originalUrl } from './public-pages.ts'

/**
 * Turns whatever was thrown into a page: a fault's own, or 500 with a number that the log knows.
 * While the database is away, public pages are answered from the last good copy (R32).
 */
export function failurePage(error: Error, c: Ctx): Response {
  const fault = faultOf(error) ?? new Fault(500)
  if (fault.status === 503 && c.req.method === 'GET') {
    const kept = c.var.pages.findStale(originalUrl(c))
    if (kept) return answer(c, kept)
  }
  if (fault.status >= 500) c.var.log.error({ request: c.var.requestId, err: error }, 'failed')
  const response = errorPage(c, fault)
  if (fault.status === 429)
    response.headers.set('retry-after', String(fault.values['seconds'] ?? 60))
  if (fault.status === 503) response.headers.set('retry-after', '30')
  // RFC 9110 section 15.5.6: says which methods would do
  if (fault.status === 405) response.headers.set('allow', String(fault.values['allow'] ?? ''))
  return response
}

/** 404, or the same page without its trailing slash. */
export function missingPage(c: Ctx): Response {
  const url = new URL(c.req.url)
  if (c.req.method === 'GET' && /[^/]\/$/.test(url.pathname) && !url.pathname.startsWith('//'))
    return c.redirect(url.pathname.replace(/\/+$/, '') + url.search, 308)
  return errorPage(c, new Fault(404))
}

function errorPage(c: Ctx, fault: Fault): Response {
  const { t } = c.var
  const status = fault.status
  const title = t(`site.error.${status}.title`)
  const content = (
    <article class="prose">
      <h1>{title}</h1>
      <p>{t(`site.error.${status}.text`, fault.values)}</p>
      {status >= 500 && <p>{t('site.error.incident', { number: c.var.requestId })}</p>}
    </article>
  )
  // Without a database there may be no edition to make a frame from.
  const response = c.var.site
    ? page(c, { title }, content)
    : html(
        <Bare lang={c.var.lang} title={title}>
          {content}
        </Bare>,
      )
  return new Response(response.body, { status, headers: response.headers })
}

function Bare(props: { lang: string; title: string; children: ComponentChildren }) {
  return (
    <html lang={props.lang}>
      <head>
        <meta charset="utf-8" />
        <title>{props.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
      </head>
      <body>
        <main>{props.children}</main>
      </body>
    </html>
  )
}
