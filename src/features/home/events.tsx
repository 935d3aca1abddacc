import type { Ctx } from '../../http/context.ts'
import { zone } from '../../clock.ts'
import { formatDay, formatTimeRange } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { EventRow } from '../../ui/event-row.tsx'
import type { Edition } from '../editions/edition.ts'

type CampaignEvent = Edition['events'][number]

/** When an event begins or ends, as an instant. */
function instantOf(event: CampaignEvent, edge: 'start' | 'end'): Temporal.Instant {
  return event.date
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(event[edge]) })
    .toInstant()
}

/** Events that are not over, the next one first. */
export function nextEvents(edition: Edition, now: Temporal.Instant): CampaignEvent[] {
  return edition.events
    .filter((event) => Temporal.Instant.compare(instantOf(event, 'end'), now) > 0)
    .toSorted((a, b) => Temporal.Instant.compare(instantOf(a, 'start'), instantOf(b, 'start')))
}

/** Events as rows; each can be reached by its code as an anchor. */
export function EventList(props: {
  c: Ctx
  edition: Edition
  events: readonly CampaignEvent[]
  anchors?: boolean
}) {
  const { lang, t } = props.c.var
  return (
    <ul class="rows">
      {props.events.map((event) => {
        const title = pick(event.title, lang)
        const place = [
          pick(event.place, lang).text,
          event.capacity && t('home.event.capacity', { count: event.capacity }),
        ]
        return (
          <li key={event.code} id={props.anchors ? `event-${event.code}` : undefined}>
            <EventRow
              href={`#event-${event.code}`}
              date={formatDay(event.date, lang)}
              time={formatTimeRange(
                Temporal.PlainTime.from(event.start),
                Temporal.PlainTime.from(event.end),
                lang,
              )}
              start={instantOf(event, 'start')
                .toZonedDateTimeISO(zone)
                .toString({ timeZoneName: 'never', smallestUnit: 'minute' })}
              title={title.text}
              lang={title.lang === lang ? undefined : title.lang}
              place={place.filter(Boolean).join(' · ')}
            />
          </li>
        )
      })}
    </ul>
  )
}
