import type { State } from './application.ts'
import type { NoticeKind } from './batch.ts'

/** In which states a notice still says the truth; what has been overtaken is not sent any more. */
const truths: Record<NoticeKind, readonly State[]> = {
  held: ['held'],
  confirmed: ['confirmed'],
  waiting: ['waiting'],
  requested: ['requested'],
  promoted: ['held', 'confirmed'],
  offered: ['offered'],
  invited: ['offered'],
  approved: ['held', 'confirmed'],
  rejected: ['rejected'],
  cancelled: ['cancelled'],
  declined: ['declined'],
  expired: ['expired'],
  moved: ['held', 'confirmed'],
}

export const noticeKinds = Object.keys(truths) as NoticeKind[]

/** What a receipt that is asked for again says; who has moved gets the news at the new date. */
const receipts: Partial<Record<State, NoticeKind>> = {
  held: 'held',
  confirmed: 'confirmed',
  offered: 'offered',
  requested: 'requested',
  waiting: 'waiting',
}

/**
 * Of several notices of one application, the one to send: the newest that still says the truth.
 * @param kinds in the order in which they were written; `again` asks for the receipt once more
 */
export function truestOf(
  kinds: readonly (NoticeKind | 'again')[],
  state: State,
): NoticeKind | undefined {
  const newest = kinds.findLast((kind) => kind !== 'again' && truths[kind].includes(state))
  if (newest && newest !== 'again') return newest
  return kinds.includes('again') ? receipts[state] : undefined
}
