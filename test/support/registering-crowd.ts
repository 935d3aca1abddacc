import { setTimeout as pause } from 'node:timers/promises'
import { contact, sendDraft, what, who } from './registering-by-http.ts'
import { openVisit } from './visit.ts'

/** People who register one after the other, whatever becomes of the program meanwhile. */
export type Crowd = {
  /** Addresses whose registration the program has acknowledged (303 to the page after sending). */
  acknowledged: string[]
  /** What came instead of an acknowledgement, by status; 0 when the connection broke. */
  refused: Map<number, number>
  /** Resolves when everybody has tried. */
  finished: Promise<void>
  /** Nobody begins any more. */
  stop(): void
}

/** `parallel` people at a time register `count` organisations, each from a network of its own. */
export function startCrowd(origin: string, count: number, parallel: number): Crowd {
  let next = 0
  let stopped = false
  const crowd: Crowd = {
    acknowledged: [],
    refused: new Map(),
    finished: Promise.resolve(),
    stop: () => void (stopped = true),
  }
  const one = async () => {
    while (next < count && !stopped) {
      const email = `crowd-${next++}@example.jp`
      const status = await register(origin, email, next)
      if (status === 303) crowd.acknowledged.push(email)
      else crowd.refused.set(status, (crowd.refused.get(status) ?? 0) + 1)
      if (status === 0) await backAgain(origin)
    }
  }
  crowd.finished = Promise.all(Array.from({ length: parallel }, one)).then(() => {})
  return crowd
}

async function register(origin: string, email: string, serial: number): Promise<number> {
  const network = `10.${serial >> 16}.${(serial >> 8) & 255}.${serial & 255}`
  const visit = openVisit({ origin }, undefined, { 'x-forwarded-for': network })
  try {
    const steps = { who, what, contact: { ...contact, contactEmail: email } }
    for (const [step, fields] of Object.entries(steps)) {
      const answer = await visit.post(`/activities/new/${step}`, fields)
      if (answer.status !== 303) return answer.status
    }
    const { status, location } = await sendDraft(visit)
    return status === 303 && location !== '/activities/new/sent' ? 0 : status
  } catch {
    return 0
  }
}

/** Waits for the program: nobody begins while it is down. */
async function backAgain(origin: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const there = await fetch(`${origin}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (there) return
    await pause(100)
  }
}
