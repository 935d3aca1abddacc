import { dayOf } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { page } from '../../http/page.tsx'
import { everyone, type Routes, routes } from '../../http/routes.ts'
import { editionOf } from '../editions/current.ts'
import { keepFresh } from '../events/freshness.ts'
import { listedEvents } from '../events/queries.ts'
import { searchIndex } from '../search/activities-index.ts'
import { activitiesByIds } from '../search/queries.ts'
import { fromRow, publicPart } from '../activities/version.ts'
import { AboutView } from './about-view.tsx'
import { addIndexRoutes } from './robots.ts'
import { HomeView } from './home-view.tsx'
import { addToolkitRoutes } from './toolkit-routes.tsx'

/** The edition's own pages: home, about, toolkit, and what robots ask for. */
export function homeRoutes(): Routes {
  const list = routes()
  list.get('/', everyone, home)
  list.get('/about', everyone, about)
  addToolkitRoutes(list)
  addIndexRoutes(list)
  return list
}

async function home(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const index = searchIndex(c.var.db)
  const found = index.find({ query: '', filters: {}, sort: 'newest', offset: 0, limit: 3 })
  const rows = await activitiesByIds(c.var.db, edition.id, found.ids)
  const events = await listedEvents(c.var.db, edition.id)
  keepFresh(
    c,
    events.map(({ event }) => event),
  )
  return page(
    c,
    { title: '', home: true, description: edition.purpose[c.var.lang] ?? edition.purpose.ja },
    <HomeView
      c={c}
      edition={edition}
      today={dayOf(c.var.now)}
      found={found}
      events={events}
      newest={rows.map((row) => ({
        number: row.number,
        version: publicPart(fromRow(row), edition.form),
      }))}
    />,
  )
}

async function about(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  return page(c, { title: c.var.t('home.about') }, <AboutView c={c} edition={edition} />)
}
