import * as v from 'valibot'
import type { Ctx } from '../../http/context.ts'
import { Fault, idFrom } from '../../http/faults.ts'
import { optionalLine, text, ticked } from '../../http/fields.ts'
import { checkForm, inWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { type Mistake, parse } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { can } from '../../http/roles.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { parseWebAddress } from '../../lib/web-address.ts'
import type { Actor } from '../audit/audit.ts'
import { markHeld } from './booking.ts'
import { addNote, bookFollowUp, followUpOf, notesFor, ownAdviser, ownCase } from './case.ts'
import { casePage, casesPage, noAdviserPage } from './case-views.tsx'
import { listDocuments, sendDocument } from './documents.ts'
import { readTime } from './entered-time.ts'
import { adviserOf, bookingsOf } from './queries.ts'
import { sheetPage } from './sheet-view.tsx'
import { tellOfConsultations } from './telling.ts'

const base = '/staff/my-consultations'
const one = `${base}/:id{[0-9]+}`
const advising = may('consultations.advise')

/** The adviser's own cases, and nobody else's. */
export function addCaseRoutes(list: Routes): void {
  list.get(base, advising, mine)
  list.get(`${base}/sheet`, advising, sheet)
  list.get(one, advising, (c) => show(c))
  list.get(`${one}/files/:file{[0-9]+}`, advising, sendFile)
  list.post(`${one}/note`, advising, note)
  list.post(`${one}/link`, advising, link)
  list.post(`${one}/outcome`, advising, outcome)
  list.post(`${one}/follow-up`, advising, followUp)
}

async function mine(c: Ctx): Promise<Response> {
  const { session, db, site } = c.var
  const staff = session?.kind === 'staff' ? session.staff : undefined
  if (!staff || !can(staff, 'consultations.advise', site.editionId)) throw new Fault(403)
  const adviser = await adviserOf(db, site.editionId, staff.id)
  if (!adviser) return noAdviserPage(c)
  return casesPage(c, adviser, await bookingsOf(db, adviser.id))
}

async function sheet(c: Ctx): Promise<Response> {
  const adviser = await ownAdviser(c)
  return sheetPage(c, adviser, await bookingsOf(c.var.db, adviser.id))
}

async function show(c: Ctx, mistakes: Mistake[] = []): Promise<Response> {
  const { adviser, booking } = await ownCase(c, idFrom(c.req.param('id')))
  return casePage(c, {
    adviser,
    booking,
    notes: await notesFor(c.var.db, adviser.id, booking),
    documents: await listDocuments(c.var.db, booking.id),
    next: await followUpOf(c.var.db, booking),
    mistakes: inWords(c, 'consultations', mistakes),
  })
}

async function sendFile(c: Ctx): Promise<Response> {
  const { booking } = await ownCase(c, idFrom(c.req.param('id')))
  return sendDocument(c, booking.id, idFrom(c.req.param('file')))
}

function actorOf(c: Ctx): Actor {
  const { session } = c.var
  if (session?.kind !== 'staff') throw new Fault(403)
  return { kind: 'staff', id: session.staff.id, name: session.staff.name }
}

async function done(c: Ctx, message: string): Promise<Response> {
  await leaveFlash(c, { message })
  return c.redirect(to(c, `${base}/${idFrom(c.req.param('id'))}`), 303)
}

async function note(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const { adviser, booking } = await ownCase(c, idFrom(c.req.param('id')))
  const parsed = parse(submitted, v.strictObject({ body: text(4000), handOver: ticked }))
  const { stamp } = checkForm(c, 'consultations.note', submitted)
  if (!stamp.key) return show(c, [{ field: 'body', reason: 'expired' }])
  if (!parsed.ok) return show(c, parsed.mistakes)
  await addNote(c.var.db, { adviser, booking, ...parsed.value }, c.var.clock.now())
  return done(c, 'consultations.flash.noted')
}

async function link(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const { booking } = await ownCase(c, idFrom(c.req.param('id')))
  const parsed = parse(submitted, v.strictObject({ meetingUrl: optionalLine(500) }))
  if (!parsed.ok) return show(c, parsed.mistakes)
  const { meetingUrl } = parsed.value
  if (meetingUrl && !parseWebAddress(meetingUrl).ok)
    return show(c, [{ field: 'meetingUrl', reason: 'invalid' }])
  await c.var.db
    .updateTable('consultations')
    .set({ meeting_url: meetingUrl })
    .where('application_id', '=', booking.id)
    .execute()
  return done(c, 'consultations.flash.linked')
}

async function outcome(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const { booking } = await ownCase(c, idFrom(c.req.param('id')))
  const schema = v.strictObject({ outcome: v.picklist(['held', 'no-show', 'open'], 'choose') })
  const parsed = parse(submitted, schema)
  if (!parsed.ok) return show(c, parsed.mistakes)
  if (booking.state !== 'confirmed') return show(c, [{ field: '', reason: 'not-now' }])
  await markHeld(c.var, booking, { outcome: parsed.value.outcome, actor: actorOf(c) })
  return done(c, `consultations.flash.${parsed.value.outcome}`)
}

async function followUp(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const { adviser, booking } = await ownCase(c, idFrom(c.req.param('id')))
  const parsed = parse(
    submitted,
    v.strictObject({ date: optionalLine(40), time: optionalLine(10) }),
  )
  if (!parsed.ok) return show(c, parsed.mistakes)
  const startsAt = readTime(parsed.value.date, parsed.value.time)
  if (!startsAt || Temporal.Instant.compare(startsAt, c.var.clock.now()) <= 0)
    return show(c, [{ field: 'date', reason: 'invalid' }])
  if (booking.state !== 'confirmed' || (await followUpOf(c.var.db, booking)))
    return show(c, [{ field: 'date', reason: 'not-now' }])
  const booked = await bookFollowUp(c.var, { booking, adviser, startsAt, actor: actorOf(c) })
  if (!booked.ok) return show(c, [{ field: 'date', reason: booked.reason }])
  await tellOfConsultations(c.var)
  return done(c, 'consultations.flash.follow-up')
}
