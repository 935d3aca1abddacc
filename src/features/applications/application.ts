/**
 * An application (申込み): one person's claim to a place of one pool. The table of steps is the same
 * as in the database's trigger check_application_step, which is the last barrier behind it.
 */
export const activeStates = ['held', 'confirmed', 'offered', 'requested', 'waiting'] as const
const endedStates = ['declined', 'cancelled', 'expired', 'rejected', 'moved'] as const
export type ActiveState = (typeof activeStates)[number]
export type State = ActiveState | (typeof endedStates)[number]

/** What somebody does to an application that exists. */
export type Step =
  | 'prove'
  | 'approve'
  | 'reject'
  | 'accept'
  | 'decline'
  | 'cancel'
  | 'expire'
  | 'move'

const steps: Record<Step, readonly State[]> = {
  prove: ['held', 'waiting', 'requested'],
  approve: ['requested'],
  reject: ['requested'],
  accept: ['offered'],
  decline: ['offered'],
  cancel: ['held', 'confirmed', 'offered', 'requested', 'waiting'],
  expire: ['held', 'offered', 'waiting', 'requested'],
  move: ['held', 'confirmed', 'offered', 'waiting'],
}

/** Whether a step may be taken from a state. */
export function mayTake(step: Step, state: State): boolean {
  return steps[step].includes(state)
}

/** Held, confirmed and offered places are taken: nobody else can have them. */
export function takesPlace(state: State): boolean {
  return state === 'held' || state === 'confirmed' || state === 'offered'
}

/** An application that still means something; a person has at most one per pool. */
export function isActive(state: State): state is ActiveState {
  return (activeStates as readonly State[]).includes(state)
}

/** A receipt number as people read it: A-0012 for the seminar of that prefix, W-3 on the waiting list. */
export function receiptNumber(slug: string, number: number): string {
  return `${slug.replaceAll('-', '').slice(0, 4).toUpperCase()}-${String(number).padStart(4, '0')}`
}

const typing = 'typing:'

/** Stands for the address of somebody who is still filling in the form. */
export function typingKey(formKey: string): string {
  return typing + formKey
}

/** Whether a place is only kept while somebody fills in its form. */
export function isTyping(row: { emailKey: string }): boolean {
  return row.emailKey.startsWith(typing)
}
