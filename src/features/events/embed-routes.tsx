import type { Ctx } from '../../http/context.ts'
import { scriptPath } from '../../http/asset-routes.ts'
import { browserScript } from '../../http/browser-scripts.ts'
import { page } from '../../http/page.tsx'
import { everyone, type Routes, visitor } from '../../http/routes.ts'
import { EmbedView } from './embed-view.tsx'
import { forEverySite } from './feed-routes.ts'
import { listed } from './listing.ts'

const script = browserScript('embed-events')

/** The list of events on other people's pages: the script, and the page that hands it out. */
export function addEmbedRoutes(list: Routes): void {
  // its address stands in other people's pages: it has no hash and is asked for anew each hour
  list.get('/embed/events.js', visitor, () => {
    const headers = { 'content-type': 'text/javascript; charset=UTF-8', ...forEverySite }
    return new Response(script, {
      headers: { ...headers, 'cache-control': 'public, max-age=3600' },
    })
  })
  list.get('/events/embed', everyone, show)
}

async function show(c: Ctx): Promise<Response> {
  const { edition, filter, all, found } = await listed(c)
  return page(
    c,
    {
      title: c.var.t('events.embed.title'),
      trail: [{ href: '/events', label: c.var.t('events.title') }],
      scripts: [scriptPath('copy-field')],
    },
    <EmbedView c={c} edition={edition} filter={filter} all={all} listed={found} />,
  )
}
