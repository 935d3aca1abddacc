import type { Db } from '../../db/database.ts'
import { translator } from '../../i18n/messages.ts'
import { inLanguage, type Lang, pick } from '../../lib/languages.ts'
import { type Block, renderLetter } from '../../mail/letter.tsx'
import { type Letter, queueMail } from '../../mail/outbox.ts'
import { activityPath } from '../activities/card.tsx'
import type { Activity } from '../activities/queries.ts'
import { type Edition, publicNumber } from '../editions/edition.ts'
import type { Desk } from './desk.ts'

/** What a letter of the desk tells the owner. */
export type Told =
  | 'published'
  | 'change-published'
  | 'returned'
  | 'change-returned'
  | 'correction-asked'
  | 'rejected'
  | 'suspended'
  | 'reinstated'
  | 'second-look'
  | 'undone'

type Notice = { activity: Activity; version: { title: string }; what: Told; reason: string }

/**
 * Tells the owner in their language what was decided and what they can do.
 * @returns false when there is nobody to tell: a paper entry without an address, a step inside the desk
 */
export async function queueNotice(
  trx: Db,
  desk: Pick<Desk, 'edition' | 'config' | 'now'>,
  notice: Notice,
): Promise<boolean> {
  const { activity, what } = notice
  if (what === 'second-look' || activity.contact_email === '') return false
  const letter = noticeLetter(desk.edition, desk.config.origin, { ...notice, what })
  await queueMail(trx, letter, { now: desk.now, origin: desk.config.origin })
  return true
}

function noticeLetter(
  edition: Edition,
  origin: string,
  about: Notice & { what: Exclude<Told, 'second-look'> },
): Letter {
  const { activity, version, what, reason } = about
  const lang = activity.language
  const t = translator(lang)
  const number = publicNumber(edition, activity.number as number)
  const isPublic = what === 'published' || what === 'change-published' || what === 'reinstated'
  const path = isPublic ? activityPath(edition, activity.number as number) : '/mine'
  const blocks: Block[] = [
    { paragraph: t(`moderation.mail.${what}.lead`) },
    {
      facts: [
        [t('moderation.mail.number'), number],
        [t('moderation.mail.title'), version.title],
      ],
    },
    ...(reason ? [{ heading: t('moderation.mail.reason') }, { paragraph: reason }] : []),
    { paragraph: t(`moderation.mail.${what}.next`) },
    {
      link: {
        label: t(isPublic ? 'moderation.mail.link.public' : 'moderation.mail.link.mine'),
        url: origin + inLanguage(lang, path),
      },
    },
  ]
  const subject = t(`moderation.mail.${what}.subject`, { site: siteName(edition, lang), number })
  return {
    kind: `moderation.${what}`,
    to: activity.contact_email,
    lang,
    subject,
    ...renderLetter({
      lang,
      subject,
      siteName: siteName(edition, lang),
      blocks,
      footer: footerOf(edition, lang),
    }),
    about: { kind: 'activity', id: activity.id },
    editionId: edition.id,
  }
}

/** A letter to a member of staff: what has waited longer than promised, oldest first. */
export function reminderLetter(
  edition: Edition,
  origin: string,
  about: { to: string; overdue: number; oldest: { number: string; title: string; days: number }[] },
): Letter {
  const lang: Lang = 'ja'
  const t = translator(lang)
  const subject = t('moderation.mail.reminder.subject', {
    site: siteName(edition, lang),
    count: about.overdue,
  })
  const blocks: Block[] = [
    {
      paragraph: t('moderation.mail.reminder.lead', {
        count: about.overdue,
        days: edition.secretariat.serviceDays,
      }),
    },
    {
      facts: about.oldest.map(({ number, title, days }) => [
        number,
        t('moderation.mail.reminder.line', { title, days }),
      ]),
    },
    {
      link: {
        label: t('moderation.mail.reminder.link'),
        url: `${origin}${inLanguage(lang, '/staff/queue')}`,
      },
    },
  ]
  return {
    kind: 'moderation.reminder',
    to: about.to,
    lang,
    subject,
    ...renderLetter({
      lang,
      subject,
      siteName: siteName(edition, lang),
      blocks,
      footer: footerOf(edition, lang),
    }),
    about: { kind: 'edition', id: edition.id },
    editionId: edition.id,
  }
}

function siteName(edition: Edition, lang: Lang): string {
  return `${pick(edition.name, lang).text} ${edition.year}`
}

function footerOf({ secretariat }: Edition, lang: Lang): string[] {
  return [
    pick(secretariat.name, lang).text,
    `${secretariat.email} ${secretariat.phone} (${pick(secretariat.hours, lang).text})`,
  ]
}
