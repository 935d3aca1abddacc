import type { Change } from '../../src/features/applications/change.ts'

// A second, naive telling of the rules, one change at a time, for the model test to compare with:
// lists are searched from the front, nothing is counted that can be looked up.

type Naive = {
  id: number
  person: string
  form: string | null
  state: string
  line: number
  proven: boolean
  until: number | null
}

export type NaivePool = {
  limit: number
  startsAt: number
  holdMs: number
  approval: boolean
  waitingList: boolean
  all: Naive[]
  lines: number
}

const active = ['held', 'confirmed', 'offered', 'requested', 'waiting']
const seated = ['held', 'confirmed', 'offered']
const hour = 3_600_000

export function naivePool(
  about: Pick<NaivePool, 'limit' | 'startsAt' | 'approval' | 'waitingList'>,
): NaivePool {
  return { ...about, holdMs: 24 * hour, all: [], lines: 0 }
}

/** Does one change and answers the state it led to, or why not. */
export function doNaively(pool: NaivePool, change: Change, now: number): string {
  const answer = change1(pool, change, now)
  for (;;) {
    const head = pool.all
      .filter(({ state }) => state === 'waiting')
      .toSorted((a, b) => a.line - b.line)[0]
    if (!head || taken(pool) >= pool.limit || now >= pool.startsAt + 3 * hour) return answer
    promote(pool, head, now)
  }
}

export const taken = (pool: NaivePool) =>
  pool.all.filter(({ state }) => seated.includes(state)).length

function change1(pool: NaivePool, change: Change, now: number): string {
  if (change.door === 'apply') return apply(pool, change, now)
  if (change.door === 'size') {
    if (change.acceptedLimit < taken(pool)) return 'below-taken'
    pool.limit = change.acceptedLimit
    return 'sized'
  }
  if (change.door === 'sweep') {
    for (const it of pool.all)
      if (['held', 'waiting', 'offered'].includes(it.state) && it.until !== null && it.until <= now)
        end(it, 'expired')
    return 'swept'
  }
  const it = pool.all.find(({ id }) => id === change.applicationId)
  return it ? stepNaively(pool, it, change.door, now) : 'unknown'
}

function apply(pool: NaivePool, change: Extract<Change, { door: 'apply' }>, now: number): string {
  const { applicant, formKey } = change
  const same = pool.all.find(({ form }) => form !== null && form === formKey)
  if (same) return same.state
  if (pool.all.some((it) => it.person === applicant.emailKey && active.includes(it.state)))
    return 'already'
  const free = taken(pool) < pool.limit && !pool.all.some(({ state }) => state === 'waiting')
  const until = change.proven ? null : now + pool.holdMs
  const add = (state: string, line: number, deadline: number | null) => {
    const { proven } = change
    const person = applicant.emailKey
    pool.all.push({
      id: pool.all.length + 1,
      person,
      form: formKey,
      state,
      line,
      proven,
      until: deadline,
    })
    return state
  }
  if (pool.approval && change.source === 'web') return add('requested', 0, null)
  if (free) return add(change.proven ? 'confirmed' : 'held', 0, until)
  return pool.waitingList ? add('waiting', ++pool.lines, until) : 'full'
}

function stepNaively(pool: NaivePool, it: Naive, door: string, now: number): string {
  const already: Record<string, string> = {
    accept: 'confirmed',
    decline: 'declined',
    cancel: 'cancelled',
    reject: 'rejected',
  }
  if (door === 'prove' && it.proven) return it.state
  if (it.state === already[door]) return it.state
  if (door === 'prove' && ['held', 'waiting', 'requested'].includes(it.state)) {
    it.proven = true
    it.until = null
    if (it.state === 'held') it.state = 'confirmed'
    return it.state
  }
  if (door === 'accept' && it.state === 'offered') {
    if ((it.until as number) <= now) {
      end(it, 'expired')
      return 'too-late'
    }
    it.proven = true
    return end(it, 'confirmed')
  }
  if (door === 'decline' && it.state === 'offered') return end(it, 'declined')
  if (door === 'cancel' && active.includes(it.state)) return end(it, 'cancelled')
  if (door === 'reject' && it.state === 'requested') return end(it, 'rejected')
  if (door === 'approve' && it.state === 'requested') return approve(pool, it, now)
  return 'not-now'
}

function approve(pool: NaivePool, it: Naive, now: number): string {
  if (taken(pool) < pool.limit && !pool.all.some(({ state }) => state === 'waiting')) {
    it.until = it.proven ? null : now + pool.holdMs
    it.state = it.proven ? 'confirmed' : 'held'
    return it.state
  }
  if (!pool.waitingList) return 'full'
  it.line = ++pool.lines
  it.state = 'waiting'
  return 'waiting'
}

function end(it: Naive, state: string): string {
  it.state = state
  it.until = null
  return state
}

function promote(pool: NaivePool, it: Naive, now: number): void {
  const left = pool.startsAt - now
  if (left <= 24 * hour && left > hour / 2) {
    it.state = 'offered'
    it.until = Math.min(now + 12 * hour, pool.startsAt - hour / 2)
  } else if (it.proven) end(it, 'confirmed')
  else {
    it.state = 'held'
    it.until ??= now + pool.holdMs
  }
}
