import { dayOf } from '../../clock.ts'
import { certificatePdf } from '../../files/pdf-certificate.ts'
import type { Ctx } from '../../http/context.ts'
import { siteNameOf } from '../../http/page.tsx'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { inLanguage, type Localized, pick } from '../../lib/languages.ts'
import type { Whole } from '../applications/queries.ts'
import { whenOf } from '../applications/wording.ts'
import { accentInks } from '../editions/accent-inks.ts'
import { editionOf } from '../editions/current.ts'
import type { Edition } from '../editions/edition.ts'
import { organisersOf } from '../events/queries.ts'
import type { AttendanceCertificate } from './certificate.ts'

/** The certificate as a PDF in the language of the page; asked for twice it has the same bytes. */
export async function sheetFor(
  c: Ctx,
  { event }: Whole,
  { number, name, minutes, issued_at: issuedAt }: AttendanceCertificate,
): Promise<Uint8Array> {
  const { t, lang, config } = c.var
  const edition = await editionOf(c)
  return certificatePdf({
    lang,
    recipientName: name,
    number,
    editionTitle: siteNameOf(c),
    editionYear: edition.year,
    activityTitle: pick(event.title, lang).text,
    kinds: [
      whenOf(event, lang, t),
      ...(minutes > 0 ? [t('attendance-certificates.sheet.minutes', { minutes })] : []),
    ],
    issuedOn: formatDayWithYear(dayOf(issuedAt), lang),
    issuers: await issuersOf(c, event.id, edition),
    verifyUrl: config.origin + inLanguage(lang, `/certificates/${number}`),
    labels: labelsOf(c, number),
    accent: accentInks[edition.accent],
    day: Math.min(30, dayOf(event.starts_at ?? issuedAt).day),
    createdAt: issuedAt,
  })
}

/** The event's organisers by name; the secretariat where none is named. */
async function issuersOf(c: Ctx, eventId: number, edition: Edition): Promise<string[]> {
  const { db, lang } = c.var
  const organisers = await organisersOf(db, [eventId])
  const names = organisers.flatMap(({ body, name: own }) => {
    const known = edition.bodies.find(({ code }) => code === body)?.name
    const text = known ?? ('ja' in own ? (own as Localized) : undefined)
    return text ? [pick(text, lang).text] : []
  })
  return names.length > 0 ? names : [pick(edition.secretariat.name, lang).text]
}

function labelsOf({ var: { t } }: Ctx, number: string) {
  return {
    title: t('attendance-certificates.title'),
    number: t('activities.certificate.number', { number }),
    honorific: t('activities.certificate.honorific').trim(),
    statement: t('attendance-certificates.sheet.text'),
    activity: t('attendance-certificates.sheet.event'),
    kinds: t('attendance-certificates.sheet.when'),
    edition: t('activities.certificate.edition'),
    verify: t('attendance-certificates.sheet.verify'),
    month: t('attendance-certificates.sheet.month'),
    qr: t('attendance-certificates.sheet.qr'),
  }
}
