import type { CalendarEntry } from '../../lib/calendar-file.ts'
import { inLanguage, type Lang, pick } from '../../lib/languages.ts'
import type { Edition } from '../editions/edition.ts'
import { type CampaignEvent, textOf } from './event.ts'

/** An event as a calendar's entry; undefined while its date is not announced. */
export function entryOf(
  event: CampaignEvent,
  about: { edition: Edition; origin: string; lang: Lang },
): CalendarEntry | undefined {
  const { starts_at: start, ends_at: end } = event
  if (!start || !end) return undefined
  const { edition, origin, lang } = about
  return {
    uid: `event-${event.id}@${new URL(origin).hostname}`,
    sequence: event.sequence,
    when: { start, end },
    // the same file until something changes, so that a subscriber's program need not take it again
    stamp: event.changed_at,
    summary: pick(event.title, lang).text,
    description: textOf(event.lead, lang).text,
    location: textOf(event.venue, lang).text,
    url: origin + inLanguage(lang, `/events/${event.slug}`),
    status: statusOf(event),
    organizer: {
      name: pick(edition.secretariat.name, lang).text,
      email: edition.secretariat.email,
    },
  }
}

function statusOf({ state }: CampaignEvent): CalendarEntry['status'] {
  if (state === 'cancelled') return 'CANCELLED'
  return state === 'postponed' ? 'TENTATIVE' : 'CONFIRMED'
}
