import { everyone, type Routes } from '../../http/routes.ts'
import { inLanguage, languages } from '../../lib/languages.ts'
import { activityPath } from '../activities/card.tsx'
import { editionOf } from '../editions/current.ts'
import { searchIndex } from '../search/activities-index.ts'
import { activitiesByIds } from '../search/queries.ts'

const pages = ['/', '/about', '/activities', '/toolkit', '/activities/new']
/** Sitemaps may list 50,000 addresses (sitemaps.org); the newest matter most. */
const mostListed = 10_000

/** What search engines ask for: where they may go, and what there is. */
export function addIndexRoutes(list: Routes): void {
  list.get('/robots.txt', everyone, (c) =>
    c.text(
      `User-agent: *\nDisallow: /staff\nDisallow: /mine\nSitemap: ${c.var.config.origin}/sitemap.xml\n`,
    ),
  )
  list.get('/sitemap.xml', everyone, async (c) => {
    const edition = await editionOf(c)
    const { origin } = c.var.config
    const { ids } = searchIndex(c.var.db).find({
      query: '',
      filters: {},
      sort: 'newest',
      offset: 0,
      limit: mostListed,
    })
    const rows = await activitiesByIds(c.var.db, edition.id, ids)
    const urls = [
      ...pages.flatMap((path) => languages.map((lang) => origin + inLanguage(lang, path))),
      ...rows.map(({ number }) => origin + activityPath(edition, number)),
    ]
    const body = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.map((url) => `<url><loc>${url}</loc></url>`).join('\n')}
</urlset>
`
    return c.body(body, 200, { 'content-type': 'application/xml; charset=UTF-8' })
  })
}
