import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { page, to } from '../../http/page.tsx'
import { type Routes, visitor } from '../../http/routes.ts'
import { secret } from '../../http/secret-page.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { pick } from '../../lib/languages.ts'
import { eventOf } from './apply-routes.tsx'
import { offerOf } from './choosing.ts'
import { personalPath } from './links.ts'
import { joinsOnScreen } from './own.ts'
import { receiptsOf } from './queries.ts'
import { doorsOf } from './queue.ts'
import { AgainView, ReceiptView } from './receipt-views.tsx'

/** The page with the number. It is reached by the form's own key and tells nothing about the person. */
export function addReceiptRoutes(list: Routes): void {
  list.get('/events/:slug/applications/again', visitor, again)
  list.get('/events/:slug/applications/:receipt', visitor, show)
  list.post('/events/:slug/applications/:receipt/join', visitor, join)
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

/**
 * In the last hour there is no time for a mail: who holds the form's key takes the place by pressing,
 * and goes in. What they see is their own, and nothing of anybody else with that address.
 */
async function join(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const event = await eventOf(c)
  const receipts = await receiptsOf(c.var.db, event, c.req.param('receipt') ?? '')
  const number = Number(submitted.fields.get('number')?.at(-1))
  const one = receipts.find(
    ({ application, event: { slug } }) => slug === event.slug && application.number === number,
  )
  if (!one || !joinsOnScreen(one, c.var.now)) return c.redirect(to(c, receiptOf(c)), 303)
  const { id, pool_id, state, link_epoch: linkEpoch } = one.application
  if (state === 'held') {
    const actor = { kind: 'visitor' } as const
    const reason = 'applied within the last hour'
    const change = { door: 'prove', applicationId: id, actor, reason } as const
    const outcome = await doorsOf(c.var).pass(pool_id, change)
    if (!outcome.ok) return c.redirect(to(c, receiptOf(c)), 303)
  }
  return c.redirect(to(c, `${personalPath(c.var.config.secret, { id, linkEpoch })}/join`), 303)
}

const receiptOf = (c: Ctx) =>
  `/events/${c.req.param('slug')}/applications/${c.req.param('receipt')}`

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
