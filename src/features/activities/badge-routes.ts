import { dayOf } from '../../clock.ts'
import { badgePng } from '../../files/badge-png.ts'
import type { Ctx } from '../../http/context.ts'
import { everyone, type Routes } from '../../http/routes.ts'
import { type Badge, badgeSvg } from '../../lib/badge.ts'
import { pick } from '../../lib/languages.ts'
import { publicNumber } from '../editions/edition.ts'
import { activityPath } from './card.tsx'
import { accentInks } from '../editions/accent-inks.ts'
import { publishedBy } from './published.ts'

const path = '/activities/:number{[0-9a-z-]+-[0-9]+}'

/** The badge of a published activity, to be shown on its owner's pages; `?theme=dark` for dark ones. */
export function addBadgeRoutes(list: Routes): void {
  list.get(`${path}/badge.svg`, everyone, async (c) =>
    image('image/svg+xml', badgeSvg(await badgeOf(c))),
  )
  list.get(`${path}/badge.png`, everyone, async (c) => {
    const png = await badgePng(await badgeOf(c), c.var.lang)
    return image('image/png', new Uint8Array(png))
  })
}

async function badgeOf(c: Ctx): Promise<Badge> {
  const { edition, activity, version } = await publishedBy(c)
  const { t, lang, config } = c.var
  const number = activity.number as number
  return {
    label: `${pick(edition.name, lang).text} ${t('activities.one.badge.label')}`,
    name: version.name,
    year: edition.year,
    number: publicNumber(edition, number),
    accent: accentInks[edition.accent],
    verifyUrl: config.origin + activityPath(edition, number),
    theme: c.req.query('theme') === 'dark' ? 'dark' : 'light',
    day: Math.min(30, dayOf(activity.published_at as Temporal.Instant).day),
  }
}

/** Shown on other sites: any site may load it, and nothing in it can act. */
function image(type: string, body: string | Uint8Array<ArrayBuffer>): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}
