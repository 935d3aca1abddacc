import type { Actor } from '../audit/audit.ts'
import type { Lang } from '../../lib/languages.ts'
import type { State, Step } from './application.ts'

/** What a person tells when applying. */
export type Applicant = {
  email: string
  emailKey: string
  name: string
  reading: string
  organisation: string
  onceKey: string | null
  language: Lang
  answers: Record<string, unknown>
}

/** Where an application came from. */
export type Source = 'web' | 'hand' | 'import' | 'walk-in' | 'invitation' | 'move' | 'demo'

/** Comes in by the front door: applied for, entered by an officer, invited, moved from another date. */
export type Entering = {
  door: 'apply'
  applicant: Applicant
  source: Source
  /** The form's key: the same form again is given the first answer. */
  formKey: string | null
  /** The address is known to be theirs: an officer vouches for it, or it was proven before. */
  proven: boolean
  /** Rather nothing than a place on the waiting list. */
  placeOnly?: boolean
  /** For an invitation: until when it can be accepted. */
  inviteUntil?: Temporal.Instant
  /** Kept for so long while the person fills in the form; nobody is told anything yet. */
  typingMinutes?: number
  movedFrom?: number
  actor: Actor
}

/** A step of an application that exists. */
export type Stepping = {
  door: Step
  applicationId: number
  actor: Actor
  reason?: string
}

/** Puts a person to a place that was kept for five minutes while they filled in the form. */
export type Completing = {
  door: 'complete'
  applicationId: number
  applicant: Applicant
  proven: boolean
  actor: Actor
}

/** The three numbers of a pool, changed by an officer. */
export type Sizing = {
  door: 'size'
  acceptedLimit: number
  publishedCapacity: number | null
  streamLimit: number | null
  actor: Actor
  reason: string
}

/** Marks who came; a place stays taken. */
export type Marking = {
  door: 'mark'
  applicationId: number
  attendance: 'unknown' | 'came' | 'absent'
  actor: Actor
}

/** Ends what is overdue and fills what is free. Written by the program's own clockwork. */
export type Sweeping = { door: 'sweep' }

export type Change = Entering | Stepping | Completing | Sizing | Marking | Sweeping

/** What came of a change. */
export type Outcome =
  | { ok: true; application: Row; repeated?: true }
  | { ok: true; application: null }
  | { ok: false; reason: Refusal; application?: Row; taken?: number }

export type Refusal =
  | 'not-yet'
  | 'closed'
  | 'full'
  | 'already'
  | 'once'
  | 'by-invitation'
  | 'unknown'
  | 'not-now'
  | 'too-late'
  | 'below-taken'

/** An application as the batch knows it. */
export type Row = {
  id: number
  number: number
  waitingNumber: number | null
  state: State
  emailKey: string
  onceKey: string | null
  formKey: string | null
  source: Source
  provenAt: Temporal.Instant | null
  holdUntil: Temporal.Instant | null
  offerUntil: Temporal.Instant | null
  attendance: 'unknown' | 'came' | 'absent'
  linkEpoch: number
  /** Of another pool of the event: known only for what may be there once per event. */
  elsewhere?: boolean
}
