import { dayOf } from '../../clock.ts'
import type { ActivityState } from '../activities/activity.ts'
import type { Version } from '../activities/version.ts'
import type { Edition } from '../editions/edition.ts'

/** Days in which an old address may object to a change of address or a hand-over (research 4.3). */
export const objectionDays = 7
/** Reminders to report back, at most, and the days between two of them. */
export const mostReminders = 3
export const reminderGap = 21
/** Personal data of a withdrawn registration are kept for this long; see docs/decisions/0011. */
export const withdrawnDays = 30
/** After so many objections in 30 days nobody may ask for this registration any more. */
export const mostObjections = 2

/** States in which an owner may change what was registered. */
const editable: readonly ActivityState[] = ['submitted', 'returned', 'published']

/** Whether an owner may change the registration now. */
export function canEdit(state: ActivityState): boolean {
  return editable.includes(state)
}

/** Whether a registration was sent and confirmed and has not ended: it has an owner who can act. */
export function isOwned(state: ActivityState): boolean {
  return state !== 'withdrawn' && state !== 'draft' && state !== 'unconfirmed'
}

/** A rejection may be appealed against once. */
export function canAppeal(state: ActivityState, decisions: readonly string[]): boolean {
  return state === 'rejected' && !decisions.includes('appealed')
}

/**
 * Whether a report on what happened can be sent on a day (Tokyo): from the end of the month or of
 * the activity's own dates; changed until the report period ends; a first one, late, until the
 * edition is archived.
 */
export function reportingOn(
  edition: Pick<Edition, 'periods'>,
  version: Pick<Version, 'period' | 'startsOn' | 'endsOn'>,
  about: { today: Temporal.PlainDate; reported: boolean },
): 'early' | 'open' | 'late' | 'closed' {
  const { campaign, report, archiveOn } = edition.periods
  const { today } = about
  const own = version.period === 'dates' ? (version.endsOn ?? version.startsOn) : null
  const after = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(today, day) > 0
  if (!after(campaign.to) && !(own && after(own))) return 'early'
  if (!after(report.to)) return 'open'
  const archived = Temporal.PlainDate.compare(today, archiveOn) >= 0
  return about.reported || archived ? 'closed' : 'late'
}

/** Whether a report came after the period for reports. */
export function isLate(edition: Pick<Edition, 'periods'>, reportedAt: Temporal.Instant): boolean {
  return Temporal.PlainDate.compare(dayOf(reportedAt), edition.periods.report.to) > 0
}

/** Which reminder to report is due, counted from 1; undefined when none is. */
export function reminderDue(
  sent: readonly Temporal.Instant[],
  now: Temporal.Instant,
): number | undefined {
  if (sent.length >= mostReminders) return undefined
  const last = sent.at(-1)
  const next = last && dayOf(last).add({ days: reminderGap })
  return next && Temporal.PlainDate.compare(dayOf(now), next) < 0 ? undefined : sent.length + 1
}

/** A public number as people type it (`２０２０ー４２`): edition and number, or undefined. */
export function readNumber(typed: string): { slug: string; number: number } | undefined {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\s　]/g, '')
    .replace(/[‐‑‒–—−ー]/g, '-')
  const [, slug, number] = /^([0-9a-z-]+?)-([0-9]{1,9})$/i.exec(plain) ?? []
  return slug && number ? { slug: slug.toLowerCase(), number: Number(number) } : undefined
}
