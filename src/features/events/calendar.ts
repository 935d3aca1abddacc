import type { CalendarEntry } from '../../lib/calendar-file.ts'
import { inLanguage, type Lang, pick } from '../../lib/languages.ts'
import type { Edition } from '../editions/edition.ts'
import { type CampaignEvent, textOf } from './event.ts'

/** An event as a calendar's entry; undefined while its date is not announced. */
export function entryOf(
  event: CampaignEvent,
  about: { edition: Edition; origin: string; lang: Lang },
): CalendarEntry | undefined {
  const { starts_at: startsAt, ends_at: endsAt } = event
  if (!startsAt || !endsAt) return undefined
  const { edition, origin, lang } = about
  return {
    uid: `event-${event.id}@${new URL(origin).hostname}`,
    sequence: event.sequence,
    startsAt,
    endsAt,
    summary: pick(event.title, lang).text,
    description: textOf(event.lead, lang).text,
    location: textOf(event.venue, lang).text,
    url: origin + inLanguage(lang, `/events/${event.slug}`),
    status: statusOf(event),
    organizer: { name: pick(edition.secretariat.name, lang).text, email: edition.secretariat.email },
  }
}

function statusOf({ state }: CampaignEvent): CalendarEntry['status'] {
  if (state === 'cancelled') return 'CANCELLED'
  return state === 'postponed' ? 'TENTATIVE' : 'CONFIRMED'
}
