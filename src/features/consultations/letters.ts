import { translator } from '../../i18n/messages.ts'
import { formatInstant, formatInstantRange } from '../../lib/jp-date.ts'
import { inLanguage, pick } from '../../lib/languages.ts'
import { type Block, renderLetter } from '../../mail/letter.tsx'
import type { Letter } from '../../mail/outbox.ts'
import { receiptNumber } from '../applications/application.ts'
import { keyOf } from '../applications/links.ts'
import type { Edition } from '../editions/edition.ts'
import { topicName } from './consultation.ts'
import type { Booking } from './queries.ts'

/** What people are told about a consultation; every other notice needs no letter. */
export const toldKinds = [
  'held',
  'confirmed',
  'waiting',
  'invited',
  'moved',
  'cancelled',
  'expired',
] as const
export type ToldKind = (typeof toldKinds)[number]

/** Path of a booking's personal page. */
export function bookingPath(secret: Buffer, booking: Pick<Booking, 'id' | 'link_epoch'>): string {
  return `/consultations/${keyOf(secret, { id: booking.id, linkEpoch: booking.link_epoch })}`
}

type About = { edition: Edition; origin: string; secret: Buffer }

/**
 * The letter for a notice about a slot or a waiting list, with time and adviser. What a stranger may
 * have typed stands in none that goes to an unproven address.
 */
export function consultationLetter(about: About, booking: Booking, kind: ToldKind): Letter {
  const { edition, origin, secret } = about
  const lang = booking.language
  const t = translator(lang)
  const site = `${pick(edition.name, lang).text} ${edition.year}`
  const subject = t(`consultations.mail.${kind}.subject`, { site })
  const until = kind === 'invited' ? booking.offer_until : booking.hold_until
  const values = { until: until ? formatInstant(until, lang) : '' }
  const blocks: Block[] = [
    { paragraph: t(`consultations.mail.${kind}.lead`, values) },
    { facts: factsOf(booking) },
    {
      link: {
        label: t(`consultations.mail.${kind}.link`),
        url: origin + inLanguage(lang, bookingPath(secret, booking)),
      },
    },
    ...(kind === 'held' ? [{ note: t('consultations.mail.stranger') }] : []),
  ]
  const { secretariat } = edition
  const footer = [
    pick(secretariat.name, lang).text,
    `${secretariat.email} ${secretariat.phone} (${pick(secretariat.hours, lang).text})`,
  ]
  return {
    kind: `consultations.${kind}`,
    to: booking.email,
    lang,
    subject,
    ...renderLetter({ lang, subject, siteName: site, blocks, footer }),
    about: { kind: 'application', id: booking.id },
    editionId: edition.id,
    ...(until && { usefulUntil: until }),
  }
}

function factsOf(booking: Booking): [string, string][] {
  const lang = booking.language
  const t = translator(lang)
  const facts: [string, string][] = [
    [t('consultations.number'), receiptNumber(booking.slug, booking.number)],
    [t('consultations.seminar'), pick(booking.title, lang).text],
  ]
  if (booking.starts_at && booking.ends_at) {
    const time = formatInstantRange(booking.starts_at, booking.ends_at, lang, { withYear: true })
    facts.push([t('consultations.time'), time])
    facts.push([t('consultations.adviser'), booking.adviser_name ?? ''])
  } else facts.push([t('consultations.waiting-number'), String(booking.waiting_number ?? '')])
  if (booking.topic)
    facts.push([t('consultations.topic'), topicName(booking.topics, booking.topic, lang).text])
  return facts
}
