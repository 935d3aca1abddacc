import { phaseOf } from '../events/event.ts'
import type { Listed } from '../events/rows.tsx'

/** Events that are not over, the next one first; those without a date come last. */
export function nextEvents(listed: readonly Listed[], now: Temporal.Instant): Listed[] {
  return listed.filter(({ event }) => ['upcoming', 'running'].includes(phaseOf(event, now)))
}
