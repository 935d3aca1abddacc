import { translator } from '../../i18n/messages.ts'
import { inLanguage, pick } from '../../lib/languages.ts'
import { renderLetter } from '../../mail/letter.tsx'
import type { Letter } from '../../mail/outbox.ts'
import type { Activity } from '../activities/queries.ts'
import { type Edition, publicNumber } from '../editions/edition.ts'

type About = { edition: Edition; origin: string; activity: Activity }

/** The link that opens a registration, and digits for another device. */
export function manageLetter(
  about: About,
  token: string,
  code: string,
  until: Temporal.Instant,
): Letter {
  const { activity, edition, origin } = about
  const t = translator(activity.language)
  const number = publicNumber(edition, activity.number as number)
  const url = origin + inLanguage(activity.language, `/mine/link/${token}`)
  const blocks = [
    { paragraph: t('ownership.mail.manage.lead') },
    { link: { label: t('ownership.mail.manage.link', { number }), url } },
    { paragraph: t('ownership.mail.manage.code') },
    { code },
    { note: t('ownership.mail.manage.until') },
  ]
  const subject = t('ownership.mail.manage.subject', { site: siteName(about) })
  return { ...compose(about, 'manage', subject, blocks), usefulUntil: until }
}

/** Tells that the registration is gone, in case it was somebody else. */
export function withdrawnLetter(about: About): Letter {
  const t = translator(about.activity.language)
  const number = publicNumber(about.edition, about.activity.number as number)
  const subject = t('ownership.mail.withdrawn.subject', { site: siteName(about), number })
  return compose(about, 'withdrawn', subject, [{ paragraph: t('ownership.mail.withdrawn.lead') }])
}

type Blocks = Parameters<typeof renderLetter>[0]['blocks']

function compose(about: About, kind: string, subject: string, blocks: Blocks): Letter {
  const { activity, edition } = about
  const lang = activity.language
  const { name, email, phone, hours } = edition.secretariat
  const footer = [pick(name, lang).text, `${email} ${phone} (${pick(hours, lang).text})`]
  return {
    kind: `ownership.${kind}`,
    to: activity.contact_email,
    lang,
    subject,
    ...renderLetter({ lang, subject, siteName: siteName(about), blocks, footer }),
    about: { kind: 'activity', id: activity.id },
    editionId: edition.id,
  }
}

function siteName({ edition, activity }: About): string {
  return `${pick(edition.name, activity.language).text} ${edition.year}`
}
