import { dayOf } from '../../clock.ts'
import type { Config } from '../../config.ts'
import { translator } from '../../i18n/messages.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { inLanguage, type Lang, pick } from '../../lib/languages.ts'
import { renderLetter } from '../../mail/letter.tsx'
import type { Letter } from '../../mail/outbox.ts'
import type { Edition } from '../editions/edition.ts'
import { joinPath } from './first-administrator.ts'

/** Asks a person to set up their account; the link is good for seven days. */
export function invitationLetter(
  about: { edition: Edition; config: Config; lang: Lang; by: string; now: Temporal.Instant },
  person: { id: number; name: string; email: string },
  token: string,
): Letter {
  const { edition, lang, now } = about
  const t = translator(lang)
  const siteName = `${pick(edition.name, lang).text} ${edition.year}`
  const usefulUntil = now.add({ hours: 24 * 7 })
  const subject = t('accounts.mail.invitation.subject', { site: siteName })
  const { secretariat } = edition
  const { html, text } = renderLetter({
    lang,
    subject,
    siteName,
    blocks: [
      {
        paragraph: t('accounts.mail.invitation.lead', {
          name: person.name,
          by: about.by,
          site: siteName,
        }),
      },
      {
        link: {
          label: t('accounts.mail.invitation.link'),
          url: about.config.origin + inLanguage(lang, joinPath(token)),
        },
      },
      {
        note: t('accounts.mail.invitation.until', {
          date: formatDayWithYear(dayOf(usefulUntil), lang),
        }),
      },
      { note: t('accounts.mail.invitation.stranger') },
    ],
    footer: [
      pick(secretariat.name, lang).text,
      `${secretariat.email} ${secretariat.phone} (${pick(secretariat.hours, lang).text})`,
    ],
  })
  return {
    kind: 'accounts.invitation',
    to: person.email,
    lang,
    subject,
    html,
    text,
    about: { kind: 'staff', id: person.id },
    editionId: edition.id,
    usefulUntil,
  }
}
