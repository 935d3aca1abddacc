import type { Db } from '../../db/database.ts'
import type { MessageKey } from '../../i18n/keys.ts'
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

type ToldOwner = Notice & { what: Exclude<Told, 'second-look'> }

function noticeLetter(edition: Edition, origin: string, about: ToldOwner): Letter {
  const { activity, what } = about
  const number = publicNumber(edition, activity.number as number)
  return compose(edition, activity.language, {
    kind: what,
    to: activity.contact_email,
    subject: { key: `moderation.mail.${what}.subject`, values: { number } },
    blocks: noticeBlocks(edition, origin, about),
    about: { kind: 'activity', id: activity.id },
  })
}

function noticeBlocks(edition: Edition, origin: string, about: ToldOwner): Block[] {
  const { activity, version, what, reason } = about
  const t = translator(activity.language)
  const number = activity.number as number
  const isPublic = what === 'published' || what === 'change-published' || what === 'reinstated'
  const path = isPublic ? activityPath(edition, number) : '/mine'
  return [
    { paragraph: t(`moderation.mail.${what}.lead`) },
    {
      facts: [
        [t('moderation.mail.number'), publicNumber(edition, number)],
        [t('moderation.mail.title'), version.title],
      ],
    },
    ...(reason ? [{ heading: t('moderation.mail.reason') }, { paragraph: reason }] : []),
    { paragraph: t(`moderation.mail.${what}.next`) },
    {
      link: {
        label: t(isPublic ? 'moderation.mail.link.public' : 'moderation.mail.link.mine'),
        url: origin + inLanguage(activity.language, path),
      },
    },
  ]
}

/** A letter to a member of staff: what has waited longer than promised, oldest first. */
export function reminderLetter(
  edition: Edition,
  origin: string,
  about: { to: string; overdue: number; oldest: { number: string; title: string; days: number }[] },
): Letter {
  const t = translator('ja')
  const count = about.overdue
  const days = edition.secretariat.serviceDays
  const line = (title: string, age: number) =>
    t('moderation.mail.reminder.line', { title, days: age })
  return compose(edition, 'ja', {
    kind: 'reminder',
    to: about.to,
    subject: { key: 'moderation.mail.reminder.subject', values: { count } },
    blocks: [
      { paragraph: t('moderation.mail.reminder.lead', { count, days }) },
      { facts: about.oldest.map((one) => [one.number, line(one.title, one.days)]) },
      { link: { label: t('moderation.mail.reminder.link'), url: `${origin}/staff/queue` } },
    ],
    about: { kind: 'edition', id: edition.id },
  })
}

type Content = Pick<Letter, 'kind' | 'to' | 'about'> & {
  subject: { key: MessageKey; values: Record<string, string | number> }
  blocks: Block[]
}

function compose(edition: Edition, lang: Lang, content: Content): Letter {
  const { kind, to, about, blocks } = content
  const site = siteName(edition, lang)
  const subject = translator(lang)(content.subject.key, { site, ...content.subject.values })
  return {
    kind: `moderation.${kind}`,
    to,
    lang,
    subject,
    ...renderLetter({ lang, subject, siteName: site, blocks, footer: footerOf(edition, lang) }),
    about,
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
