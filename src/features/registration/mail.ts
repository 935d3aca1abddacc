import { renderLetter } from '../../mail/letter.tsx'
import type { Letter } from '../../mail/outbox.ts'
import { dayOf } from '../../clock.ts'
import { translator } from '../../i18n/messages.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { inLanguage, type Lang, pick } from '../../lib/languages.ts'
import type { Edition } from '../editions/edition.ts'

/** What every letter about a registration is told. */
export type About = { edition: Edition; origin: string; lang: Lang; activityId: number; to: string }

/** Asks to confirm. Nothing that a stranger typed stands in it: it may reach the wrong person. */
export function confirmLetter(about: About, token: string, now: Temporal.Instant): Letter {
  const t = translator(about.lang)
  const until = now.add({ hours: 24 })
  return compose(about, 'confirm', {
    subject: t('registration.mail.confirm.subject', { site: siteName(about) }),
    blocks: [
      { paragraph: t('registration.mail.confirm.lead') },
      {
        link: {
          label: t('registration.mail.confirm.link'),
          url: link(about, `/activities/confirm/${token}`),
        },
      },
      {
        note: t('registration.mail.confirm.until', {
          date: formatDayWithYear(dayOf(until), about.lang),
        }),
      },
      { note: t('registration.mail.confirm.stranger') },
    ],
    usefulUntil: until,
  })
}

/** Tells the permanent number and what happens next. */
export function receivedLetter(about: About, number: string, title: string): Letter {
  const t = translator(about.lang)
  return compose(about, 'received', {
    subject: t('registration.mail.received.subject', { site: siteName(about), number }),
    blocks: [
      {
        paragraph: t('registration.mail.received.lead', {
          days: about.edition.secretariat.serviceDays,
        }),
      },
      {
        facts: [
          [t('registration.mail.received.number'), number],
          [t('registration.mail.received.title'), title],
        ],
      },
      { paragraph: t('registration.mail.received.manage') },
      { link: { label: t('registration.mail.received.link'), url: link(about, '/mine') } },
    ],
  })
}

type Content = {
  subject: string
  blocks: Parameters<typeof renderLetter>[0]['blocks']
  usefulUntil?: Temporal.Instant
}

function compose(about: About, kind: string, content: Content): Letter {
  const { html, text } = renderLetter({
    lang: about.lang,
    subject: content.subject,
    siteName: siteName(about),
    blocks: content.blocks,
    footer: footerOf(about),
  })
  return {
    kind: `registration.${kind}`,
    to: about.to,
    lang: about.lang,
    subject: content.subject,
    html,
    text,
    about: { kind: 'activity', id: about.activityId },
    editionId: about.edition.id,
    ...(content.usefulUntil && { usefulUntil: content.usefulUntil }),
  }
}

function siteName({ edition, lang }: About): string {
  return `${pick(edition.name, lang).text} ${edition.year}`
}

function link(about: About, path: string): string {
  return about.origin + inLanguage(about.lang, path)
}

function footerOf({ edition, lang }: About): string[] {
  const { secretariat } = edition
  return [
    pick(secretariat.name, lang).text,
    `${secretariat.email} ${secretariat.phone} (${pick(secretariat.hours, lang).text})`,
  ]
}
