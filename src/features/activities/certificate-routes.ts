import { dayOf } from '../../clock.ts'
import { certificatePdf } from '../../files/pdf-certificate.ts'
import type { Ctx } from '../../http/context.ts'
import { siteNameOf } from '../../http/page.tsx'
import { everyone, type Routes } from '../../http/routes.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { inLanguage, pick } from '../../lib/languages.ts'
import { accentInks } from '../editions/accent-inks.ts'
import { nameOf, publicNumber } from '../editions/edition.ts'
import { activityPath } from './card.tsx'
import { publishedBy } from './published.ts'

/** The certificate of a published activity. It says nothing that its page does not say. */
export function addCertificateRoutes(list: Routes): void {
  list.get('/activities/:number{[0-9a-z-]+-[0-9]+}/certificate.pdf', everyone, certificate)
}

async function certificate(c: Ctx): Promise<Response> {
  const { edition, activity, version } = await publishedBy(c)
  const { t, lang, config } = c.var
  const number = publicNumber(edition, activity.number as number)
  const publishedAt = activity.published_at as Temporal.Instant
  const pdf = await certificatePdf({
    lang,
    recipientName: version.name,
    recipientReading: version.reading || undefined,
    number,
    editionTitle: siteNameOf(c),
    editionYear: edition.year,
    activityTitle: version.title,
    kinds: version.kinds.map((code) => nameOf(edition.kinds, code, lang)),
    issuedOn: formatDayWithYear(dayOf(publishedAt), lang),
    issuers: edition.bodies.map(({ name }) => pick(name, lang).text),
    verifyUrl: config.origin + inLanguage(lang, activityPath(edition, activity.number as number)),
    labels: {
      title: t('activities.certificate.title'),
      number: t('activities.certificate.number', { number }),
      honorific: t('activities.certificate.honorific').trim(),
      statement: t('activities.certificate.text'),
      activity: t('activities.certificate.activity'),
      kinds: t('activities.facet.kind'),
      edition: t('activities.certificate.edition'),
      verify: t('activities.certificate.verify'),
      month: t('activities.certificate.month'),
      qr: t('activities.certificate.qr'),
    },
    accent: accentInks[edition.accent],
    day: Math.min(30, dayOf(publishedAt).day),
    createdAt: publishedAt,
  })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="certificate-${number}.pdf"`,
    },
  })
}
