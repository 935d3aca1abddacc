import { dayOf } from '../../clock.ts'
import type { Config } from '../../config.ts'
import { translator } from '../../i18n/messages.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { inLanguage, type Lang, pick } from '../../lib/languages.ts'
import { type Block, renderLetter } from '../../mail/letter.tsx'
import type { Letter } from '../../mail/outbox.ts'
import type { Edition } from '../editions/edition.ts'
import { joinPath } from './first-administrator.ts'

type About = { edition: Edition; config: Config; lang: Lang; by: string; now: Temporal.Instant }
type Invited = { id: number; name: string; email: string }

/** Asks a person to set up their account; the link is good for seven days. */
export function invitationLetter(about: About, person: Invited, token: string): Letter {
  const { edition, lang, now } = about
  const siteName = `${pick(edition.name, lang).text} ${edition.year}`
  const usefulUntil = now.add({ hours: 24 * 7 })
  const subject = translator(lang)('accounts.mail.invitation.subject', { site: siteName })
  const { name, email, phone, hours } = edition.secretariat
  const footer = [pick(name, lang).text, `${email} ${phone} (${pick(hours, lang).text})`]
  const blocks = blocksOf(about, person.name, { siteName, usefulUntil, token })
  return {
    kind: 'accounts.invitation',
    to: person.email,
    lang,
    subject,
    ...renderLetter({ lang, subject, siteName, blocks, footer }),
    about: { kind: 'staff', id: person.id },
    editionId: edition.id,
    usefulUntil,
  }
}

function blocksOf(
  { config, lang, by }: About,
  name: string,
  link: { siteName: string; usefulUntil: Temporal.Instant; token: string },
): Block[] {
  const t = translator(lang)
  const url = config.origin + inLanguage(lang, joinPath(link.token))
  const date = formatDayWithYear(dayOf(link.usefulUntil), lang)
  return [
    { paragraph: t('accounts.mail.invitation.lead', { name, by, site: link.siteName }) },
    { link: { label: t('accounts.mail.invitation.link'), url } },
    { note: t('accounts.mail.invitation.until', { date }) },
    { note: t('accounts.mail.invitation.stranger') },
  ]
}
