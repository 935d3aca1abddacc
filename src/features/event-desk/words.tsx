import type { Ctx } from '../../http/context.ts'
import { formatNumber } from '../../lib/numbers.ts'
import { pick } from '../../lib/languages.ts'
import { Status, type StatusKind } from '../../ui/status.tsx'
import type { CampaignEvent, EventPool } from '../events/event.ts'
import { knownOf } from './known.ts'
import { dateInWords } from './fact-words.ts'
import type { Waiting } from './queries.ts'

const signs: Record<CampaignEvent['state'], StatusKind> = {
  draft: 'draft',
  proposed: 'waiting',
  published: 'published',
  postponed: 'warning',
  cancelled: 'closed',
  refused: 'returned',
}

/** An event's state as sign and word. */
export function EventStatus({ c, event }: { c: Ctx; event: CampaignEvent }) {
  return <Status kind={signs[event.state]}>{c.var.t(`event-desk.state.${event.state}`)}</Status>
}

/** When it is, as exactly as has been announced. */
export function whenOf(c: Ctx, event: CampaignEvent): string {
  return dateInWords(knownOf(event, []), c.var.lang)
}

/** A pool's name: its own, or that of its channel. */
export function poolName(c: Ctx, pool: EventPool): string {
  const { ja, ...others } = pool.name as { ja?: string }
  return ja
    ? pick({ ja, ...others }, c.var.lang).text
    : c.var.t(`event-desk.channel.${pool.channel}`)
}

/** Taken of accepted, and who waits. */
export function placesInWords(c: Ctx, pool: EventPool): string {
  const { t, lang } = c.var
  const number = (value: number) => formatNumber(value, lang)
  return t('event-desk.places', {
    name: poolName(c, pool),
    taken: number(pool.taken),
    limit: number(pool.accepted_limit),
    waiting: pool.waiting,
  })
}

/** What waits on an officer at an event, a short sentence each. */
export function dutiesOf(c: Ctx, event: CampaignEvent, waiting: Waiting | undefined): string[] {
  const { t } = c.var
  const { requested = 0, support = 0, drafts = 0, toApprove = 0 } = waiting ?? {}
  return [
    event.state === 'proposed' ? t('event-desk.duty.proposed') : '',
    requested > 0 ? t('event-desk.duty.requested', { count: requested }) : '',
    support > 0 ? t('event-desk.duty.support', { count: support }) : '',
    drafts > 0 ? t('event-desk.duty.draft') : '',
    toApprove > 0 ? t('event-desk.duty.approve') : '',
  ].filter(Boolean)
}
