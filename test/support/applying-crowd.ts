import { setTimeout as pause } from 'node:timers/promises'
import { openVisit, stampOn } from './visit.ts'

/** People who apply for one event and try again with the same form until they have their receipt. */
export type ApplyingCrowd = {
  /** By address: the path of the receipt each was shown; two would mean two answers to one form. */
  receipts: Map<string, Set<string>>
  /** Answers that were neither a receipt nor a broken connection, by status. */
  refused: Map<number, number>
  finished: Promise<void>
  /** Nobody begins or tries again any more. */
  stop(): void
}

/**
 * `parallel` people at a time, each from a network of its own and each sending a form that a page
 * gave out. `patient` people try again after 5xx and broken connections, at most two minutes.
 */
export function startApplying(
  origin: string,
  about: { path: string; count: number; parallel: number; patient: boolean },
): ApplyingCrowd {
  let next = 0
  let stopped = false
  const crowd: ApplyingCrowd = {
    receipts: new Map(),
    refused: new Map(),
    finished: Promise.resolve(),
    stop: () => void (stopped = true),
  }
  const tell = (email: string, { status, location }: Answered) => {
    if (status === 303 && location)
      crowd.receipts.set(email, (crowd.receipts.get(email) ?? new Set()).add(location))
    else crowd.refused.set(status, (crowd.refused.get(status) ?? 0) + 1)
    return status === 303
  }
  const one = async () => {
    while (next < about.count && !stopped) {
      const email = `rush-${next++}@example.jp`
      const send = await fillIn(origin, about.path, { email, serial: next })
      const limit = performance.now() + 120_000
      while (!tell(email, await send()) && about.patient && !stopped) {
        if (performance.now() > limit) throw new Error(`${email} had no receipt in two minutes`)
        await pause(50)
      }
      // once more, as an impatient person presses the button again
      if (about.patient && next % 5 === 0) tell(email, await send())
    }
  }
  crowd.finished = Promise.all(Array.from({ length: about.parallel }, one)).then(() => {})
  return crowd
}

type Answered = { status: number; location: string | null }

/** Opens the form and fills it in; @returns what sends it, as often as it is called */
async function fillIn(
  origin: string,
  path: string,
  { email, serial }: { email: string; serial: number },
): Promise<() => Promise<Answered>> {
  const network = `10.${serial >> 16}.${(serial >> 8) & 255}.${serial & 255}`
  const visit = openVisit({ origin }, undefined, { 'x-forwarded-for': network })
  const _stamp = await formOf(() => stampOn(visit, path))
  const fields = { _stamp, name: `試験 ${serial}`, email, consent: 'yes' }
  return () => visit.post(path, fields).catch(() => ({ status: 0, location: null }))
}

async function formOf(open: () => Promise<string>): Promise<string> {
  for (let tries = 0; ; tries += 1)
    try {
      return await open()
    } catch (error) {
      if (tries === 1200) throw error
      await pause(100)
    }
}
