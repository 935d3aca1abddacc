import type { Ctx } from '../../http/context.ts'
import { Fault, orNotFound } from '../../http/faults.ts'
import { checkForm, inWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import type { Mistake } from '../../http/parse.ts'
import { countAgainst } from '../../http/rate-limit.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { readSubmitted, type Submitted, withPicture } from '../../http/submitted.ts'
import { networkOf } from '../../http/visitors.ts'
import { formatInstantRange } from '../../lib/jp-date.ts'
import { isTyping } from '../applications/application.ts'
import type { Outcome } from '../applications/change.ts'
import { doorsOf } from '../applications/queue.ts'
import { editionOf } from '../editions/current.ts'
import {
  type Answered,
  BookingForm,
  readBooking,
  type Typed,
  typedBooking,
} from './booking-form.tsx'
import { bookAtOnce, keepSlot, takeKept } from './booking.ts'
import { ChooseView } from './choose-views.tsx'
import { onceOnDay, onceWaiting } from './consultation.ts'
import { keepDocument } from './documents.ts'
import { keyFor, readKey } from './keys.ts'
import {
  anyAdviser,
  bookable,
  comingFrom,
  type PublicDay,
  publicDay,
  readWish,
  wishQuery,
} from './public-day.ts'
import { type Booking, findBooking } from './queries.ts'
import { formPage, Kept, receiptPage } from './taking-views.tsx'
import { tellOfConsultations } from './telling.ts'

const base = '/events/:slug/consultation'
const key = ':key{[0-9a-zA-Z._-]{20,60}}'
// a person tries a few slots; a script would keep the whole day
const keepingsPerNetwork = { most: 30, seconds: 300 }

/** Choosing a slot, filling in its form, the receipt, the day's waiting list. */
export function addTakingRoutes(list: Routes): void {
  list.get(base, visitor, (c) => choosePage(c))
  list.post(base, visitor, keep)
  list.get(`${base}/form/${key}`, visitor, (c) => keptForm(c))
  list.post(`${base}/form/${key}`, visitor, take)
  list.post(`${base}/form/${key}/back`, visitor, giveBack)
  list.get(`${base}/waiting`, visitor, (c) => waitingForm(c))
  list.post(`${base}/waiting`, visitor, wait)
  list.get(`${base}/receipt/${key}`, visitor, receipt)
}

const wishIn = (c: Ctx) => readWish((name) => c.req.query(name))

async function choosePage(c: Ctx, refused?: 'taken' | 'closed', wish = wishIn(c)) {
  const shown = await publicDay(c, wish)
  return page(
    c,
    { title: c.var.t('consultations.title'), mistaken: refused !== undefined },
    <ChooseView c={c} shown={shown} refused={refused} />,
  )
}

async function keep(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const value = (name: string) => submitted.fields.get(name)?.at(-1)
  const shown = await publicDay(c, readWish(value))
  const { stamp } = checkForm(c, 'consultations.choose', submitted)
  const wanted = Number(value('slot'))
  const slot = value('any')
    ? anyAdviser(shown, Number(value('any')), c.var.clock.now())
    : shown.slots.find(({ pool_id }) => pool_id === wanted)
  if (!stamp.key || !slot) return choosePage(c, 'taken', shown.wish)
  const wait = await countAgainst(
    c.var.db,
    `consultation ${networkOf(c)}`,
    keepingsPerNetwork,
    c.var.clock.now(),
  )
  if (wait > 0) throw new Fault(429, { seconds: wait })
  const outcome = await keepSlot(c.var, slot, stamp.key)
  await tellOfConsultations(c.var)
  if (!outcome.ok || !outcome.application)
    return choosePage(
      c,
      !outcome.ok && outcome.reason === 'closed' ? 'closed' : 'taken',
      shown.wish,
    )
  const path = `/events/${shown.event.slug}/consultation/form`
  const form = keyFor(c.var.config.secret, 'typing', outcome.application.id)
  return c.redirect(to(c, `${path}/${form}${wishQuery(shown.wish)}`), 303)
}

/** The slot that the key in the address keeps. @throws Fault 404 */
async function keptSlot(c: Ctx): Promise<Booking> {
  const id = orNotFound(readKey(c.var.config.secret, 'typing', c.req.param('key') ?? ''))
  const booking = orNotFound(await findBooking(c.var.db, id))
  return orNotFound(booking.slug === c.req.param('slug') ? booking : undefined)
}

async function blank(c: Ctx, shown: PublicDay): Promise<Typed> {
  const known = await comingFrom(c, shown.wish)
  return {
    topic: shown.wish.topic,
    question: '',
    company: known?.organisation ?? '',
    corporateNumber: '',
    size: '',
    name: known?.name ?? '',
    email: known?.email ?? '',
    language: shown.wish.language || c.var.lang,
  }
}

type Again = { values: Typed; mistakes: Mistake[] }

async function keptForm(c: Ctx, again?: Again): Promise<Response> {
  const { t } = c.var
  const kept = await keptSlot(c)
  if (!isTyping({ emailKey: kept.email_key })) return c.redirect(receiptPath(c, kept), 303)
  const shown = await publicDay(c, wishIn(c))
  const over = kept.state !== 'held'
  const mistakes = inWords(c, 'consultations', again?.mistakes ?? [])
  const action = `/events/${kept.slug}/consultation/form/${c.req.param('key')}`
  const speaks = shown.advisers.find(({ id }) => id === kept.adviser_id)?.languages ?? ['ja']
  return formPage(
    c,
    { shown, title: t('consultations.form.title'), mistakes },
    <>
      {over ? (
        <p class="notice-line">{t('consultations.kept.over')}</p>
      ) : (
        <Kept c={c} kept={kept} action={action} />
      )}
      <BookingForm
        c={c}
        edition={await editionOf(c)}
        day={shown.day}
        values={again?.values ?? (await blank(c, shown))}
        mistakes={mistakes}
        form="consultations.book"
        from={shown.wish.from}
        languages={over ? [...new Set(shown.advisers.flatMap((one) => one.languages))] : speaks}
        button={t('consultations.form.button')}
        slots={over ? freeChoices(c, shown) : undefined}
      />
    </>,
  )
}

/** What else can be booked, when the kept time is over. */
function freeChoices(c: Ctx, shown: PublicDay) {
  const name = (id: number) => shown.advisers.find((one) => one.id === id)?.name ?? ''
  return bookable(shown, c.var.clock.now()).map((slot) => ({
    value: String(slot.pool_id),
    label: `${formatInstantRange(slot.starts_at, slot.ends_at, c.var.lang)} ${name(slot.adviser_id)}`,
  }))
}

async function take(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c, withPicture)
  const kept = await keptSlot(c)
  const shown = await publicDay(c, { ...wishIn(c), topic: '', language: '' })
  const read = readBooking(c, shown.day, submitted)
  const { stamp } = checkForm(c, 'consultations.book', submitted)
  const again = (mistakes: Mistake[]) => keptForm(c, { values: typedBooking(submitted), mistakes })
  if (!stamp.key) return again([{ field: 'stamp', reason: 'expired' }])
  if (!read.ok) return again(read.mistakes)
  const outcome = await bookKept(c, { kept, shown, answered: read.value, formKey: stamp.key })
  return booked(c, { outcome, submitted, again })
}

/** The kept slot becomes the person's; when its time is over it is booked anew if it is free. */
async function bookKept(
  c: Ctx,
  about: { kept: Booking; shown: PublicDay; answered: Answered; formKey: string },
): Promise<Outcome> {
  const { kept, shown, answered, formKey } = about
  const wanted = shown.slots.find(({ pool_id }) => pool_id === (answered.slot ?? kept.pool_id))
  if (!wanted) return { ok: false, reason: 'full' }
  const applicant = {
    ...answered.applicant,
    onceKey: onceOnDay(wanted.starts_at, answered.company),
  }
  const known = await comingFrom(c, shown.wish)
  const person = {
    applicant,
    proven: known?.email_key === applicant.emailKey,
    asking: answered.asking,
  }
  if (wanted.pool_id === kept.pool_id) {
    const place = { poolId: kept.pool_id, applicationId: kept.id }
    const outcome = await takeKept(c.var, place, person)
    if (outcome.ok || outcome.reason !== 'too-late') return outcome
  }
  return bookAtOnce(c.var, wanted.pool_id, { ...person, formKey })
}

async function booked(
  c: Ctx,
  about: {
    outcome: Outcome
    submitted: Submitted
    again: (mistakes: Mistake[]) => Promise<Response>
  },
): Promise<Response> {
  const { outcome, submitted, again } = about
  if (!outcome.ok || !outcome.application) {
    const reason = outcome.ok ? 'full' : outcome.reason
    const field = reason === 'already' ? 'email' : reason === 'once' ? 'company' : 'slot'
    return again([{ field, reason: field === 'slot' ? 'full' : reason }])
  }
  const booking = orNotFound(await findBooking(c.var.db, outcome.application.id))
  const document = submitted.files.get('document')
  if (document && !('repeated' in outcome)) await keepDocument(c, booking.id, document)
  await tellOfConsultations(c.var)
  return c.redirect(receiptPath(c, booking), 303)
}

function receiptPath(c: Ctx, booking: Pick<Booking, 'id' | 'slug'>): string {
  const own = keyFor(c.var.config.secret, 'receipt', booking.id)
  return to(c, `/events/${booking.slug}/consultation/receipt/${own}`)
}

async function giveBack(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const kept = await keptSlot(c)
  if (isTyping({ emailKey: kept.email_key }))
    await doorsOf(c.var).pass(kept.pool_id, {
      door: 'cancel',
      applicationId: kept.id,
      actor: { kind: 'visitor' },
    })
  return c.redirect(to(c, `/events/${kept.slug}/consultation`), 303)
}

async function waitingForm(c: Ctx, again?: Again): Promise<Response> {
  const { t } = c.var
  const shown = await publicDay(c, wishIn(c))
  const mistakes = inWords(c, 'consultations', again?.mistakes ?? [])
  return formPage(
    c,
    { shown, title: t('consultations.waiting.title'), mistakes },
    <>
      <p>{t('consultations.waiting.lead')}</p>
      <BookingForm
        c={c}
        edition={await editionOf(c)}
        day={shown.day}
        values={again?.values ?? (await blank(c, shown))}
        mistakes={mistakes}
        form="consultations.wait"
        from={shown.wish.from}
        languages={[...new Set(shown.advisers.flatMap((one) => one.languages))]}
        button={t('consultations.waiting.button')}
      />
    </>,
  )
}

async function wait(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c, withPicture)
  const shown = await publicDay(
    c,
    readWish((name) => submitted.fields.get(name)?.at(-1)),
  )
  const pool = orNotFound(shown.day.waiting_pool_id)
  const read = readBooking(c, shown.day, submitted)
  const { stamp } = checkForm(c, 'consultations.wait', submitted)
  const again = (mistakes: Mistake[]) =>
    waitingForm(c, { values: typedBooking(submitted), mistakes })
  if (!stamp.key) return again([{ field: 'stamp', reason: 'expired' }])
  if (!read.ok) return again(read.mistakes)
  const { applicant, company, asking } = read.value
  const known = await comingFrom(c, shown.wish)
  const outcome = await bookAtOnce(c.var, pool, {
    applicant: { ...applicant, onceKey: onceWaiting(shown.day.starts_at, company) },
    proven: known?.email_key === applicant.emailKey,
    asking,
    formKey: stamp.key,
  })
  return booked(c, { outcome, submitted, again })
}

async function receipt(c: Ctx): Promise<Response> {
  const id = orNotFound(readKey(c.var.config.secret, 'receipt', c.req.param('key') ?? ''))
  return receiptPage(c, orNotFound(await findBooking(c.var.db, id)))
}
