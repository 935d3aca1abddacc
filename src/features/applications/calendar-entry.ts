import { calendarFile, type CalendarMethod } from '../../lib/calendar-file.ts'
import { inLanguage, pick } from '../../lib/languages.ts'
import type { Letter } from '../../mail/outbox.ts'
import type { Edition } from '../editions/edition.ts'
import type { Whole } from './queries.ts'
import { textOf } from './wording.ts'

type About = { edition: Pick<Edition, 'secretariat'>; origin: string; now: Temporal.Instant }

/** Room for an event's own changes between two moves of a person to another date. */
const perMove = 1000

/**
 * An application's entry in its person's calendar; undefined without an exact date. The UID stays
 * through moves to other dates, so that the old date does not stay in the calendar; each move
 * outranks every change of the date before. Its link leads to the public page.
 */
export function calendarText(
  { edition, origin, now }: About,
  { application, event, pool, root }: Whole,
  method: CalendarMethod,
): string | undefined {
  const { starts_at: start, ends_at: end } = event
  if (!start || !end || event.precision !== 'exact') return undefined
  const lang = application.language
  const venue = pool.channel === 'stream' ? undefined : textOf(event.venue, lang)?.text
  const address = pool.channel === 'stream' ? undefined : textOf(event.address, lang)?.text
  const { name, email } = edition.secretariat
  const entry = {
    uid: `application-${root.id}@${new URL(origin).hostname}`,
    sequence: root.moves * perMove + event.sequence + (method === 'CANCEL' ? 1 : 0),
    status: method === 'CANCEL' ? ('CANCELLED' as const) : ('CONFIRMED' as const),
    when: { start, end },
    stamp: now,
    summary: pick(event.title, lang).text,
    location: [venue, address].filter(Boolean).join(' '),
    url: origin + inLanguage(lang, `/events/${event.slug}`),
    organizer: { name: pick(name, lang).text, email },
    attendee: { email: application.email },
  }
  return calendarFile([entry], { method })
}

/** What a mail about an application brings for the calendar: the date, its end, or nothing. */
export function calendarFor(about: About, whole: Whole): Letter['calendar'] {
  const { application, event } = whole
  const off = event.state === 'cancelled' || event.state === 'postponed'
  const wasConfirmed = application.proven_at !== null && application.state === 'cancelled'
  const confirmed = application.state === 'confirmed'
  if (!confirmed && !wasConfirmed) return undefined
  const method = off || wasConfirmed ? 'CANCEL' : 'REQUEST'
  const text = calendarText(about, whole, method)
  return text === undefined ? undefined : { method, text }
}
