import type { ActivityState } from '../../db/tables-registry.ts'
import { workingDaysBetween } from '../../lib/durations.ts'
import { officeHolidays } from '../../lib/jp-holidays.ts'
import { dayOf, startOfDay } from '../../clock.ts'

/** A decision can be taken back for this long; see docs/decisions/0010. */
export const undoMinutes = 10
/** A registration that somebody took in hand and left may be taken over after this long. */
export const claimHours = 2
/** From this risk on (0–100) a new registration is published by two people. */
export const secondLookFrom = 40

/** How much care a registration asks for, in words: the points only put the queue in order. */
export function riskLevel(risk: number): 'none' | 'low' | 'some' | 'high' {
  if (risk >= secondLookFrom) return 'high'
  if (risk >= 15) return 'some'
  return risk > 0 ? 'low' : 'none'
}

/** What an officer may do about a registration. `return` of a published one asks for a correction. */
const decisions = ['publish', 'return', 'reject', 'suspend', 'reinstate'] as const
export type Decision = (typeof decisions)[number]

/** An earlier decision that has not been undone. */
export type Past = {
  decision: string
  by: number | null
  versionId: number | null
}

/** What the rules must know of a registration. `past` is in the order of time. */
export type Case = {
  state: ActivityState
  proposedVersionId: number | null
  risk: number
  claimedBy: number | null
  claimedAt: Temporal.Instant | null
  past: readonly Past[]
}

/** The kind of work that waits: new, sent again after a return, an appeal, a change of a public one. */
export type Work = 'new' | 'again' | 'appeal' | 'change'

/** What waits to be decided, or undefined when nothing does. */
export function workOf(it: Pick<Case, 'state' | 'proposedVersionId' | 'past'>): Work | undefined {
  if (it.state === 'published') return it.proposedVersionId === null ? undefined : 'change'
  if (it.state !== 'submitted') return undefined
  const last = it.past.findLast(({ decision }) =>
    ['returned', 'rejected', 'appealed'].includes(decision),
  )
  if (last?.decision === 'appealed') return 'appeal'
  return last?.decision === 'returned' ? 'again' : 'new'
}

/** Why a decision is refused; each is a message `moderation.refused.<code>`. */
export type Refusal =
  | 'moved'
  | 'text-changed'
  | 'claimed'
  | 'own-rejection'
  | 'own-look'
  | 'out-of-scope'
  | 'too-late'
  | 'undone-already'
  | 'decided-since'
  | 'resubmitted-since'
  | 'edited-since'
  | 'withdrawn-since'
  | 'expired'

const possible: Record<Decision, (it: Case) => boolean> = {
  publish: (it) => workOf(it) !== undefined,
  return: (it) => it.state === 'submitted' || it.state === 'published',
  reject: (it) => it.state === 'submitted',
  suspend: (it) => it.state === 'published',
  reinstate: (it) => it.state === 'suspended',
}

/** The decisions that the state allows. */
export function possibleDecisions(it: Case): Decision[] {
  return decisions.filter((decision) => possible[decision](it))
}

/** Whether another person has it in hand now. */
export function isClaimedByOther(
  it: Pick<Case, 'claimedBy' | 'claimedAt'>,
  staffId: number,
  now: Temporal.Instant,
): boolean {
  if (it.claimedBy === null || it.claimedBy === staffId || !it.claimedAt) return false
  return Temporal.Instant.compare(it.claimedAt.add({ hours: claimHours }), now) > 0
}

/** The reason for which this person may not decide this now, or undefined. */
export function refusalOf(
  it: Case,
  decision: Decision,
  by: { staffId: number; now: Temporal.Instant },
): Refusal | undefined {
  if (!possible[decision](it)) return 'moved'
  if (isClaimedByOther(it, by.staffId, by.now)) return 'claimed'
  const rejecter = it.past.findLast((past) => past.decision === 'rejected')?.by
  if (workOf(it) === 'appeal' && rejecter === by.staffId) return 'own-rejection'
  if (decision === 'publish' && publishing(it, by.staffId, false) === 'own-look') return 'own-look'
  return undefined
}

/**
 * What pressing "publish" leads to: publication; a second look, when the risk or the officer asks
 * for one and nobody else has looked yet; or `own-look`, when the first look was this person's own.
 */
export function publishing(
  it: Case,
  staffId: number,
  asked: boolean,
): 'publish' | 'second-look' | 'own-look' {
  const looks = it.past.filter(
    ({ decision, versionId }) => decision === 'second-look' && versionId === it.proposedVersionId,
  )
  if (looks.some(({ by }) => by !== staffId)) return 'publish'
  if (looks.length > 0) return 'own-look'
  const risky = it.risk >= secondLookFrom && workOf(it) !== 'change'
  return risky || asked ? 'second-look' : 'publish'
}

/** Whether a decision made then can still be taken back. */
export function isUndoable(decidedAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(decidedAt.add({ minutes: undoMinutes }), now) >= 0
}

/** Age of a case in working days (the day it came in is not counted). */
export function ageInDays(since: Temporal.Instant, now: Temporal.Instant): number {
  const [from, to] = [dayOf(since), dayOf(now)]
  return workingDaysBetween(from, to, officeHolidays(from, to))
}

/** What came in before this instant has waited longer than the promised working days. */
export function overdueBefore(now: Temporal.Instant, serviceDays: number): Temporal.Instant {
  const today = dayOf(now)
  const holidays = officeHolidays(today.subtract({ years: 1 }), today)
  let day = today
  while (workingDaysBetween(day, today, holidays) <= serviceDays) day = day.subtract({ days: 1 })
  return startOfDay(day.add({ days: 1 }))
}
