import { zone } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { siteNameOf, to } from '../../http/page.tsx'
import { pick } from '../../lib/languages.ts'
import { type Edition, nameOf } from '../editions/edition.ts'
import { type CampaignEvent, type EventPool, type Organiser, seatsOf, textOf } from './event.ts'

type About = {
  edition: Edition
  event: CampaignEvent
  pools: EventPool[]
  organisers: Organiser[]
}

/**
 * The event for machines (schema.org Event). Undefined without an exact date: startDate is required
 * and an invented one would be wrong.
 */
export function eventData(c: Ctx, about: About): object | undefined {
  const { event, edition } = about
  if (!event.starts_at || !event.ends_at) return undefined
  const { lang, config } = c.var
  const url = config.origin + to(c, `/events/${event.slug}`)
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: pick(event.title, lang).text,
    description: textOf(event.lead, lang).text || undefined,
    url,
    inLanguage: 'ja',
    startDate: local(event.starts_at),
    endDate: local(event.ends_at),
    ...statusOf(event),
    ...placeOf(c, event, url),
    isAccessibleForFree: true,
    organizer: about.organisers.map(({ body, name }) => ({
      '@type': 'Organization',
      name: body ? nameOf(edition.bodies, body, lang) : textOf(name, lang).text,
    })),
    superEvent: { '@type': 'Event', name: siteNameOf(c), url: config.origin + to(c, '/') },
    ...offersOf(c, about, url),
  }
}

function local(instant: Temporal.Instant): string {
  return instant
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

function statusOf(event: CampaignEvent) {
  const { state, previous_starts_at: previous } = event
  if (state === 'cancelled') return { eventStatus: 'https://schema.org/EventCancelled' }
  if (state === 'postponed') return { eventStatus: 'https://schema.org/EventPostponed' }
  if (previous)
    return {
      eventStatus: 'https://schema.org/EventRescheduled',
      previousStartDate: local(previous),
    }
  return { eventStatus: 'https://schema.org/EventScheduled' }
}

/** Where people can take part: a closed venue is where it happens, and the stream where they are. */
function placeOf(c: Ctx, event: CampaignEvent, url: string) {
  const { lang } = c.var
  const online = { '@type': 'VirtualLocation', url }
  const place = {
    '@type': 'Place',
    name: textOf(event.venue, lang).text,
    address: textOf(event.address, lang).text || textOf(event.venue, lang).text,
  }
  const mode = (name: string) => `https://schema.org/${name}EventAttendanceMode`
  if (event.mode === 'venue') return { eventAttendanceMode: mode('Offline'), location: place }
  if (event.mode === 'hybrid')
    return { eventAttendanceMode: mode('Mixed'), location: [place, online] }
  return { eventAttendanceMode: mode('Online'), location: online }
}

function offersOf(c: Ctx, { event, pools }: About, url: string) {
  const pool = pools[0]
  if (!pool) return {}
  const seats = seatsOf(event, pool, c.var.now)
  const free = seats.opening === 'open' && seats.left > 0
  return {
    maximumAttendeeCapacity: pool.published_capacity ?? pool.accepted_limit,
    remainingAttendeeCapacity: seats.left,
    offers: {
      '@type': 'Offer',
      price: 0,
      priceCurrency: 'JPY',
      availability: `https://schema.org/${free ? 'InStock' : 'SoldOut'}`,
      url: `${url}/apply`,
      ...(pool.opens_at && { validFrom: local(pool.opens_at) }),
    },
  }
}
