import { dayOf, zone } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatDay, formatTimeRange } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { EventRow } from '../../ui/event-row.tsx'
import { type CampaignEvent, type EventPool, type Organiser, textOf } from './event.ts'
import { isoStart, seatsInWords, whenInWords } from './words.tsx'

/** What a row needs. */
type Shown = { event: CampaignEvent; pools: EventPool[] }
/** An event with its pools and with those who run it. */
export type Listed = Shown & { organisers: Organiser[] }

/** Events as rows: when, what, where, and the seats in words. */
export function EventRows({ c, listed, level }: { c: Ctx; listed: Shown[]; level?: 2 | 3 }) {
  return (
    <ul class="rows">
      {listed.map((one) => (
        <li key={one.event.id}>
          <Row c={c} {...one} level={level} />
        </li>
      ))}
    </ul>
  )
}

function Row({ c, event, pools, level }: Shown & { c: Ctx; level: 2 | 3 | undefined }) {
  const { lang } = c.var
  const title = pick(event.title, lang)
  const pool = pools[0]
  const [venue, reach] = [textOf(event.venue, lang).text, textOf(event.reach, lang).text]
  const place = (venue.includes(reach) ? [venue] : [venue, reach]).filter(Boolean)
  if (event.source === 'partner') place.unshift(c.var.t('partner-events.tag'))
  return (
    <EventRow
      href={to(c, `/events/${event.slug}`)}
      {...dateAndTime(c, event)}
      start={isoStart(event)}
      title={title.text}
      lang={title.lang === lang ? undefined : title.lang}
      place={place.join(' · ')}
      level={level}
      seats={pool && seatStrip(c, event, pool)}
    />
  )
}

function dateAndTime(c: Ctx, event: CampaignEvent): { date: string; time: string } {
  const { starts_at: start, ends_at: end } = event
  if (!start || !end || event.precision !== 'exact')
    return { date: whenInWords(c, event), time: '' }
  const clock = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(zone).toPlainTime()
  const { lang } = c.var
  return {
    date: formatDay(dayOf(start), lang),
    time: formatTimeRange(clock(start), clock(end), lang),
  }
}

function seatStrip(c: Ctx, event: CampaignEvent, pool: EventPool) {
  const { kind, text } = seatsInWords(c, event, pool)
  return { kind, text, taken: pool.taken, capacity: pool.accepted_limit }
}
