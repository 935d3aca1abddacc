import type { Ctx } from '../../http/context.ts'
import { hasMessage } from '../../i18n/messages.ts'
import type { MessageKey } from '../../i18n/keys.ts'
import { pick } from '../../lib/languages.ts'
import { Status, type StatusKind } from '../../ui/status.tsx'
import type { ApplicationState } from '../../db/tables-events.ts'
import { receiptNumber } from '../applications/application.ts'
import type { CampaignEvent, EventPool } from '../events/event.ts'
import type { Applicant } from './queries.ts'

const signs: Record<ApplicationState, StatusKind> = {
  held: 'warning',
  confirmed: 'success',
  offered: 'open',
  requested: 'waiting',
  waiting: 'waiting',
  declined: 'closed',
  cancelled: 'closed',
  expired: 'closed',
  rejected: 'error',
  moved: 'closed',
}

/** Where an application stands, as a sign with its word. */
export function ApplicationStatus({ c, state }: { c: Ctx; state: ApplicationState }) {
  return <Status kind={signs[state]}>{c.var.t(`applicants.state.${state}`)}</Status>
}

/** The name of a pool, or of its channel when it has none. */
export function poolName(c: Ctx, pool: EventPool): string {
  const own = pool.name as { ja?: string }
  return own.ja
    ? pick({ ja: own.ja, ...own }, c.var.lang).text
    : c.var.t(`applicants.channel.${pool.channel}`)
}

/** 受付番号, or 補欠番号 while somebody waits. */
export function numberOf(c: Ctx, event: CampaignEvent, applicant: Applicant): string {
  if (applicant.state === 'waiting' && applicant.waiting_number !== null)
    return c.var.t('applicants.waiting-number', { number: applicant.waiting_number })
  return receiptNumber(event.slug, applicant.number)
}

/** A step of the history in words. */
export function stepInWords(c: Ctx, { door, to_state: state }: { door: string; to_state: string }) {
  const key = `applicants.step.${door}.${state}`
  if (hasMessage(key)) return c.var.t(key as MessageKey)
  return c.var.t('applicants.step', {
    state: c.var.t(`applicants.state.${state as ApplicationState}`),
  })
}
