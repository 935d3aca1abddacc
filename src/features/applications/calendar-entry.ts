import { calendarFile, type CalendarMethod } from '../../lib/calendar-file.ts'
import { inLanguage, pick } from '../../lib/languages.ts'
import type { Letter } from '../../mail/outbox.ts'
import type { EventMessageRow } from '../../db/tables-events.ts'
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
  const when = whenOf(event, method)
  if (!when) return undefined
  const lang = application.language
  const venue = pool.channel === 'stream' ? undefined : textOf(event.venue, lang)?.text
  const address = pool.channel === 'stream' ? undefined : textOf(event.address, lang)?.text
  const { name, email } = edition.secretariat
  const entry = {
    uid: `application-${root.id}@${new URL(origin).hostname}`,
    // the event's own end has raised its number already
    sequence: root.moves * perMove + event.sequence + (application.state === 'cancelled' ? 1 : 0),
    status: method === 'CANCEL' ? ('CANCELLED' as const) : ('CONFIRMED' as const),
    when,
    stamp: now,
    summary: pick(event.title, lang).text,
    location: [venue, address].filter(Boolean).join(' '),
    url: origin + inLanguage(lang, `/events/${event.slug}`),
    organizer: { name: pick(name, lang).text, email },
    attendee: { email: application.email },
  }
  return calendarFile([entry], { method })
}

/** The date that an entry has, or the one it had: what was postponed without a new date is taken away. */
function whenOf(event: Whole['event'], method: CalendarMethod) {
  const { starts_at: start, ends_at: end, previous_starts_at: before } = event
  if (start && end && event.precision === 'exact') return { start, end }
  return method === 'CANCEL' && before ? { start: before } : undefined
}

/** What a mail about an application brings for the calendar: the date, its end, or nothing. */
export function calendarFor(about: About, whole: Whole): Letter['calendar'] {
  const { application } = whole
  const wasConfirmed = application.proven_at !== null && application.state === 'cancelled'
  if (wasConfirmed) return part(about, whole, 'CANCEL')
  if (application.state !== 'confirmed') return undefined
  return part(about, whole, isOff(whole) ? 'CANCEL' : 'REQUEST')
}

/** Whether a message of this kind moves the entry in people's calendars; the others leave it alone. */
const movesDate: Record<EventMessageRow['kind'], boolean> = {
  changed: true,
  postponed: true,
  cancelled: true,
  converted: true,
  'speaker-changed': false,
  free: false,
}

/**
 * What a message to all brings for the calendar. What is overtaken is not sent: the end of an event
 * that takes place again, the date of one that does not.
 */
export function calendarForMessage(
  about: About,
  whole: Whole,
  kind: EventMessageRow['kind'],
): Letter['calendar'] {
  if (!movesDate[kind] || whole.application.state !== 'confirmed') return undefined
  if (isOff(whole)) return part(about, whole, 'CANCEL')
  return kind === 'cancelled' ? undefined : part(about, whole, 'REQUEST')
}

function isOff({ event }: Whole): boolean {
  return event.state === 'cancelled' || event.state === 'postponed'
}

function part(about: About, whole: Whole, method: 'REQUEST' | 'CANCEL'): Letter['calendar'] {
  const text = calendarText(about, whole, method)
  return text === undefined ? undefined : { method, text }
}
