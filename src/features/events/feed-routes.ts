import { zone } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { siteNameOf } from '../../http/page.tsx'
import { everyone, type Routes } from '../../http/routes.ts'
import { inLanguage, pick } from '../../lib/languages.ts'
import { escapeXml } from '../../lib/svg-text.ts'
import type { Edition } from '../editions/edition.ts'
import { phaseOf, seatsOf, textOf } from './event.ts'
import { filterQuery } from './list-filter.ts'
import { listed } from './listing.ts'
import type { Listed } from './rows.tsx'
import { isoStart, organiserName, seatsInWords, whenInWords } from './words.tsx'

/** The list of events for programs, with the list's own filter (docs/operate/open-data.md). */
export function addEventFeedRoutes(list: Routes): void {
  list.get('/events.json', everyone, json)
  list.get('/events.atom', everyone, atom)
}

/** Other people's pages may read this: it is public, and no cookie is looked at. */
export const forEverySite = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
}

async function json(c: Ctx): Promise<Response> {
  const { edition, found } = await listed(c)
  const body = {
    edition: edition.slug,
    name: siteNameOf(c),
    count: found.length,
    events: found.map((one) => toData(c, edition, one)),
  }
  return Response.json(body, { headers: forEverySite })
}

/** One event as open data; texts in the language of the address, with the language they are in. */
function toData(c: Ctx, edition: Edition, { event, pools, organisers }: Listed) {
  const { lang, now, config } = c.var
  const title = pick(event.title, lang)
  const end = event.ends_at?.toZonedDateTimeISO(zone)
  const own = config.origin + inLanguage(lang, `/events/${event.slug}`)
  const [pool] = pools
  const seats = pool && seatsOf(event, pool, now)
  return {
    id: event.slug,
    title: title.text,
    title_lang: title.lang,
    kind: event.kind,
    mode: event.mode,
    phase: phaseOf(event, now),
    when: whenInWords(c, event),
    starts_at: event.starts_at ? isoStart(event) : null,
    ends_at: end?.toString({ timeZoneName: 'never', smallestUnit: 'minute' }) ?? null,
    month: event.month?.toString().slice(0, 7) ?? null,
    place: textOf(event.venue, lang).text,
    prefecture: event.prefecture,
    organisers: organisers.map((one) => organiserName(c, edition, one)),
    fee: textOf(event.fee, lang).text,
    places: pool?.published_capacity ?? null,
    places_left: seats?.opening === 'open' ? seats.left : null,
    state: pool ? seatsInWords(c, event, pool).text : '',
    changed_at: event.changed_at.toString(),
    page: own,
  }
}

async function atom(c: Ctx): Promise<Response> {
  const { edition, filter, found } = await listed(c)
  const { t, lang, config } = c.var
  const query = filterQuery(filter, { view: '' })
  const self = config.origin + inLanguage(lang, `/events.atom${query}`)
  const newest = found.toSorted((a, b) =>
    Temporal.Instant.compare(b.event.changed_at, a.event.changed_at),
  )
  const updated =
    newest[0]?.event.changed_at ?? edition.periods.campaign.from.toZonedDateTime(zone).toInstant()
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
<id>${escapeXml(self)}</id>
<title>${escapeXml(`${siteNameOf(c)} ${t('events.title')}`)}</title>
<updated>${updated.toString()}</updated>
<link rel="self" href="${escapeXml(self)}"/>
<link rel="alternate" href="${escapeXml(config.origin + inLanguage(lang, `/events${query}`))}"/>
${newest.map((one) => atomEntry(c, edition, one)).join('\n')}
</feed>
`
  return new Response(body, { headers: { 'content-type': 'application/atom+xml; charset=UTF-8' } })
}

function atomEntry(c: Ctx, edition: Edition, { event, organisers }: Listed): string {
  const { lang, config } = c.var
  const page = config.origin + inLanguage(lang, `/events/${event.slug}`)
  const words = [
    whenInWords(c, event),
    textOf(event.venue, lang).text,
    textOf(event.lead, lang).text,
  ]
  const names = organisers.map((one) => organiserName(c, edition, one))
  // RFC 4287 section 4.2.1: an entry has an author
  const authors = names.length > 0 ? names : [siteNameOf(c)]
  return `<entry>
<id>${escapeXml(page)}</id>
<title>${escapeXml(pick(event.title, lang).text)}</title>
<updated>${event.changed_at.toString()}</updated>
${authors.map((name) => `<author><name>${escapeXml(name)}</name></author>`).join('')}
<category term="${event.kind}" label="${escapeXml(c.var.t(`events.kind.${event.kind}`))}"/>
<link href="${escapeXml(page)}"/>
<summary>${escapeXml(words.filter(Boolean).join(' / '))}</summary>
</entry>`
}
