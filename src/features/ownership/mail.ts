import type { MessageKey } from '../../i18n/keys.ts'
import { translator, type Values } from '../../i18n/messages.ts'
import { inLanguage, type Lang, pick } from '../../lib/languages.ts'
import { type Block, renderLetter } from '../../mail/letter.tsx'
import type { Letter } from '../../mail/outbox.ts'
import { type Edition, publicNumber } from '../editions/edition.ts'

/** What every letter about a registration is told. */
export type About = {
  edition: Edition
  origin: string
  to: string
  lang: Lang
  activity: { id: number; number: number | null }
}

/** Links to every registration of an address, each with digits for another device. */
export function manageLetter(
  about: About,
  keys: { number: number; token: string; code: string }[],
  until: Temporal.Instant,
): Letter {
  const t = translator(about.lang)
  const blocks = keys.flatMap(({ number, token, code }): Block[] => [
    {
      link: {
        label: t('ownership.mail.manage.link', { number: publicNumber(about.edition, number) }),
        url: urlOf(about, `/mine/link/${token}`),
      },
    },
    { paragraph: t('ownership.mail.manage.code') },
    { code },
  ])
  return {
    ...compose(about, 'manage', [
      { paragraph: t('ownership.mail.manage.lead') },
      ...blocks,
      { note: t('ownership.mail.manage.until') },
    ]),
    usefulUntil: until,
  }
}

/** The letters that are one text and at most one link. */
export type Plain =
  | 'withdrawn'
  | 'new-address'
  | 'old-address'
  | 'address-changed'
  | 'address-kept'
  | 'hand-over-confirm'
  | 'hand-over-direct'
  | 'hand-over-notice'
  | 'hand-over-done'
  | 'hand-over-objected'
  | 'appealed'
  | 'reported'
  | 'report-reminder'

/** Letters whose link names its page by a word of its own. */
const linked: readonly Plain[] = [
  'new-address',
  'old-address',
  'address-changed',
  'hand-over-confirm',
  'hand-over-direct',
  'hand-over-notice',
  'hand-over-done',
  'reported',
  'report-reminder',
]

/** A letter of one text with its number, and the link that its kind has. */
export function plainLetter(
  about: About,
  kind: Plain,
  more: { path?: string; values?: Values; until?: Temporal.Instant } = {},
): Letter {
  const t = translator(about.lang)
  const values = { number: numberOf(about), ...more.values }
  const key = (part: string) => `ownership.mail.${kind}.${part}` as MessageKey
  const blocks: Block[] = [{ paragraph: t(key('lead'), values) }]
  if (more.path && linked.includes(kind))
    blocks.push({ link: { label: t(key('link')), url: urlOf(about, more.path) } })
  const letter = compose(about, kind, blocks)
  return more.until ? { ...letter, usefulUntil: more.until } : letter
}

/**
 * A name as it may stand in a letter to somebody else's address: short, and nothing in it that a
 * mail program would turn into a link (R22).
 */
export function harmlessName(name: string): string {
  return [...name.replace(/https?:\S*|www\.\S*|[/\\@:<>]/gi, ' ').replace(/\.(?=\S)/g, ' ')]
    .slice(0, 60)
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}

function compose(about: About, kind: 'manage' | Plain, blocks: Block[]): Letter {
  const { lang, to, activity, edition } = about
  const siteName = `${pick(edition.name, lang).text} ${edition.year}`
  const { name, email, phone, hours } = edition.secretariat
  const footer = [pick(name, lang).text, `${email} ${phone} (${pick(hours, lang).text})`]
  const subject = translator(lang)(`ownership.mail.${kind}.subject`, {
    site: siteName,
    number: numberOf(about),
  })
  return {
    kind: `ownership.${kind}`,
    to,
    lang,
    subject,
    ...renderLetter({ lang, subject, siteName, blocks, footer }),
    about: { kind: 'activity', id: activity.id },
    editionId: edition.id,
  }
}

function numberOf({ edition, activity }: About): string {
  return activity.number === null ? '' : publicNumber(edition, activity.number)
}

function urlOf({ origin, lang }: About, path: string): string {
  return origin + inLanguage(lang, path)
}
