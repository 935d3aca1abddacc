import type { Ctx } from '../../http/context.ts'
import { siteNameOf } from '../../http/page.tsx'
import { everyone, type Routes } from '../../http/routes.ts'
import { toCsv } from '../../lib/csv.ts'
import { prefectureOf } from '../../lib/prefectures.ts'
import { escapeXml } from '../../lib/svg-text.ts'
import { editionOf } from '../editions/current.ts'
import { type Edition, nameOf, publicNumber } from '../editions/edition.ts'
import { searchIndex } from '../search/activities-index.ts'
import { activitiesByIds, type PublishedRow } from '../search/queries.ts'
import { activityPath } from './card.tsx'
import { listAddress, readListQuery, toSearch } from './list-query.ts'
import { fromRow, publicPart, type Version } from './version.ts'

/** The filtered list as open data; only what the pages show (see docs/operate/open-data.md). */
export function addFeedRoutes(list: Routes): void {
  list.get('/activities.csv', everyone, csv)
  list.get('/activities.json', everyone, json)
  list.get('/activities.atom', everyone, atom)
}

// A list larger than this is taken in pages, by `page`; a feed holds the newest only.
const most = { data: 10_000, feed: 50 }

type Listed = { number: number; publishedAt: Temporal.Instant; version: Version }

async function listed(c: Ctx, edition: Edition, limit: number): Promise<Listed[]> {
  const query = readListQuery(edition, new URL(c.req.url).searchParams)
  const wish = toSearch(edition, query)
  const { ids } = searchIndex(c.var.db).find({ ...wish, limit, offset: (query.page - 1) * limit })
  const rows = await activitiesByIds(c.var.db, edition.id, ids)
  return rows.map((row: PublishedRow) => ({
    number: row.number,
    publishedAt: row.published_at,
    version: publicPart(fromRow(row), edition.form),
  }))
}

const columns = [
  'number',
  'name',
  'reading',
  'participant_kind',
  'industry',
  'size',
  'prefecture',
  'kinds',
  'title',
  'body',
  'period',
  'starts_on',
  'ends_on',
  'online',
  'place',
  'url',
  'published_at',
  'page',
] as const

function toData(c: Ctx, edition: Edition, { number, publishedAt, version }: Listed) {
  return {
    number: publicNumber(edition, number),
    name: version.name,
    reading: version.reading,
    participant_kind: version.participantKind,
    industry: version.industry && nameOf(edition.industries, version.industry, 'ja'),
    size: version.size && nameOf(edition.sizes, version.size, 'ja'),
    prefecture: version.prefecture === null ? null : prefectureOf(version.prefecture)?.name.ja,
    kinds: version.kinds.map((code) => nameOf(edition.kinds, code, 'ja')),
    title: version.title,
    body: version.body,
    period: version.period,
    starts_on: version.startsOn?.toString() ?? null,
    ends_on: version.endsOn?.toString() ?? null,
    online: version.online,
    place: version.place,
    url: version.url,
    published_at: publishedAt.toString(),
    page: c.var.config.origin + activityPath(edition, number),
    answers: version.answers,
  }
}

async function csv(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const rows = (await listed(c, edition, most.data)).map((entry) => {
    const data = toData(c, edition, entry)
    return columns.map((column) => {
      const value = data[column]
      return Array.isArray(value) ? value.join('、') : String(value ?? '')
    })
  })
  const body = toCsv([[...columns], ...rows])
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=UTF-8',
      'content-disposition': `attachment; filename="activities-${edition.slug}.csv"`,
    },
  })
}

async function json(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const activities = (await listed(c, edition, most.data)).map((entry) => toData(c, edition, entry))
  return Response.json({
    edition: edition.slug,
    name: siteNameOf(c),
    count: activities.length,
    activities,
  })
}

async function atom(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const entries = await listed(c, edition, most.feed)
  const { origin } = c.var.config
  const query = readListQuery(edition, new URL(c.req.url).searchParams)
  const self = `${origin}/activities.atom${listAddress(query)}`
  const updated = (entries[0]?.publishedAt ?? c.var.now).toString()
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja">
<id>${escapeXml(self)}</id>
<title>${escapeXml(`${siteNameOf(c)} ${c.var.t('activities.title')}`)}</title>
<updated>${updated}</updated>
<link rel="self" href="${escapeXml(self)}"/>
<link rel="alternate" href="${escapeXml(`${origin}/activities${listAddress(query)}`)}"/>
${entries.map((entry) => atomEntry(c, edition, entry)).join('\n')}
</feed>
`
  return new Response(body, { headers: { 'content-type': 'application/atom+xml; charset=UTF-8' } })
}

function atomEntry(c: Ctx, edition: Edition, { number, publishedAt, version }: Listed): string {
  const url = c.var.config.origin + activityPath(edition, number)
  return `<entry>
<id>${escapeXml(url)}</id>
<title>${escapeXml(version.title)}</title>
<author><name>${escapeXml(version.name)}</name></author>
<published>${publishedAt}</published>
<updated>${publishedAt}</updated>
<link href="${escapeXml(url)}"/>
${version.kinds.map((kind) => `<category term="${escapeXml(kind)}" label="${escapeXml(nameOf(edition.kinds, kind, 'ja'))}"/>`).join('')}
<summary>${escapeXml(version.body)}</summary>
</entry>`
}
