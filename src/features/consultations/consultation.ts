import type { Selectable } from 'kysely'
import { dayOf } from '../../clock.ts'
import type {
  AdviserRow,
  ConsultationDayRow,
  ConsultationSlotRow,
} from '../../db/tables-consultations.ts'
import { type Lang, type Localized, pick } from '../../lib/languages.ts'
import { nameKey } from '../../lib/jp-name.ts'

export type Adviser = Selectable<AdviserRow>
export type ConsultationDay = Selectable<ConsultationDayRow>
/** A slot with what its pool says about it. */
export type Slot = Selectable<ConsultationSlotRow> & { taken: number; limit: number }

/** Minutes for which a slot is kept while somebody fills in its form. */
export const typingMinutes = 5

/** By what companies are told apart: the corporate number, or the name as names are compared. */
export function companyOf(company: { name: string; corporateNumber: string }): string {
  return company.corporateNumber || nameKey(company.name)
}

/** What there may be only once: a company's slot on a day. */
export function onceOnDay(at: Temporal.Instant, company: string): string {
  return `${dayOf(at).toString()}:${company}`
}

/** What there may be only once: a company's place in the day's waiting list. */
export function onceWaiting(at: Temporal.Instant, company: string): string {
  return `wait:${onceOnDay(at, company)}`
}

/** The company in either key; undefined where none was kept. */
export function companyIn(onceKey: string | null): string | undefined {
  return onceKey?.replace(/^wait:/, '').replace(/^[^:]*:/, '') || undefined
}

/** Whether a passer-by may book the slot now: free, not blocked, early enough. */
export function isBookable(
  slot: Slot,
  day: Pick<ConsultationDay, 'notice_minutes' | 'published_at'>,
  now: Temporal.Instant,
): boolean {
  if (slot.blocked || slot.taken >= slot.limit || !day.published_at) return false
  return Temporal.Instant.compare(now, closingOf(slot, day)) < 0
}

/** When bookings of a slot end. */
export function closingOf(
  slot: Pick<Slot, 'starts_at'>,
  day: Pick<ConsultationDay, 'notice_minutes'>,
): Temporal.Instant {
  return slot.starts_at.subtract({ minutes: day.notice_minutes })
}

/** A topic's name in a language; the code when the day no longer has it. */
export function topicName(
  topics: readonly { code: string; name: Localized }[],
  code: string,
  lang: Lang,
): { text: string; lang: Lang } {
  const topic = topics.find((one) => one.code === code)
  return topic ? pick(topic.name, lang) : { text: code, lang: 'ja' }
}
