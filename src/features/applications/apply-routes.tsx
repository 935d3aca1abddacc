import type { Ctx } from '../../http/context.ts'
import { Fault, orNotFound } from '../../http/faults.ts'
import { checkForm, inWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import type { Mistake } from '../../http/parse.ts'
import { countAgainst } from '../../http/rate-limit.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { networkOf } from '../../http/visitors.ts'
import { sharingFetches } from '../../lib/in-flight.ts'
import { pick } from '../../lib/languages.ts'
import type { CampaignEvent } from '../events/event.ts'
import { findPublicEvent } from '../events/queries.ts'
import { questionsOf } from '../events/questions.ts'
import { readApplication } from './apply-form.ts'
import { ApplyView } from './apply-views.tsx'
import { applyFor, isAnswered, type Result, takenOptions } from './applying.ts'
import { isOpen, type Offer, offerOf } from './choosing.ts'
import { ClosedView } from './closed-view.tsx'
import type { Typed } from './question-field.tsx'
import { isBefore } from './pool.ts'

// A company's people share one address; a script that takes all seats would need far more.
const perNetwork = { most: 200, seconds: 300 }

// In a rush hundreds ask for one event at the same instant; what they may have is for the door to say.
const sharedEvents = sharingFetches<CampaignEvent | undefined>()
const sharedOffers = sharingFetches<Offer>()

/** Applying: one form, one POST, the number at once. */
export function addApplyRoutes(list: Routes): void {
  list.get('/events/:slug/apply', visitor, show)
  list.post('/events/:slug/apply', visitor, send)
}

async function show(c: Ctx): Promise<Response> {
  const event = await eventOf(c)
  return form(c, { event, offer: await offerOf(c.var.db, event, c.var.now), typed: {} }, [])
}

/** The event of the path, if everybody may see it. */
export async function eventOf(c: Ctx): Promise<CampaignEvent> {
  const { db, site } = c.var
  const slug = c.req.param('slug') ?? ''
  const fetch = () => findPublicEvent(db, site.editionId, slug)
  return orNotFound(await sharedEvents(db, `${site.editionId} ${slug}`, fetch))
}

async function send(c: Ctx): Promise<Response> {
  const { db, now, lang } = c.var
  const event = await eventOf(c)
  const submitted = await readSubmitted(c)
  const offer = await sharedOffers(db, `${event.id}`, () => offerOf(db, event, now))
  const { stamp } = checkForm(c, 'applications.apply', submitted)
  const again = async (mistakes: Mistake[]) =>
    (await earlierReceipt(c, { event, offer, key: stamp.key })) ??
    form(c, { event, offer, typed: Object.fromEntries(submitted.fields) }, mistakes)
  if (!offer.own.some(isOpen)) return again([])
  const questions = questionsOf(event)
  const asksSupport = mayAskSupport(event, now)
  const read = readApplication(submitted, { questions, offer, asksSupport, lang })
  if (!read.ok) return again(read.mistakes)
  const full = await fullOptions(c, event, submitted)
  if (full.length > 0) return again(full)
  if (!stamp.key || stamp.state === 'expired') return again([{ field: 'stamp', reason: 'expired' }])
  const wait = await countAgainst(db, `apply ${networkOf(c)}`, perNetwork, now)
  if (wait > 0) throw new Fault(429, { seconds: wait })
  const results = await applyFor(c.var, read.filled, stamp.key)
  return c.redirect(to(c, answerPath(event.slug, stamp.key, results)), 303)
}

/** The receipt of a form that was acted on before: whatever has changed since, the answer is the same. */
async function earlierReceipt(
  c: Ctx,
  about: { event: CampaignEvent; offer: Offer; key: string | null },
): Promise<Response | undefined> {
  const { event, offer, key } = about
  const pools = [...offer.own, ...offer.others].map(({ pool }) => pool.id)
  if (!key || !(await isAnswered(c.var.db, pools, key))) return undefined
  return c.redirect(to(c, receiptPath(event.slug, key)), 303)
}

/** Support can be asked for while there is time to arrange it. */
function mayAskSupport(event: CampaignEvent, now: Temporal.Instant): boolean {
  return event.support_ask_by === null || isBefore(now, event.support_ask_by)
}

/** Choices that were taken meanwhile by as many as there can be. */
async function fullOptions(
  c: Ctx,
  event: CampaignEvent,
  { fields }: Submitted,
): Promise<Mistake[]> {
  const gone = await takenOptions(c.var.db, event.id, questionsOf(event))
  return [...gone].flatMap((one) => {
    const [question = '', option = ''] = one.split(' ')
    const field = `q-${question}`
    return fields.get(field)?.includes(option) ? [{ field, reason: 'option-full' }] : []
  })
}

/** The receipt's path; the form's key is known only to who has filled it in. */
function receiptPath(slug: string, formKey: string): string {
  return `/events/${slug}/applications/${formKey}`
}

/** Where the answer is read: the receipt, with what did not work beside what did. */
function answerPath(slug: string, formKey: string, results: Result[]): string {
  const refused = (reason: string) =>
    results.filter(({ outcome }) => !outcome.ok && outcome.reason === reason)
  const already = refused('already').map((result) => result.slug)
  const full = results
    .filter(({ outcome }) => !outcome.ok && outcome.reason !== 'already')
    .map((result) => result.slug)
  const made = results.some(({ outcome }) => outcome.ok)
  if (!made && already.length === 0) return `/events/${slug}/apply`
  const query = new URLSearchParams()
  if (already.length > 0) query.set('already', already.join('.'))
  if (full.length > 0) query.set('full', full.join('.'))
  const rest = query.size > 0 ? `?${query}` : ''
  return (made ? receiptPath(slug, formKey) : `/events/${slug}/applications/again`) + rest
}

type Shown = { event: CampaignEvent; offer: Offer; typed: Typed }

async function form(c: Ctx, shown: Shown, mistakes: Mistake[]): Promise<Response> {
  const { event, offer, typed } = shown
  const { t, lang, now, db } = c.var
  const title = t('applications.apply.title')
  const trail = [
    { href: '/events', label: t('applications.events') },
    { href: `/events/${event.slug}`, label: pick(event.title, lang).text },
  ]
  if (!offer.own.some(isOpen))
    return page(c, { title, trail }, <ClosedView c={c} event={event} offer={offer} />)
  const questions = questionsOf(event)
  return page(
    c,
    { title, trail, mistaken: mistakes.length > 0 },
    <ApplyView
      c={c}
      event={event}
      offer={offer}
      questions={questions}
      asksSupport={mayAskSupport(event, now)}
      typed={typed}
      mistakes={inWords(c, 'applications', mistakes)}
      gone={await takenOptions(db, event.id, questions)}
    />,
  )
}
