import { dayOf, zone } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { formatDay, formatInstantRange, formatMonth } from '../../lib/jp-date.ts'
import type { StatusKind } from '../../ui/status.tsx'
import { type Edition, nameOf } from '../editions/edition.ts'
import {
  type CampaignEvent,
  type EventPool,
  type Organiser,
  phaseOf,
  seatsOf,
  textOf,
} from './event.ts'

/** The name of who runs an event, in the reader's language where there is one. */
export function organiserName(c: Ctx, edition: Edition, { body, name }: Organiser): string {
  const { lang } = c.var
  return body ? nameOf(edition.bodies, body, lang) : textOf(name, lang).text
}

/** When an event is, as exactly as it was announced. */
export function whenInWords(c: Ctx, event: CampaignEvent): string {
  const { t, lang } = c.var
  const { starts_at: start, ends_at: end, month } = event
  if (start && end && event.precision === 'exact') return formatInstantRange(start, end, lang)
  if (start && event.precision === 'day') return formatDay(dayOf(start), lang)
  if (month)
    return t('events.when.month', {
      month: formatMonth(Temporal.PlainYearMonth.from(month), lang),
    })
  return t('events.when.unknown')
}

/** ISO 8601 with Japan's offset, for machines; empty without a date. */
export function isoStart({ starts_at: start, month }: CampaignEvent): string {
  if (!start) return month ? month.toString().slice(0, 7) : ''
  return start.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' })
}

/** What a reader can do about a pool now: sign, sentence, and whether it leads to the form. */
export function seatsInWords(
  c: Ctx,
  event: CampaignEvent,
  pool: EventPool,
): { kind: StatusKind; text: string; canApply: boolean } {
  const { t, now } = c.var
  const phase = phaseOf(event, now)
  if (phase === 'cancelled' || phase === 'postponed' || phase === 'over')
    return { kind: 'closed', text: t(`events.phase.${phase}`), canApply: false }
  const seats = seatsOf(event, pool, now)
  if (seats.opening !== 'open')
    return { kind: 'closed', text: t(`events.seats.${seats.opening}`), canApply: false }
  if (seats.entry === 'invitation')
    return { kind: 'closed', text: t('events.seats.invitation'), canApply: false }
  if (seats.entry === 'approval')
    return { kind: 'open', text: t('events.seats.approval'), canApply: true }
  if (seats.left > 0)
    return { kind: 'open', text: t('events.seats.left', { count: seats.left }), canApply: true }
  if (!seats.waitingList) return { kind: 'closed', text: t('events.seats.full'), canApply: false }
  return {
    kind: 'warning',
    text: t('events.seats.waiting', { count: seats.waiting }),
    canApply: true,
  }
}
