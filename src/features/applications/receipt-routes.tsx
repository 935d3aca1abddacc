import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { page } from '../../http/page.tsx'
import { type Routes, visitor } from '../../http/routes.ts'
import { pick } from '../../lib/languages.ts'
import { eventOf } from './apply-routes.tsx'
import { offerOf } from './choosing.ts'
import { receiptsOf } from './queries.ts'
import { AgainView, ReceiptView } from './receipt-views.tsx'

/** The page with the number. It is reached by the form's own key and tells nothing about the person. */
export function addReceiptRoutes(list: Routes): void {
  list.get('/events/:slug/applications/again', visitor, again)
  list.get('/events/:slug/applications/:receipt', visitor, show)
}

async function show(c: Ctx): Promise<Response> {
  const { t, db } = c.var
  const event = await eventOf(c)
  const receipts = await receiptsOf(db, event, c.req.param('receipt') ?? '')
  if (receipts.length === 0) return notFound()
  const title = t('applications.receipt.title')
  return secret(
    page(
      c,
      { title, trail: trailOf(c, event) },
      <ReceiptView c={c} event={event} receipts={receipts} rest={await restOf(c, event)} />,
    ),
  )
}

async function again(c: Ctx): Promise<Response> {
  const event = await eventOf(c)
  const title = c.var.t('applications.again.title')
  return page(
    c,
    { title, trail: trailOf(c, event) },
    <AgainView c={c} event={event} rest={await restOf(c, event)} />,
  )
}

type Event = Awaited<ReturnType<typeof eventOf>>

function trailOf(c: Ctx, event: Event) {
  return [
    { href: '/events', label: c.var.t('applications.events') },
    { href: `/events/${event.slug}`, label: pick(event.title, c.var.lang).text },
  ]
}

/** The dates of this series that did not work out, as the address names them. */
async function restOf(c: Ctx, event: Event): Promise<{ already: Event[]; full: Event[] }> {
  const { own, others } = await offerOf(c.var.db, event, c.var.now)
  const events = [...new Map([...own, ...others].map((one) => [one.event.id, one.event])).values()]
  const named = (name: string) => {
    const slugs = (c.req.query(name) ?? '').split('.')
    return events.filter(({ slug }) => slugs.includes(slug))
  }
  return { already: named('already'), full: named('full') }
}

/** The address of such a page is not told to the next site. */
export function secret(response: Response): Response {
  response.headers.set('referrer-policy', 'no-referrer')
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-robots-tag', 'noindex')
  return response
}
