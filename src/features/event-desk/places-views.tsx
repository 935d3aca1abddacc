import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { formatNumber } from '../../lib/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import type { CampaignEvent, EventPool } from '../events/event.ts'
import { deskPath } from './at-hand.ts'
import { EventHead } from './edit-view.tsx'
import { ActButton, Mistakes, SpecForm } from './form-page.tsx'
import { poolSpecs, reasonSpec, ruleSpecs, sizeSpecs } from './places.ts'
import type { changesOf } from './queries.ts'
import type { Shown } from './spec.ts'
import { placesInWords, poolName } from './words.tsx'

/** All pools with their numbers. */
export function PlacesView({ c, event, pools }: PoolsProps) {
  const { t } = c.var
  return (
    <div class="stack">
      <EventHead c={c} event={event} title={t('event-desk.places.title')} />
      <PoolTable c={c} event={event} pools={pools} />
      <p>
        <Button kind="secondary" href={to(c, deskPath(event, '/places/new'))}>
          {t('event-desk.pool.new')}
        </Button>
      </p>
    </div>
  )
}

type PoolsProps = { c: Ctx; event: CampaignEvent; pools: EventPool[] }

/** Pools, a row each, with a link to change them. */
export function PoolTable({ c, event, pools }: PoolsProps) {
  const { t, lang } = c.var
  const number = (value: number | null) => (value === null ? '—' : formatNumber(value, lang))
  return (
    <Table
      caption={t('event-desk.places.title')}
      captionHidden
      columns={[
        { label: t('event-desk.column.pool') },
        { label: t('event-desk.field.published_capacity'), number: true },
        { label: t('event-desk.field.accepted_limit'), number: true },
        { label: t('event-desk.field.stream_limit'), number: true },
        { label: t('event-desk.column.taken'), number: true },
        { label: t('event-desk.column.waiting'), number: true },
        { label: t('event-desk.field.entry'), narrow: true },
        { label: t('event-desk.field.closes_at') },
      ]}
      rows={pools.map((pool) => ({
        id: String(pool.id),
        cells: [
          <a href={to(c, deskPath(event, `/places/${pool.id}`))}>{poolName(c, pool)}</a>,
          number(pool.published_capacity),
          number(pool.accepted_limit),
          number(pool.stream_limit),
          number(pool.taken),
          number(pool.waiting),
          t(`event-desk.entry.${pool.entry}`),
          closingOf(c, pool),
        ],
      }))}
    />
  )
}

function closingOf(c: Ctx, pool: EventPool): string {
  if (pool.closed_at) return c.var.t('event-desk.pool.closed')
  return pool.closes_at ? formatInstant(pool.closes_at, c.var.lang) : '—'
}

type PoolProps = Shown & {
  event: CampaignEvent
  pool: EventPool
  belowTaken: number | undefined
  changes: Awaited<ReturnType<typeof changesOf>>
}

/** One pool: its numbers, its rules, its log. */
export function PoolView(props: PoolProps) {
  const { c, event, pool, belowTaken } = props
  const { t } = c.var
  const path = deskPath(event, `/places/${pool.id}`)
  return (
    <div class="form-page">
      <Mistakes {...props} />
      <EventHead c={c} event={event} title={poolName(c, pool)} lead={placesInWords(c, pool)} />
      {belowTaken !== undefined && <BelowTaken {...props} taken={belowTaken} />}
      <Section id="size" title={t('event-desk.size.title')} quiet>
        <p>{t('event-desk.size.lead')}</p>
        <SpecForm
          {...props}
          specs={[...sizeSpecs, reasonSpec]}
          action={`${path}/size`}
          form="event-desk.size"
          button={t('event-desk.size.button')}
        />
      </Section>
      <Section id="rules" title={t('event-desk.rules.title')} quiet>
        <SpecForm
          {...props}
          specs={ruleSpecs}
          action={`${path}/rules`}
          form="event-desk.rules"
          button={t('event-desk.save')}
        />
      </Section>
      <Section id="closing" title={t('event-desk.close.title')} quiet>
        <p>{t(pool.closed_at ? 'event-desk.close.closed' : 'event-desk.close.lead')}</p>
        <CloseButton {...props} />
      </Section>
      <Section id="log" title={t('event-desk.size.log')} quiet>
        <Log {...props} />
      </Section>
    </div>
  )
}

function CloseButton({ c, event, pool }: PoolProps) {
  const close = pool.closed_at === null
  return (
    <ActButton
      c={c}
      action={deskPath(event, `/places/${pool.id}/close`)}
      form="event-desk.close"
      kind={close ? 'danger' : 'secondary'}
      label={c.var.t(close ? 'event-desk.close.button' : 'event-desk.close.open')}
      hidden={{ close: close ? 'yes' : 'no' }}
    />
  )
}

/** Nobody who has a place loses it by an officer's typing: what can be done instead. */
function BelowTaken({ c, event, taken }: PoolProps & { taken: number }) {
  const { t } = c.var
  return (
    <Notice
      kind="error"
      live
      word={t('event-desk.below-taken.word')}
      title={t('event-desk.below-taken.title', { taken })}
    >
      <p>{t('event-desk.below-taken.options')}</p>
      <ul>
        <li>
          <a href="#accepted_limit">{t('event-desk.below-taken.raise', { taken })}</a>
        </li>
        <li>
          <a href={to(c, deskPath(event, '/convert'))}>{t('event-desk.below-taken.convert')}</a>
        </li>
        <li>
          <a href={to(c, deskPath(event, '/applicants'))}>{t('event-desk.below-taken.move')}</a>
        </li>
        <li>
          <a href="#closing">{t('event-desk.below-taken.close')}</a>
        </li>
      </ul>
    </Notice>
  )
}

function Log({ c, changes }: PoolProps) {
  const { t, lang } = c.var
  if (changes.length === 0) return <p class="soft">{t('event-desk.size.none')}</p>
  const inWords = (numbers: Record<string, number | null>) =>
    t('event-desk.size.numbers', {
      published: numbers['publishedCapacity'] ?? '—',
      accepted: numbers['acceptedLimit'] ?? '—',
      stream: numbers['streamLimit'] ?? '—',
    })
  return (
    <Timeline
      label={t('event-desk.size.log')}
      items={changes.map(({ at, before, after, reason, who }) => ({
        at: formatInstant(at, lang),
        iso: at.toString(),
        what: t('event-desk.size.change', { before: inWords(before), after: inWords(after) }),
        who: who ?? undefined,
        detail: reason,
      }))}
    />
  )
}

/** One more pool of another kind. */
export function NewPoolView(props: Shown & { event: CampaignEvent }) {
  const { c, event } = props
  const { t } = c.var
  return (
    <div class="form-page">
      <Mistakes {...props} />
      <EventHead c={c} event={event} title={t('event-desk.pool.new')} />
      <SpecForm
        {...props}
        specs={poolSpecs}
        action={deskPath(event, '/places/new')}
        form="event-desk.pool"
        button={t('event-desk.pool.add')}
        back={deskPath(event, '/places')}
      />
    </div>
  )
}
