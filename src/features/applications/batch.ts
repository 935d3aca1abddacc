import type { Actor } from '../audit/audit.ts'
import { type State, isActive, isTyping, takesPlace } from './application.ts'
import type { Applicant, Entering, Row, Sizing } from './change.ts'
import type { Pool } from './pool.ts'

/** What a person is told; the words are made later, outside the transaction. */
export type NoticeKind =
  | 'held'
  | 'confirmed'
  | 'waiting'
  | 'requested'
  | 'promoted'
  | 'offered'
  | 'invited'
  | 'approved'
  | 'rejected'
  | 'cancelled'
  | 'declined'
  | 'expired'
  | 'moved'

export type StepWritten = {
  applicationId: number
  door: string
  from: State | null
  to: State
  actor: Actor
  reason: string
}

/** Changes of one pool, worked out in memory under the pool's lock and then written together. */
export type Batch = {
  now: Temporal.Instant
  pool: Pool
  rows: Map<number, Row>
  byEmail: Map<string, Row>
  byForm: Map<string, Row>
  byOnce: Map<string, Row>
  added: { row: Row; entering: Entering }[]
  changed: Set<Row>
  renamed: Map<Row, Applicant>
  steps: StepWritten[]
  notices: { applicationId: number; kind: NoticeKind }[]
  sizings: {
    sizing: Sizing
    before: Pick<Pool, 'acceptedLimit' | 'publishedCapacity' | 'streamLimit'>
  }[]
  /** Ids taken from the database's sequence beforehand, for the rows that will be added. */
  ids: number[]
}

/** A batch over a locked pool and the rows that its changes may touch. */
export function openBatch(pool: Pool, known: Row[], ids: number[], now: Temporal.Instant): Batch {
  const batch: Batch = {
    now,
    pool: { ...pool },
    rows: new Map(),
    byEmail: new Map(),
    byForm: new Map(),
    byOnce: new Map(),
    added: [],
    changed: new Set(),
    renamed: new Map(),
    steps: [],
    notices: [],
    sizings: [],
    ids: [...ids],
  }
  for (const row of known) remember(batch, row)
  return batch
}

/** Makes a row findable by everything that must be there only once. */
function remember(batch: Batch, row: Row): void {
  if (row.elsewhere) {
    if (row.onceKey) batch.byOnce.set(row.onceKey, row)
    return
  }
  batch.rows.set(row.id, row)
  if (row.formKey) batch.byForm.set(row.formKey, row)
  if (!isActive(row.state)) return
  batch.byEmail.set(row.emailKey, row)
  if (row.onceKey) batch.byOnce.set(row.onceKey, row)
}

/** A new application: numbered, counted, noted. */
export function add(batch: Batch, entering: Entering, row: Omit<Row, 'id' | 'number'>): Row {
  const id = batch.ids.shift()
  if (id === undefined) throw new Error('a batch adds more rows than it has ids for')
  batch.pool.lastNumber += 1
  const whole: Row = { ...row, id, number: batch.pool.lastNumber }
  count(batch.pool, null, whole.state)
  batch.added.push({ row: whole, entering })
  batch.steps.push(written(whole, entering, null))
  remember(batch, whole)
  return whole
}

/** Moves an application on: counted and noted; the deadline that ended with the old state goes. */
export function step(
  batch: Batch,
  row: Row,
  to: State,
  by: { door: string; actor: Actor; reason?: string },
): Row {
  const from = row.state
  count(batch.pool, from, to)
  row.state = to
  if (to !== 'held' && to !== 'waiting') row.holdUntil = null
  if (to !== 'offered') row.offerUntil = null
  if (!isActive(to)) forget(batch, row)
  batch.changed.add(row)
  batch.steps.push(written(row, by, from))
  return row
}

/** Gives an application to the person who filled in the form for it. */
export function rename(batch: Batch, row: Row, applicant: Applicant): void {
  forget(batch, row)
  row.emailKey = applicant.emailKey
  row.onceKey = applicant.onceKey
  remember(batch, row)
  batch.renamed.set(row, applicant)
}

/** Deals the next place in the waiting order. */
export function nextWaitingNumber(pool: Pool): number {
  pool.lastWaitingNumber += 1
  return pool.lastWaitingNumber
}

/** Notes what the person has to be told; who is still typing has no address to tell it to. */
export function tell(batch: Batch, row: Row, kind: NoticeKind): void {
  if (isTyping(row)) return
  batch.notices.push({ applicationId: row.id, kind })
}

function forget(batch: Batch, row: Row): void {
  if (batch.byEmail.get(row.emailKey) === row) batch.byEmail.delete(row.emailKey)
  if (row.onceKey && batch.byOnce.get(row.onceKey) === row) batch.byOnce.delete(row.onceKey)
}

function count(pool: Pool, from: State | null, to: State): void {
  if (from && takesPlace(from)) pool.taken -= 1
  if (from === 'waiting') pool.waiting -= 1
  if (takesPlace(to)) pool.taken += 1
  if (to === 'waiting') pool.waiting += 1
}

function written(
  row: Row,
  by: { door: string; actor: Actor; reason?: string },
  from: State | null,
): StepWritten {
  const { door, actor, reason } = by
  return { applicationId: row.id, door, from, to: row.state, actor, reason: reason ?? '' }
}
