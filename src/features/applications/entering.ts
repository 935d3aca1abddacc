import { isActive, isTyping } from './application.ts'
import { type Batch, add, nextWaitingNumber, rename, step, tell } from './batch.ts'
import type { Completing, Entering, Outcome, Refusal, Row, Stepping } from './change.ts'
import { freePlaces, openingOf } from './pool.ts'

/** By the front door: a place if one is free and nobody waits, else the end of the line. */
export function enter(batch: Batch, entering: Entering): Outcome {
  const earlier = entering.formKey ? batch.byForm.get(entering.formKey) : undefined
  if (earlier) return { ok: true, application: earlier, repeated: true }
  const refusal = refusalOf(batch, entering)
  if (refusal) {
    const known = refusal === 'already' && batch.byEmail.get(entering.applicant.emailKey)
    return { ok: false, reason: refusal, ...(known && { application: known }) }
  }
  if (entering.inviteUntil) return invite(batch, entering, entering.inviteUntil)
  if (batch.pool.entry === 'approval' && !isStaffs(entering)) return request(batch, entering)
  if (canTake(batch)) return seat(batch, entering)
  if (!batch.pool.waitingList || entering.placeOnly) return { ok: false, reason: 'full' }
  return queue(batch, entering)
}

/** A place is free, and it is not somebody else's turn. */
function canTake({ pool }: Batch): boolean {
  return freePlaces(pool) > 0 && pool.waiting === 0
}

function isStaffs({ source }: Entering): boolean {
  return source !== 'web' && source !== 'move'
}

function refusalOf(batch: Batch, entering: Entering): Refusal | undefined {
  const { applicant } = entering
  if (batch.byEmail.has(applicant.emailKey)) return 'already'
  if (applicant.onceKey && batch.byOnce.has(applicant.onceKey)) return 'once'
  if (isStaffs(entering)) return undefined
  const opening = openingOf(batch.pool, batch.now)
  if (opening !== 'open') return opening
  return batch.pool.entry === 'invitation' ? 'by-invitation' : undefined
}

function seat(batch: Batch, entering: Entering): Outcome {
  const { now, pool } = batch
  const minutes = entering.typingMinutes ?? pool.holdMinutes
  const holdUntil = entering.proven ? null : now.add({ minutes })
  const row = add(batch, entering, {
    ...fresh(batch, entering),
    state: entering.proven ? 'confirmed' : 'held',
    holdUntil,
  })
  tell(
    batch,
    row,
    entering.source === 'move' ? 'moved' : row.state === 'held' ? 'held' : 'confirmed',
  )
  return { ok: true, application: row }
}

function queue(batch: Batch, entering: Entering): Outcome {
  const { now, pool } = batch
  const row = add(batch, entering, {
    ...fresh(batch, entering),
    state: 'waiting',
    waitingNumber: nextWaitingNumber(pool),
    holdUntil: entering.proven ? null : now.add({ minutes: pool.holdMinutes }),
  })
  tell(batch, row, 'waiting')
  return { ok: true, application: row }
}

function request(batch: Batch, entering: Entering): Outcome {
  const row = add(batch, entering, { ...fresh(batch, entering), state: 'requested' })
  tell(batch, row, 'requested')
  return { ok: true, application: row }
}

/** The place is kept for the invited person until the answer is due. */
function invite(batch: Batch, entering: Entering, until: Temporal.Instant): Outcome {
  if (!canTake(batch)) return { ok: false, reason: 'full' }
  const row = add(batch, entering, {
    ...fresh(batch, entering),
    state: 'offered',
    offerUntil: until,
  })
  tell(batch, row, 'invited')
  return { ok: true, application: row }
}

function fresh(batch: Batch, entering: Entering): Omit<Row, 'id' | 'number' | 'state'> {
  const { emailKey, onceKey } = entering.applicant
  return {
    emailKey,
    onceKey,
    waitingNumber: null,
    formKey: entering.formKey,
    source: entering.source,
    provenAt: entering.proven ? batch.now : null,
    holdUntil: null,
    offerUntil: null,
    attendance: 'unknown',
    linkEpoch: 0,
  }
}

/** What approval gives: a place if one is free and nobody waits, else the end of the line. */
export function giveOrQueue(batch: Batch, row: Row, change: Stepping): Outcome {
  if (canTake(batch)) {
    if (!row.provenAt) row.holdUntil = batch.now.add({ minutes: batch.pool.holdMinutes })
    step(batch, row, row.provenAt ? 'confirmed' : 'held', change)
    tell(batch, row, 'approved')
    return { ok: true, application: row }
  }
  if (!batch.pool.waitingList) return { ok: false, reason: 'full', application: row }
  row.waitingNumber = nextWaitingNumber(batch.pool)
  step(batch, row, 'waiting', change)
  tell(batch, row, 'waiting')
  return { ok: true, application: row }
}

/** The form is filled in: the place that was kept becomes this person's. */
export function complete(batch: Batch, row: Row, change: Completing): Outcome {
  const { applicant, proven, actor } = change
  // the form sent twice: the answer is the same; a place that is somebody's is not given again
  if (isActive(row.state) && row.emailKey === applicant.emailKey)
    return { ok: true, application: row, repeated: true }
  if (row.state !== 'held' || !isTyping(row))
    return { ok: false, reason: 'too-late', application: row }
  const other = batch.byEmail.get(applicant.emailKey)
  if (other && other !== row) return { ok: false, reason: 'already', application: other }
  const once = applicant.onceKey ? batch.byOnce.get(applicant.onceKey) : undefined
  if (once && once !== row) return { ok: false, reason: 'once' }
  rename(batch, row, applicant)
  row.provenAt = proven ? batch.now : null
  row.holdUntil = proven ? null : batch.now.add({ minutes: batch.pool.holdMinutes })
  step(batch, row, proven ? 'confirmed' : 'held', { door: 'complete', actor })
  tell(batch, row, proven ? 'confirmed' : 'held')
  return { ok: true, application: row }
}
