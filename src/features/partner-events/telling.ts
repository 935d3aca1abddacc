import type { Config } from '../../config.ts'
import type { Db } from '../../db/database.ts'
import { translator } from '../../i18n/messages.ts'
import { inLanguage, pick } from '../../lib/languages.ts'
import { type Block, renderLetter } from '../../mail/letter.tsx'
import { queueMail } from '../../mail/outbox.ts'
import type { Edition } from '../editions/edition.ts'
import type { CampaignEvent } from '../events/event.ts'
import { proposalPath } from './link.ts'

type Office = { edition: Edition; config: Config; now: Temporal.Instant }
/** What a proposer is told: prove the address, it is listed, it is not listed and why. */
type Told = 'prove' | 'listed' | 'refused'

/** Writes to whoever proposed a partner's event, in their language. */
export async function tellProposer(
  trx: Db,
  office: Office,
  about: { event: CampaignEvent; told: Told },
): Promise<void> {
  const { edition, config, now } = office
  const { event, told } = about
  const lang = event.proposer_language
  const t = translator(lang)
  const site = `${pick(edition.name, lang).text} ${edition.year}`
  const values = { site, title: event.title.ja }
  const subject = t(`partner-events.mail.${told}.subject`, values)
  const { name, email, phone, hours } = edition.secretariat
  const footer = [pick(name, lang).text, `${email} ${phone} (${pick(hours, lang).text})`]
  const blocks = blocksOf(office, about, t(`partner-events.mail.${told}.lead`, values))
  await queueMail(
    trx,
    {
      kind: `partner-events.${told}`,
      to: event.proposer_email,
      lang,
      subject,
      ...renderLetter({ lang, subject, siteName: site, blocks, footer }),
      about: { kind: 'event', id: event.id },
      editionId: edition.id,
    },
    { now, origin: config.origin },
  )
}

function blocksOf(
  { config }: Office,
  { event, told }: { event: CampaignEvent; told: Told },
  lead: string,
): Block[] {
  const lang = event.proposer_language
  const t = translator(lang)
  const path = told === 'listed' ? `/events/${event.slug}` : proposalPath(config.secret, event.id)
  return [
    { paragraph: lead },
    ...(told === 'refused' && event.refusal
      ? [{ facts: [[t('partner-events.refusal'), event.refusal]] } as Block]
      : []),
    {
      link: {
        label: t(`partner-events.mail.${told}.link`),
        url: config.origin + inLanguage(lang, path),
      },
    },
    ...(told === 'prove' ? [{ note: t('partner-events.mail.stranger') }] : []),
  ]
}
