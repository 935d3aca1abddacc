import * as v from 'valibot'
import { dayOf } from '../../clock.ts'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { optionalLine, ticked } from '../../http/fields.ts'
import { inWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { type Mistake, parse } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { blockSlot } from './booking.ts'
import type { ConsultationDay } from './consultation.ts'
import { dayPage } from './day-views.tsx'
import { eventsWithoutDay, takenSlots } from './desk-queries.ts'
import { managedEdition } from './desk-routes.tsx'
import { readTimeOn } from './entered-time.ts'
import { fillDay } from './filling.ts'
import { addSlot, addWaitingPool, carryOut, clashesOf, closeAnew, planDay } from './planning.ts'
import { previewPage } from './preview-view.tsx'
import { breaksOf, findDay, listAdvisers, slotsOf } from './queries.ts'
import { tellOfConsultations } from './telling.ts'
import { readTopics } from './topics.ts'

const base = '/staff/consultations/days'
const one = `${base}/:id{[0-9]+}`
const managing = may('consultations.manage')

/** A day of consultations: its hours, breaks, slots, blocks and exceptions. */
export function addDayRoutes(list: Routes): void {
  list.post(base, managing, begin)
  list.get(one, managing, (c) => show(c))
  list.post(one, managing, change)
  list.post(`${one}/break`, managing, addBreak)
  list.get(`${one}/preview`, managing, preview)
  list.post(`${one}/slots`, managing, generate)
  list.post(`${one}/extra`, managing, addExtra)
  list.post(`${one}/block`, managing, block)
}

async function managedDay(c: Ctx): Promise<ConsultationDay> {
  const { edition } = await managedEdition(c)
  return orNotFound(await findDay(c.var.db, edition.id, idFrom(c.req.param('id'))))
}

function toDay(c: Ctx, id: number): Response {
  return c.redirect(to(c, `${base}/${id}`), 303)
}

/** A day for a seminar: a quarter of an hour after its end, two hours long, with its waiting list. */
async function begin(c: Ctx): Promise<Response> {
  const { db, clock } = c.var
  const { edition } = await managedEdition(c)
  const submitted = await readSubmitted(c)
  const wanted = submitted.fields.get('event')?.at(-1)
  const event = (await eventsWithoutDay(db, edition.id)).find(({ id }) => String(id) === wanted)
  const startsAt = event?.ends_at?.add({ minutes: 15 })
  if (!event || !startsAt) return c.redirect(to(c, '/staff/consultations'), 303)
  const id = await transaction(db, async (trx) => {
    const row = await trx
      .insertInto('consultation_days')
      .values({
        edition_id: edition.id,
        event_id: event.id,
        waiting_pool_id: null,
        starts_at: startsAt,
        ends_at: startsAt.add({ hours: 2 }),
        slot_minutes: 30,
        published_at: null,
        created_at: clock.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await addWaitingPool(trx, row)
    return row.id
  })
  return toDay(c, id)
}

async function show(c: Ctx, mistakes: Mistake[] = []): Promise<Response> {
  const { db } = c.var
  const day = await managedDay(c)
  return dayPage(c, {
    day,
    advisers: await listAdvisers(db, day.edition_id),
    slots: await slotsOf(db, [day.id]),
    taken: await takenSlots(db, day.id),
    breaks: await breaksOf(db, day.id),
    mistakes: inWords(c, 'consultations', mistakes),
  })
}

const wholeNumber = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.normalize('NFKC').trim()),
    v.regex(/^\d{1,4}$/, 'invalid'),
    v.transform(Number),
    v.minValue(min, 'invalid'),
    v.maxValue(max, 'invalid'),
  )

const daySchema = v.strictObject({
  starts: optionalLine(10),
  ends: optionalLine(10),
  slotMinutes: wholeNumber(5, 240),
  bufferMinutes: wholeNumber(0, 120),
  noticeMinutes: wholeNumber(0, 9999),
  followUps: wholeNumber(1, 20),
  topics: v.optional(v.string(), ''),
  published: ticked,
})

async function change(c: Ctx): Promise<Response> {
  const { db, clock } = c.var
  const day = await managedDay(c)
  const submitted = await readSubmitted(c)
  const parsed = parse(submitted, daySchema)
  if (!parsed.ok) return show(c, parsed.mistakes)
  const { value } = parsed
  const date = dayOf(day.starts_at)
  const [starts, ends] = [readTimeOn(date, value.starts), readTimeOn(date, value.ends)]
  const topics = readTopics(value.topics)
  if (!starts) return show(c, [{ field: 'starts', reason: 'invalid' }])
  if (!ends || Temporal.Instant.compare(starts, ends) >= 0)
    return show(c, [{ field: 'ends', reason: 'invalid' }])
  if (!topics) return show(c, [{ field: 'topics', reason: 'invalid' }])
  await transaction(db, async (trx) => {
    await trx
      .updateTable('consultation_days')
      .set({
        starts_at: starts,
        ends_at: ends,
        slot_minutes: value.slotMinutes,
        buffer_minutes: value.bufferMinutes,
        notice_minutes: value.noticeMinutes,
        follow_ups: value.followUps,
        topics: JSON.stringify(topics),
        published_at: value.published ? (day.published_at ?? clock.now()) : null,
      })
      .where('id', '=', day.id)
      .execute()
    await closeAnew(trx, day.id, value.noticeMinutes)
  })
  await leaveFlash(c, { message: 'consultations.flash.saved' })
  return toDay(c, day.id)
}

const spanSchema = v.strictObject({
  adviser: optionalLine(20),
  from: optionalLine(10),
  to: optionalLine(10),
})

async function addBreak(c: Ctx): Promise<Response> {
  const { db } = c.var
  const day = await managedDay(c)
  const submitted = await readSubmitted(c)
  const gone = submitted.fields.get('remove')?.at(-1)
  if (gone) {
    const pause = (await breaksOf(db, day.id))[Number(gone)]
    if (pause)
      await db
        .deleteFrom('consultation_breaks')
        .where('day_id', '=', day.id)
        .where('starts_at', '=', pause.startsAt)
        .where('ends_at', '=', pause.endsAt)
        .where('adviser_id', 'is not distinct from', pause.adviserId)
        .execute()
    return toDay(c, day.id)
  }
  const parsed = parse(submitted, spanSchema)
  if (!parsed.ok) return show(c, parsed.mistakes)
  const date = dayOf(day.starts_at)
  const [from, until] = [readTimeOn(date, parsed.value.from), readTimeOn(date, parsed.value.to)]
  if (!from || !until || Temporal.Instant.compare(from, until) >= 0)
    return show(c, [{ field: 'from', reason: 'invalid' }])
  const adviser = await chosenAdviser(c, day, parsed.value.adviser)
  await db
    .insertInto('consultation_breaks')
    .values({ day_id: day.id, adviser_id: adviser ?? null, starts_at: from, ends_at: until })
    .execute()
  return toDay(c, day.id)
}

async function chosenAdviser(c: Ctx, day: ConsultationDay, id: string) {
  const advisers = await listAdvisers(c.var.db, day.edition_id)
  return advisers.find((one) => String(one.id) === id)?.id
}

async function preview(c: Ctx): Promise<Response> {
  const day = await managedDay(c)
  const advisers = await listAdvisers(c.var.db, day.edition_id)
  return previewPage(c, { day, advisers, plan: await planDay(c.var.db, day) })
}

async function generate(c: Ctx): Promise<Response> {
  const day = await managedDay(c)
  await readSubmitted(c)
  const plan = await transaction(c.var.db, (trx) => carryOut(trx, day))
  await fillDay(c.var, day.id)
  await tellOfConsultations(c.var)
  await leaveFlash(c, {
    message: 'consultations.flash.generated',
    values: { added: plan.added.length, removed: plan.removed.length },
  })
  return toDay(c, day.id)
}

/** An exception: one more slot, at a time that no plan would give. */
async function addExtra(c: Ctx): Promise<Response> {
  const day = await managedDay(c)
  const submitted = await readSubmitted(c)
  const parsed = parse(
    submitted,
    v.strictObject({ slotAdviser: optionalLine(20), at: optionalLine(10) }),
  )
  if (!parsed.ok) return show(c, parsed.mistakes)
  const startsAt = readTimeOn(dayOf(day.starts_at), parsed.value.at)
  const adviserId = await chosenAdviser(c, day, parsed.value.slotAdviser)
  if (!startsAt || !adviserId) return show(c, [{ field: 'at', reason: 'invalid' }])
  const slot = { adviserId, startsAt, endsAt: startsAt.add({ minutes: day.slot_minutes }) }
  if (await clashesOf(c.var.db, slot)) return show(c, [{ field: 'at', reason: 'clash' }])
  await transaction(c.var.db, (trx) => addSlot(trx, day, slot))
  await fillDay(c.var, day.id)
  await tellOfConsultations(c.var)
  return toDay(c, day.id)
}

async function block(c: Ctx): Promise<Response> {
  const { staff } = await managedEdition(c)
  const day = await managedDay(c)
  const submitted = await readSubmitted(c)
  const id = Number(submitted.fields.get('slot')?.at(-1))
  const slot = (await slotsOf(c.var.db, [day.id])).find(({ pool_id }) => pool_id === id)
  if (!slot) return show(c, [{ field: '', reason: 'unknown' }])
  const outcome = await blockSlot(c.var, slot.pool_id, {
    blocked: !slot.blocked,
    actor: { kind: 'staff', id: staff.id, name: staff.name },
    reason: c.var.t(slot.blocked ? 'consultations.slot.unblock' : 'consultations.slot.block'),
  })
  if (!outcome.ok) return show(c, [{ field: '', reason: outcome.reason }])
  if (slot.blocked) await fillDay(c.var, day.id)
  await tellOfConsultations(c.var)
  return toDay(c, day.id)
}
