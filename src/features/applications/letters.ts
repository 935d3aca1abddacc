import type { EventMessageRow } from '../../db/tables-events.ts'
import type { MessageKey } from '../../i18n/keys.ts'
import { translator } from '../../i18n/messages.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { type Block, renderLetter } from '../../mail/letter.tsx'
import type { Letter } from '../../mail/outbox.ts'
import type { After } from './afterwards.ts'
import { receiptNumber } from './application.ts'
import type { NoticeKind } from './batch.ts'
import { calendarFor, calendarForMessage } from './calendar-entry.ts'
import { personalUrl } from './links.ts'
import { fillParts } from './message-words.ts'
import type { Office } from './office.ts'
import type { SupportNeed } from './own.ts'
import type { Whole } from './queries.ts'
import type { ReminderKind } from './reminding.ts'
import { poolNameOf, textOf, whenOf } from './wording.ts'

/** Tells where an application stands now. */
export function noticeLetter(office: Office, whole: Whole, kind: NoticeKind): Letter {
  const { application } = whole
  const unproven = application.proven_at === null && application.hold_until !== null
  const letter = compose(office, whole, kind, {
    end: unproven ? proving(whole) : [],
    link: unproven ? 'applications.mail.prove.link' : 'applications.mail.link',
  })
  const until = application.state === 'offered' ? application.offer_until : application.hold_until
  const calendar = calendarFor(office, whole)
  return {
    ...letter,
    ...(until && { usefulUntil: until }),
    ...(calendar && { calendar }),
  }
}

/** Until when the address must be proven. Nothing that a stranger typed stands in such a mail. */
function proving({ application }: Whole): Block[] {
  const { language, hold_until: until } = application
  const t = translator(language)
  if (!until) return []
  return [
    { note: t('applications.mail.prove.until', { until: formatInstant(until, language) }) },
    { note: t('applications.mail.stranger') },
  ]
}

/** Reminds of what is near, asks whether the person will come, thanks afterwards. */
export function reminderLetter(
  office: Office,
  whole: Whole,
  kind: ReminderKind,
  after: readonly After[] = [],
): Letter {
  const { starts_at: start, ends_at: over } = whole.event
  const until = kind === 'thanks' ? undefined : kind === 'start' ? over : start
  const end = after.map(({ path, mail }) => linkOf(office, whole, mail, `/${path}`))
  const letter = compose(office, whole, kind, { end, link: 'applications.mail.link' })
  return { ...letter, ...(until && { usefulUntil: until }) }
}

/** Tells what became of the support that somebody asked for. */
export function supportLetter(office: Office, whole: Whole, need: SupportNeed): Letter {
  const t = translator(whole.application.language)
  const facts: Block = {
    facts: [[t('applications.mail.support.result'), t(`applications.support.state.${need.state}`)]],
  }
  const end: Block[] = need.answer ? [facts, { paragraph: need.answer }] : [facts]
  return compose(office, whole, 'support', { end, link: 'applications.mail.link' })
}

export type MessageWords = { kind: EventMessageRow['kind']; subject: string; body: string }

/** Words that officers have written for many, with each person's own parts, and why they come. */
export function messageLetter(office: Office, whole: Whole, words: MessageWords): Letter {
  const lang = whole.application.language
  const own = (text: string) => (words.kind === 'free' ? fillParts(text, whole) : text)
  const why = translator(lang)('applications.mail.message.why', {
    title: pick(whole.event.title, lang).text,
  })
  const letter = dress(office, whole, 'message', {
    subject: own(words.subject),
    blocks: [
      ...own(words.body)
        .split(/\n{2,}/)
        .map((paragraph) => ({ paragraph })),
      factsOf(whole),
      linkOf(office, whole, 'applications.mail.link'),
    ],
    why,
  })
  const calendar = calendarForMessage(office, whole, words.kind)
  return { ...letter, ...(calendar && { calendar }) }
}

type Kind = NoticeKind | ReminderKind | 'support'
type LinkKey = 'applications.mail.link' | 'applications.mail.prove.link'

function compose(
  office: Office,
  whole: Whole,
  kind: Kind,
  about: { end: Block[]; link: LinkKey },
): Letter {
  const { application, event } = whole
  const lang = application.language
  const t = translator(lang)
  const until = application.offer_until ? formatInstant(application.offer_until, lang) : ''
  const values = {
    site: siteName(office, lang),
    title: pick(event.title, lang).text,
    number: receiptNumber(event.slug, application.number),
    until,
  }
  return dress(office, whole, kind, {
    subject: t(`applications.mail.${kind}.subject`, values),
    blocks: [
      { paragraph: t(`applications.mail.${kind}.lead`, values) },
      factsOf(whole),
      linkOf(office, whole, about.link),
      ...about.end,
    ],
  })
}

function factsOf({ application, event, pool }: Whole): Block {
  const lang = application.language
  const t = translator(lang)
  const venue = pool.channel === 'stream' ? undefined : textOf(event.venue, lang)
  const waiting = application.state === 'waiting' && application.waiting_number !== null
  return {
    facts: [
      [t('applications.mail.number'), receiptNumber(event.slug, application.number)],
      ...(waiting
        ? [[t('applications.number.waiting'), `W-${application.waiting_number}`] as const]
        : []),
      [t('applications.when'), whenOf(event, lang, t)],
      ...(venue ? [[t('applications.venue'), venue.text] as const] : []),
      [t('applications.way'), poolNameOf(pool, lang, t).text],
    ],
  }
}

function linkOf(
  { secret, origin }: Office,
  { application }: Whole,
  label: MessageKey,
  part = '',
): Block {
  const { id, language: lang, link_epoch: linkEpoch } = application
  const url = personalUrl({ secret, origin, lang }, { id, linkEpoch })
  return { link: { label: translator(lang)(label), url: url + part } }
}

function dress(
  office: Office,
  { application }: Whole,
  kind: string,
  { subject, blocks, why }: { subject: string; blocks: Block[]; why?: string },
): Letter {
  const { edition } = office
  const lang = application.language
  const { name, email, phone, hours } = edition.secretariat
  const footer = [
    ...(why ? [why] : []),
    pick(name, lang).text,
    `${email} ${phone} (${pick(hours, lang).text})`,
  ]
  return {
    kind: `applications.${kind}`,
    to: application.email,
    lang,
    subject,
    ...renderLetter({ lang, subject, siteName: siteName(office, lang), blocks, footer }),
    about: { kind: 'application', id: application.id },
    editionId: edition.id,
  }
}

function siteName({ edition }: Office, lang: Letter['lang']): string {
  return `${pick(edition.name, lang).text} ${edition.year}`
}
