import type { Ctx } from '../../http/context.ts'
import { page, siteNameOf } from '../../http/page.tsx'
import { everyone, type Routes, routes } from '../../http/routes.ts'
import { jsonLdScript } from '../../lib/json-ld.ts'
import { editionOf } from '../editions/current.ts'
import type { Edition } from '../editions/edition.ts'
import { searchIndex } from '../search/activities-index.ts'
import { activitiesByIds } from '../search/queries.ts'
import { addBadgeRoutes } from './badge-routes.ts'
import { addCertificateRoutes } from './certificate-routes.ts'
import { activityPath, prefectureName } from './card.tsx'
import { addConcernRoutes } from './concern-routes.tsx'
import { addFeedRoutes } from './feed-routes.ts'
import { listAddress, type ListQuery, readListQuery, toSearch } from './list-query.ts'
import { activityRows } from './list-rows.tsx'
import { ListView } from './list-views.tsx'
import { OneView } from './one-view.tsx'
import { addPictureRoutes } from './picture-routes.ts'
import { findPicture } from './pictures.ts'
import { publishedBy } from './published.ts'
import { fromRow, publicPart } from './version.ts'
import { RawJsonLd } from '../../ui/json-ld.tsx'

/** Everything that anybody may read about activities. */
export function activityRoutes(): Routes {
  const list = routes()
  list.get('/activities', everyone, showList)
  list.get('/activities/:number{[0-9a-z-]+-[0-9]+}', everyone, showOne)
  addFeedRoutes(list)
  addCertificateRoutes(list)
  addBadgeRoutes(list)
  addConcernRoutes(list)
  addPictureRoutes(list)
  return list
}

async function showList(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const query = readListQuery(edition, new URL(c.req.url).searchParams)
  const index = searchIndex(c.var.db)
  const answer = index.find(toSearch(edition, query))
  const rows = await activityRows(c, edition, answer.ids)
  return page(
    c,
    {
      title: listTitle(c, query),
      description: c.var.t('activities.list.lead'),
      head: <FeedLink c={c} query={query} />,
      // rows and facets come from fragments, the words from the query without what is forbidden
      clean: true,
    },
    <ListView c={c} edition={edition} query={query} answer={answer} size={index.size}>
      {rows}
    </ListView>,
  )
}

function listTitle(c: Ctx, query: ListQuery): string {
  const title = c.var.t('activities.title')
  const words = query.words && c.var.t('activities.list.quoted', { words: query.words })
  const parts = [words, query.page > 1 && String(query.page)].filter(Boolean)
  return parts.length > 0 ? `${title} ${parts.join(' ')}` : title
}

function FeedLink({ c, query }: { c: Ctx; query: ListQuery }) {
  const title = c.var.t('activities.list.download.atom')
  return (
    <link
      rel="alternate"
      type="application/atom+xml"
      title={title}
      href={`/activities.atom${listAddress(query)}`}
    />
  )
}

async function showOne(c: Ctx): Promise<Response> {
  const { edition, activity, version } = await publishedBy(c)
  const { db, t } = c.var
  return page(
    c,
    {
      title: version.title,
      description: version.body.slice(0, 120),
      trail: [{ href: '/activities', label: t('activities.title') }],
      head: (
        <RawJsonLd
          script={jsonLdScript(
            structuredData(c, edition, { ...version, number: activity.number as number }),
          )}
        />
      ),
    },
    <OneView
      c={c}
      edition={edition}
      activity={activity}
      version={version}
      picture={await findPicture(db, version.imageId)}
      neighbours={await neighboursOf(c, edition, activity.id, version.prefecture)}
    />,
  )
}

/** The newest others of the same prefecture. */
async function neighboursOf(c: Ctx, edition: Edition, id: number, prefecture: number | null) {
  const { db } = c.var
  const filters = prefecture === null ? {} : { prefecture: [prefecture] }
  const found = searchIndex(db).find({ query: '', filters, sort: 'newest', offset: 0, limit: 4 })
  const others = found.ids.filter((other) => other !== id).slice(0, 3)
  const rows = await activitiesByIds(db, edition.id, others)
  return rows.map((row) => ({
    number: row.number,
    version: publicPart(fromRow(row), edition.form),
  }))
}

/** The page for machines (schema.org): what is done by whom, where, as part of which month. */
function structuredData(
  c: Ctx,
  edition: Edition,
  version: ReturnType<typeof publicPart> & { number: number },
): Record<string, unknown> {
  return {
    '@context': 'https://schema.org',
    '@type': 'CreativeWork',
    '@id': c.var.config.origin + activityPath(edition, version.number),
    inLanguage: 'ja',
    name: version.title,
    description: version.body,
    creator: {
      '@type': version.participantKind === 'individual' ? 'Person' : 'Organization',
      name: version.name,
    },
    ...(version.prefecture !== null && {
      spatialCoverage: {
        '@type': 'Place',
        address: {
          '@type': 'PostalAddress',
          addressCountry: 'JP',
          addressRegion: prefectureName(c, version.prefecture),
        },
      },
    }),
    isPartOf: {
      '@type': 'Event',
      name: siteNameOf(c),
      startDate: edition.periods.campaign.from.toString(),
      endDate: edition.periods.campaign.to.toString(),
    },
  }
}
