import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { inWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import type { Mistake } from '../../http/parse.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { readSubmitted, type Submitted, withPicture } from '../../http/submitted.ts'
import { mayTake, type Step } from '../applications/application.ts'
import { applicationByKey } from '../applications/links.ts'
import { doorsOf } from '../applications/queue.ts'
import { documentMistake, keepDocument, listDocuments, sendDocument } from './documents.ts'
import { canHelp, fillDay } from './filling.ts'
import { bookingPath } from './letters.ts'
import { moveBooking } from './moving.ts'
import { ownPage } from './own-views.tsx'
import { type Booking, findBooking, listAdvisers, openSlots } from './queries.ts'
import { tellOfConsultations } from './telling.ts'

const base = '/consultations/:key{[0-9a-zA-Z._-]{20,60}}'

/** A booking behind the link of its mail: seeing it, and every act by a button. */
export function addOwnRoutes(list: Routes): void {
  list.get(base, visitor, (c) => show(c))
  for (const act of ['prove', 'accept', 'decline', 'cancel'] as const)
    list.post(`${base}/${act}`, visitor, (c) => step(c, act))
  list.post(`${base}/move`, visitor, move)
  list.post(`${base}/document`, visitor, addDocument)
  list.get(`${base}/files/:file{[0-9]+}`, visitor, sendFile)
}

/** The booking of the key in the address. @throws Fault 404 */
async function ownBooking(c: Ctx): Promise<Booking> {
  const { db, config } = c.var
  const id = orNotFound(await applicationByKey(db, config.secret, c.req.param('key') ?? ''))
  return orNotFound(await findBooking(db, id))
}

async function show(c: Ctx, mistakes: Mistake[] = []): Promise<Response> {
  const { db, clock, site } = c.var
  // the link only ever left by mail; it must not leave by a referrer
  c.header('referrer-policy', 'no-referrer')
  const booking = await ownBooking(c)
  const advisers = await listAdvisers(db, site.editionId)
  const open = (await openSlots(db, site.editionId, clock.now())).filter((slot) => {
    const adviser = advisers.find(({ id }) => id === slot.adviser_id)
    return slot.pool_id !== booking.pool_id && adviser && canHelp(adviser, booking)
  })
  const names = new Map(advisers.map(({ id, name }) => [id, name]))
  return ownPage(c, {
    booking,
    documents: await listDocuments(db, booking.id),
    others: open.map((slot) => ({ ...slot, adviser: names.get(slot.adviser_id) ?? '' })),
    mistakes: inWords(c, 'consultations', mistakes),
  })
}

/** Acts on a booking; who acts by the link has proven that the address is theirs. */
async function step(c: Ctx, act: Step & ('prove' | 'accept' | 'decline' | 'cancel')) {
  await readSubmitted(c)
  const booking = await ownBooking(c)
  const actor = { kind: 'owner', id: booking.id, name: booking.name } as const
  const outcome = await doorsOf(c.var).pass(booking.pool_id, {
    door: act,
    applicationId: booking.id,
    actor,
  })
  if (act === 'cancel' || act === 'decline') await fillDay(c.var, booking.day_id)
  await tellOfConsultations(c.var)
  if (!outcome.ok) return show(c, [{ field: '', reason: outcome.reason }])
  return back(c, booking)
}

function back(c: Ctx, booking: Pick<Booking, 'id' | 'link_epoch'>): Response {
  return c.redirect(to(c, bookingPath(c.var.config.secret, booking)), 303)
}

async function move(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const booking = await ownBooking(c)
  const { db, clock, site } = c.var
  const wanted = Number(submitted.fields.get('slot')?.at(-1))
  const open = await openSlots(db, site.editionId, clock.now())
  const slot = open.find(({ pool_id }) => pool_id === wanted)
  if (!slot) return show(c, [{ field: 'slot', reason: 'full' }])
  if (!mayTake('move', booking.state)) return show(c, [{ field: '', reason: 'not-now' }])
  const outcome = await moveBooking(c.var, booking, slot)
  if (!outcome.ok || !outcome.application)
    return show(c, [{ field: 'slot', reason: outcome.ok ? 'full' : outcome.reason }])
  await fillDay(c.var, booking.day_id)
  await tellOfConsultations(c.var)
  return back(c, { id: outcome.application.id, link_epoch: outcome.application.linkEpoch })
}

async function addDocument(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c, withPicture)
  const booking = await ownBooking(c)
  const mistake = mistakeOf(submitted)
  if (mistake) return show(c, [mistake])
  const document = submitted.files.get('document')
  if (document && !(await keepDocument(c, booking.id, document)))
    return show(c, [{ field: 'document', reason: 'many' }])
  return back(c, booking)
}

function mistakeOf(submitted: Submitted): Mistake | undefined {
  const document = submitted.files.get('document')
  return document ? documentMistake(document) : { field: 'document', reason: 'required' }
}

async function sendFile(c: Ctx): Promise<Response> {
  const booking = await ownBooking(c)
  return sendDocument(c, booking.id, idFrom(c.req.param('file')))
}
