import type { Ctx } from '../../http/context.ts'
import { orNotFound } from '../../http/faults.ts'
import { page, siteNameOf, to } from '../../http/page.tsx'
import { everyone, type Routes, routes } from '../../http/routes.ts'
import { type CalendarEntry, calendarFile } from '../../lib/calendar-file.ts'
import { jsonLdScript } from '../../lib/json-ld.ts'
import { pick } from '../../lib/languages.ts'
import { RawJsonLd } from '../../ui/json-ld.tsx'
import { editionOf } from '../editions/current.ts'
import { entryOf } from './calendar.ts'
import { addEmbedRoutes } from './embed-routes.tsx'
import { addEventFeedRoutes } from './feed-routes.ts'
import { keepFresh } from './freshness.ts'
import { eventData } from './json-ld.ts'
import { listed } from './listing.ts'
import { filterQuery } from './list-filter.ts'
import { ListView } from './list-view.tsx'
import { OneView } from './one-view.tsx'
import {
  findPublicEvent,
  listPublicEvents,
  organisersOf,
  poolsOf,
  programmeOf,
  publicMaterials,
} from './queries.ts'

/** The events of the edition: list, permanent pages, calendars. */
export function eventRoutes(): Routes {
  const list = routes()
  list.get('/events', everyone, showList)
  list.get('/events.ics', everyone, showCalendar)
  addEventFeedRoutes(list)
  addEmbedRoutes(list)
  list.get('/events/:slug{[a-z0-9-]+}', everyone, showOne)
  list.get('/events/:slug{[a-z0-9-]+}/calendar.ics', everyone, showEntry)
  return list
}

async function showList(c: Ctx): Promise<Response> {
  const { edition, filter, all, found } = await listed(c)
  return page(
    c,
    {
      title: c.var.t('events.title'),
      head: <Feeds c={c} query={filterQuery(filter, { view: '' })} />,
    },
    <ListView c={c} edition={edition} filter={filter} all={all} listed={found} />,
  )
}

function Feeds({ c, query }: { c: Ctx; query: string }) {
  const title = c.var.t('events.title')
  return (
    <>
      <link
        rel="alternate"
        type="application/atom+xml"
        title={title}
        href={to(c, `/events.atom${query}`)}
      />
      <link
        rel="alternate"
        type="text/calendar"
        title={title}
        href={to(c, `/events.ics${query}`)}
      />
    </>
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
  const materials = await publicMaterials(db, event.id, c.var.now)
  keepFresh(
    c,
    [event],
    materials.map(({ available_until: until }) => until),
  )
  const data = eventData(c, { edition, event, pools, organisers })
  return page(
    c,
    {
      title: pick(event.title, lang).text,
      trail: [{ href: '/events', label: t('events.title') }],
      head: data && <RawJsonLd script={jsonLdScript(data)} />,
    },
    <OneView {...{ c, edition, event, pools, organisers, programme, materials, others }} />,
  )
}

function calendar(c: Ctx, entries: (CalendarEntry | undefined)[]): Response {
  const dated = entries.filter((entry) => entry !== undefined)
  const text = calendarFile(dated, { method: 'PUBLISH', name: siteNameOf(c) })
  return new Response(text, { headers: { 'content-type': 'text/calendar; charset=UTF-8' } })
}

async function showCalendar(c: Ctx): Promise<Response> {
  const { edition, found } = await listed(c)
  const about = { edition, origin: c.var.config.origin, lang: c.var.lang }
  return calendar(
    c,
    found.map(({ event }) => entryOf(event, about)),
  )
}

async function showEntry(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const slug = c.req.param('slug') ?? ''
  const event = orNotFound(await findPublicEvent(c.var.db, edition.id, slug))
  const about = { edition, origin: c.var.config.origin, lang: c.var.lang }
  return calendar(c, [orNotFound(entryOf(event, about))])
}
