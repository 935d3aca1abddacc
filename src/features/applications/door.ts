import { mayTake } from './application.ts'
import { type Batch, step, tell } from './batch.ts'
import type { Change, Outcome, Row, Stepping } from './change.ts'
import { complete, enter, giveOrQueue } from './entering.ts'
import { isBefore, isFilling, promotionAt } from './pool.ts'
import { resize } from './sizing.ts'

/**
 * The one door. Every change of an application or of a pool's numbers passes here, in the order of
 * arrival, under the pool's lock (R25–R27). It works in memory and writes nothing: the caller
 * writes the batch in the same transaction.
 */
export function pass(batch: Batch, change: Change): Outcome {
  if (change.door === 'apply') return enter(batch, change)
  if (change.door === 'size') return resize(batch, change)
  if (change.door === 'sweep') return sweep(batch)
  const row = batch.rows.get(change.applicationId)
  if (!row) return { ok: false, reason: 'unknown' }
  if (change.door === 'mark') {
    row.attendance = change.attendance
    batch.changed.add(row)
    return { ok: true, application: row }
  }
  if (change.door === 'complete') return complete(batch, row, change)
  // the same button pressed twice: the answer is the same
  if (isThere(change, row)) return { ok: true, application: row, repeated: true }
  if (!mayTake(change.door, row.state)) return { ok: false, reason: 'not-now', application: row }
  return take(batch, row, change)
}

const arrivals: Partial<Record<Stepping['door'], readonly Row['state'][]>> = {
  accept: ['confirmed'],
  decline: ['declined'],
  cancel: ['cancelled'],
  expire: ['expired'],
  reject: ['rejected'],
}

function isThere({ door }: Stepping, row: Row): boolean {
  if (door === 'prove') return row.provenAt !== null
  return arrivals[door]?.includes(row.state) ?? false
}

function take(batch: Batch, row: Row, change: Stepping): Outcome {
  switch (change.door) {
    case 'prove':
      return prove(batch, row, change)
    case 'accept':
      return accept(batch, row, change)
    case 'approve':
      return giveOrQueue(batch, row, change)
    default:
      return end(batch, row, change)
  }
}

function prove(batch: Batch, row: Row, change: Stepping): Outcome {
  row.provenAt = batch.now
  row.holdUntil = null
  batch.changed.add(row)
  if (row.state === 'held') {
    step(batch, row, 'confirmed', change)
    tell(batch, row, 'confirmed')
  } else {
    step(batch, row, row.state, change)
  }
  return { ok: true, application: row }
}

function accept(batch: Batch, row: Row, change: Stepping): Outcome {
  if (row.offerUntil && !isBefore(batch.now, row.offerUntil)) {
    expire(batch, row, change)
    return { ok: false, reason: 'too-late', application: row }
  }
  // an offer goes to an address: who answers it has proven that the address is theirs
  row.provenAt ??= batch.now
  step(batch, row, 'confirmed', change)
  tell(batch, row, 'confirmed')
  return { ok: true, application: row }
}

const ends = {
  decline: 'declined',
  cancel: 'cancelled',
  expire: 'expired',
  reject: 'rejected',
  move: 'moved',
} as const

function end(batch: Batch, row: Row, change: Stepping): Outcome {
  const to = ends[change.door as keyof typeof ends]
  if (to === 'expired') return expire(batch, row, change)
  step(batch, row, to, change)
  if (to !== 'moved') tell(batch, row, to)
  return { ok: true, application: row }
}

function expire(batch: Batch, row: Row, change: Stepping): Outcome {
  step(batch, row, 'expired', { ...change, door: 'expire' })
  tell(batch, row, 'expired')
  return { ok: true, application: row }
}

/** Ends what nobody proved or answered in time. */
function sweep(batch: Batch): Outcome {
  for (const row of batch.rows.values()) {
    const until = row.state === 'offered' ? row.offerUntil : row.holdUntil
    const overdue = until !== null && !isBefore(batch.now, until)
    if (overdue && mayTake('expire', row.state))
      expire(batch, row, { door: 'expire', applicationId: row.id, actor: { kind: 'program' } })
  }
  return { ok: true, application: null }
}

/** Gives the next in line a place, or the offer of one when the start is near. */
function promote(batch: Batch, row: Row, by: { door: string; actor: Stepping['actor'] }): void {
  const promotion = promotionAt(batch.now, batch.pool.startsAt)
  if (promotion.kind === 'offer') {
    row.offerUntil = promotion.until
    step(batch, row, 'offered', by)
    tell(batch, row, 'offered')
    return
  }
  if (row.provenAt) step(batch, row, 'confirmed', by)
  else hold(batch, row, by)
  tell(batch, row, 'promoted')
}

function hold(batch: Batch, row: Row, by: { door: string; actor: Stepping['actor'] }): void {
  row.holdUntil ??= batch.now.add({ minutes: batch.pool.holdMinutes })
  step(batch, row, 'held', by)
}

/**
 * Fills free places from the head of the line. Called after every change, so that a batch comes out
 * as if its changes had come one by one.
 */
export function fill(batch: Batch): void {
  while (isFilling(batch.pool, batch.now)) {
    const next = headOfLine(batch)
    if (!next) return
    promote(batch, next, { door: 'promote', actor: { kind: 'program' } })
  }
}

function headOfLine({ rows }: Batch): Row | undefined {
  let head: Row | undefined
  for (const row of rows.values())
    if (row.state === 'waiting' && (row.waitingNumber ?? 0) < (head?.waitingNumber ?? Infinity))
      head = row
  return head
}
