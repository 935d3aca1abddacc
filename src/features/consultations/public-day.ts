import type { Ctx } from '../../http/context.ts'
import { orNotFound } from '../../http/faults.ts'
import { type Lang, languages } from '../../lib/languages.ts'
import { applicationByKey } from '../applications/links.ts'
import type { CampaignEvent } from '../events/event.ts'
import { findPublicEvent } from '../events/queries.ts'
import { type Adviser, type ConsultationDay, isBookable, type Slot } from './consultation.ts'
import { findDayOf, listAdvisers, slotsOf } from './queries.ts'
import { mostFree } from './slots.ts'

/** What somebody looks for; '' means anything. */
export type Wish = { topic: string; language: '' | Lang; from: string }

/** A published day with its advisers and slots, as visitors see it now. */
export type PublicDay = {
  event: CampaignEvent
  day: ConsultationDay
  /** Those who fit the wish. */
  advisers: Adviser[]
  slots: Slot[]
  wish: Wish
}

/** The day of the event in the address. @throws Fault 404 while it is not published */
export async function publicDay(c: Ctx, wish: Wish): Promise<PublicDay> {
  const { db, site } = c.var
  const event = orNotFound(await findPublicEvent(db, site.editionId, c.req.param('slug') ?? ''))
  const day = orNotFound(await findDayOf(db, event.id))
  orNotFound(day.published_at)
  const fits = (one: Adviser) =>
    one.active &&
    (!wish.topic || one.topics.includes(wish.topic)) &&
    (!wish.language || one.languages.includes(wish.language))
  const advisers = (await listAdvisers(db, site.editionId)).filter(fits)
  const ids = new Set(advisers.map(({ id }) => id))
  const slots = (await slotsOf(db, [day.id])).filter((slot) => ids.has(slot.adviser_id))
  const present = new Set(slots.map(({ adviser_id }) => adviser_id))
  return { event, day, advisers: advisers.filter(({ id }) => present.has(id)), slots, wish }
}

/** The wish in an address or a form. */
export function readWish(value: (name: string) => string | undefined): Wish {
  const topic = /^[a-z0-9-]{1,40}$/.exec(value('topic') ?? '')?.[0] ?? ''
  const language = languages.find((lang) => lang === value('language')) ?? ''
  const from = /^[0-9a-z]{1,12}\.[\w-]{43}$/.exec(value('from') ?? '')?.[0] ?? ''
  return { topic, language, from }
}

/** The wish as the end of an address. */
export function wishQuery(wish: Wish): string {
  const query = new URLSearchParams(Object.entries(wish).filter(([, value]) => value !== ''))
  return query.size > 0 ? `?${query}` : ''
}

/** Slots that can be booked now. */
export function bookable({ day, slots }: PublicDay, now: Temporal.Instant): Slot[] {
  return slots.filter((slot) => isBookable(slot, day, now))
}

/** The slot of a time whose adviser has most free time left that day. */
export function anyAdviser(
  shown: PublicDay,
  startsAt: number,
  now: Temporal.Instant,
): Slot | undefined {
  const free = bookable(shown, now)
  const left = new Map<number, number>()
  for (const { adviser_id } of free) left.set(adviser_id, (left.get(adviser_id) ?? 0) + 1)
  const then = free.filter((slot) => slot.starts_at.epochMilliseconds === startsAt)
  const able = shown.advisers.filter(({ id }) => then.some((slot) => slot.adviser_id === id))
  const wish = { topic: shown.wish.topic, language: shown.wish.language }
  const chosen = wish.language
    ? mostFree(able, { ...wish, language: wish.language }, left)
    : mostFree(
        able.map((one) => ({ ...one, languages: ['*'] })),
        { ...wish, language: '*' },
        left,
      )
  return then.find((slot) => slot.adviser_id === chosen)
}

/**
 * The seminar's applicant who comes from their personal page: the address is proven already.
 * Undefined for a wrong key and for an application that is not confirmed.
 */
export async function comingFrom(c: Ctx, { from }: Pick<Wish, 'from'>) {
  if (!from) return undefined
  const id = await applicationByKey(c.var.db, c.var.config.secret, from)
  if (!id) return undefined
  return c.var.db
    .selectFrom('applications')
    .innerJoin('events', 'events.id', 'applications.event_id')
    .select(['email', 'email_key', 'name', 'organisation'])
    .where('applications.id', '=', id)
    .where('applications.state', '=', 'confirmed')
    .where('edition_id', '=', c.var.site.editionId)
    .executeTakeFirst()
}
