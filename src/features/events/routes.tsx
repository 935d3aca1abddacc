import { endOfDay } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { orNotFound } from '../../http/faults.ts'
import { page, siteNameOf } from '../../http/page.tsx'
import { everyone, type Routes, routes } from '../../http/routes.ts'
import { type CalendarEntry, calendarFile } from '../../lib/calendar-file.ts'
import { pick } from '../../lib/languages.ts'
import { JsonLd } from '../../ui/json-ld.tsx'
import { editionOf } from '../editions/current.ts'
import { entryOf } from './calendar.ts'
import { type CampaignEvent, phaseOf } from './event.ts'
import { eventData } from './json-ld.ts'
import { ListView } from './list-view.tsx'
import { OneView } from './one-view.tsx'
import { findPublicEvent, listPublicEvents, organisersOf, poolsOf, programmeOf } from './queries.ts'
import { readEventFilter } from './list-filter.ts'

/** Seats are told again after so long; that none is left is told at once (see running.ts). */
const seatsStayTrue = { seconds: 30 }

/** The events of the edition: list, permanent pages, calendars. */
export function eventRoutes(): Routes {
  const list = routes()
  list.get('/events', everyone, showList)
  list.get('/events.ics', everyone, showCalendar)
  list.get('/events/:slug{[a-z0-9-]+}', everyone, showOne)
  list.get('/events/:slug{[a-z0-9-]+}/calendar.ics', everyone, showEntry)
  return list
}

/** Until when a page about these events stays true: the next start or end, or a moment of seats. */
function keepFresh(c: Ctx, events: readonly CampaignEvent[]): void {
  const { now } = c.var
  const edges = events.flatMap(({ starts_at: start, ends_at: end }) => [start, end])
  const next = edges
    .filter((edge) => edge !== null)
    .filter((edge) => Temporal.Instant.compare(edge, now) > 0)
  const open = events.some((event) => ['upcoming', 'running'].includes(phaseOf(event, now)))
  const moments = [
    Temporal.Instant.fromEpochMilliseconds(endOfDay(now)),
    ...next,
    ...(open ? [now.add(seatsStayTrue)] : []),
  ]
  c.set('freshUntil', moments.toSorted(Temporal.Instant.compare)[0] as Temporal.Instant)
}

async function listed(c: Ctx) {
  const edition = await editionOf(c)
  const filter = readEventFilter(new URL(c.req.url).searchParams)
  const all = await listPublicEvents(c.var.db, edition.id)
  const events = all.filter((event) => filter.fits(event))
  return { edition, filter, all, events }
}

async function showList(c: Ctx): Promise<Response> {
  const { edition, filter, all, events } = await listed(c)
  const pools = await poolsOf(
    c.var.db,
    events.map(({ id }) => id),
  )
  keepFresh(c, events)
  return page(
    c,
    { title: c.var.t('events.title') },
    <ListView
      c={c}
      edition={edition}
      filter={filter}
      all={all}
      listed={events.map((event) => ({
        event,
        pools: pools.filter(({ event_id: id }) => id === event.id),
      }))}
    />,
  )
}

async function showOne(c: Ctx): Promise<Response> {
  const { db, lang, t } = c.var
  const edition = await editionOf(c)
  const event = orNotFound(await findPublicEvent(db, edition.id, c.req.param('slug') ?? ''))
  const pools = await poolsOf(db, [event.id])
  const organisers = await organisersOf(db, [event.id])
  const programme = await programmeOf(db, event.id)
  const others = event.series
    ? (await listPublicEvents(db, edition.id)).filter(
        ({ id, series }) => series === event.series && id !== event.id,
      )
    : []
  keepFresh(c, [event])
  const data = eventData(c, { edition, event, pools, organisers })
  return page(
    c,
    {
      title: pick(event.title, lang).text,
      trail: [{ href: '/events', label: t('events.title') }],
      head: data && <JsonLd data={data} />,
    },
    <OneView {...{ c, edition, event, pools, organisers, programme, others }} />,
  )
}

function calendar(c: Ctx, entries: (CalendarEntry | undefined)[]): Response {
  const { now } = c.var
  const dated = entries.filter((entry) => entry !== undefined)
  const text = calendarFile(dated, { method: 'PUBLISH', name: siteNameOf(c), now })
  return new Response(text, { headers: { 'content-type': 'text/calendar; charset=UTF-8' } })
}

async function showCalendar(c: Ctx): Promise<Response> {
  const { edition, events } = await listed(c)
  const about = { edition, origin: c.var.config.origin, lang: c.var.lang }
  return calendar(
    c,
    events.map((event) => entryOf(event, about)),
  )
}

async function showEntry(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const slug = c.req.param('slug') ?? ''
  const event = orNotFound(await findPublicEvent(c.var.db, edition.id, slug))
  const about = { edition, origin: c.var.config.origin, lang: c.var.lang }
  return calendar(c, [orNotFound(entryOf(event, about))])
}
