import type { ActivityState } from '../../db/tables-registry.ts'

export type { ActivityState } from '../../db/tables-registry.ts'

/**
 * What can happen to a registration. `undo` of a decision is an act of its own, so that the history
 * stays whole. The same steps are allowed by the trigger activity_step in the database.
 */
export const acts = {
  send: { from: ['draft'], to: 'unconfirmed' },
  confirm: { from: ['unconfirmed'], to: 'submitted' },
  /** Typed in or imported by an officer: no mail address has to be proven. */
  enter: { from: ['draft'], to: 'submitted' },
  publish: { from: ['submitted'], to: 'published' },
  return: { from: ['submitted'], to: 'returned' },
  reject: { from: ['submitted', 'returned'], to: 'rejected' },
  resubmit: { from: ['returned'], to: 'submitted' },
  appeal: { from: ['rejected'], to: 'submitted' },
  suspend: { from: ['published'], to: 'suspended' },
  reinstate: { from: ['suspended'], to: 'published' },
  undoPublish: { from: ['published'], to: 'submitted' },
  undoReturn: { from: ['returned'], to: 'submitted' },
  undoReject: { from: ['rejected'], to: 'submitted' },
  withdraw: {
    from: ['draft', 'unconfirmed', 'submitted', 'returned', 'published', 'rejected', 'suspended'],
    to: 'withdrawn',
  },
} as const satisfies Record<string, { from: readonly ActivityState[]; to: ActivityState }>

export type Act = keyof typeof acts

/** Whether an act may happen in a state. */
export function canHappen(act: Act, state: ActivityState): boolean {
  return (acts[act].from as readonly ActivityState[]).includes(state)
}

/** Thrown when a registration is no longer in the state that an act starts from. */
export class StateMoved extends Error {
  readonly act: Act
  readonly state: ActivityState
  constructor(act: Act, state: ActivityState) {
    super(`"${act}" cannot happen to an activity that is ${state}`)
    this.act = act
    this.state = state
  }
}

/** The state after an act. @throws StateMoved */
export function stateAfter(act: Act, state: ActivityState): ActivityState {
  if (!canHappen(act, state)) throw new StateMoved(act, state)
  return acts[act].to
}

/**
 * Where a registration stands in its owner's eyes: the state, and whether a change of a published
 * one is waiting or was returned.
 */
export type Standing = ActivityState | 'change-waiting' | 'change-returned'

/** The standing of a registration from its row and its newest decision. */
export function standingOf(
  activity: { state: ActivityState; proposed_version_id: number | null },
  changeReturned: boolean,
): Standing {
  if (activity.state !== 'published') return activity.state
  if (activity.proposed_version_id !== null) return 'change-waiting'
  return changeReturned ? 'change-returned' : 'published'
}
