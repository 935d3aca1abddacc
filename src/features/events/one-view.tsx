import { dayOf } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatEraDay, formatInstant } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Status } from '../../ui/status.tsx'
import { type Edition, nameOf } from '../editions/edition.ts'
import {
  type CampaignEvent,
  type EventPool,
  type Material,
  type Organiser,
  phaseOf,
  type ProgrammeItem,
  textOf,
} from './event.ts'
import { Materials, Recording } from './kept-view.tsx'
import { Programme } from './programme-view.tsx'
import { EventRows } from './rows.tsx'
import { seatsInWords, whenInWords } from './words.tsx'

export type OneProps = {
  c: Ctx
  edition: Edition
  event: CampaignEvent
  pools: EventPool[]
  organisers: Organiser[]
  programme: ProgrammeItem[]
  /** Files for everybody. */
  materials: Material[]
  /** The other dates of the series. */
  others: CampaignEvent[]
}

/** The permanent page of an event. */
export function OneView(props: OneProps) {
  const { c, event, others } = props
  const { t, lang } = c.var
  const title = pick(event.title, lang)
  const lead = textOf(event.lead, lang)
  return (
    <>
      <SidePanel
        label={t('events.apply.label')}
        summary={<Summary {...props} />}
        action={<Apply {...props} />}
      >
        <PageHead title={title.text} titleLang={title.lang === lang ? undefined : title.lang} />
        <Change {...props} />
        {lead.text && (
          <p class="lead" lang={lead.lang === lang ? undefined : lead.lang}>
            {lead.text}
          </p>
        )}
        <DefinitionList items={factsOf(props).filter(({ value }) => value !== '')} />
        <Programme {...props} />
        <Recording {...props} />
        <Materials {...props} />
        <p>
          {event.starts_at && (
            <a href={to(c, `/events/${event.slug}/calendar.ics`)}>{t('events.calendar')}</a>
          )}
        </p>
      </SidePanel>
      {others.length > 0 && (
        <Section id="others" title={t('events.others')}>
          <EventRows c={c} listed={others.map((other) => ({ event: other, pools: [] }))} />
        </Section>
      )}
    </>
  )
}

/** The sentence that stays beside the button: seats of the first pool, or the phase. */
function Summary({ c, event, pools }: OneProps) {
  const { t } = c.var
  const [pool] = pools
  if (event.source === 'partner')
    return <Status kind="open">{t('partner-events.apply.note')}</Status>
  if (!pool) return <Status kind="closed">{t('events.seats.none')}</Status>
  const { kind, text } = seatsInWords(c, event, pool)
  return <Status kind={kind}>{text}</Status>
}

function Apply({ c, event, pools }: OneProps) {
  if (event.source === 'partner') return <ToOrganiser c={c} event={event} />
  const open = pools.some((pool) => seatsInWords(c, event, pool).canApply)
  if (!open) return null
  return <Button href={to(c, `/events/${event.slug}/apply`)}>{c.var.t('events.apply')}</Button>
}

/** A partner takes applications on a page of its own. */
function ToOrganiser({ c, event }: Pick<OneProps, 'c' | 'event'>) {
  if (!event.details_url || phaseOf(event, c.var.now) === 'over') return null
  const { host } = new URL(event.details_url)
  return <Button href={event.details_url}>{c.var.t('partner-events.apply', { host })}</Button>
}

/** Postponed, moved or called off: said before everything else. */
function Change({ c, event }: OneProps) {
  const { t, lang, now } = c.var
  const phase = phaseOf(event, now)
  if (phase === 'cancelled' || phase === 'postponed')
    return <Notice kind="warning" word={t('events.notice')} title={t(`events.phase.${phase}`)} />
  if (!event.previous_starts_at) return null
  return (
    <Notice
      kind="info"
      word={t('events.notice')}
      title={t('events.moved', { date: formatInstant(event.previous_starts_at, lang) })}
    />
  )
}

function factsOf(props: OneProps) {
  const { c, event, pools } = props
  const { t, lang } = c.var
  const text = (own: Parameters<typeof textOf>[0]) => {
    const found = textOf(own, lang)
    return { value: found.text, lang: found.lang === lang ? undefined : found.lang }
  }
  const era = lang === 'ja' && event.starts_at ? ` (${formatEraDay(dayOf(event.starts_at))})` : ''
  return [
    { term: t('events.when'), value: whenInWords(c, event) + era },
    { term: t('events.where'), ...text(event.venue) },
    { term: t('events.address'), ...text(event.address) },
    { term: t('events.reach'), ...text(event.reach) },
    { term: t('events.mode'), value: t(`events.mode.${event.mode}`) },
    { term: t('events.capacity'), value: capacityInWords(c, pools) },
    { term: t('events.fee'), ...text(event.fee) },
    { term: t('events.audience'), ...text(event.audience) },
    { term: t('events.provisions'), value: provisionsOf(props) },
    { term: t('events.organisers'), value: organisersOf(props) },
    { term: t('events.contact'), ...text(event.contact) },
  ]
}

function capacityInWords(c: Ctx, pools: EventPool[]): string {
  return pools
    .filter(({ published_capacity: capacity }) => capacity !== null)
    .map(({ published_capacity: capacity }) =>
      c.var.t('events.capacity.people', { count: capacity ?? 0 }),
    )
    .join('、')
}

function provisionsOf({ c, event }: OneProps): string {
  const { t, lang } = c.var
  const words = event.provisions.map((code) =>
    t(`events.provision.${code}` as 'events.provision.captions'),
  )
  const until = event.support_ask_by
    ? t('events.provisions.until', { date: formatInstant(event.support_ask_by, lang) })
    : ''
  return [words.join('、'), textOf(event.provisions_note, lang).text, until]
    .filter(Boolean)
    .join(' ')
}

function organisersOf({ c, edition, organisers }: OneProps): string {
  const { lang } = c.var
  return organisers
    .map(({ body, name }) => (body ? nameOf(edition.bodies, body, lang) : textOf(name, lang).text))
    .join('、')
}
