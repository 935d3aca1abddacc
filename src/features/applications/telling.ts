import { setTimeout as pause } from 'node:timers/promises'
import type { Services } from '../../http/context.ts'
import { tellApplicants } from './notices.ts'
import { onTelling } from './waking.ts'

/** A rush goes first: mails are written when no notice has come for so long (milliseconds) … */
const quietMs = 200
/** … and at the latest so long after the first. */
const patienceMs = 10_000

/**
 * Writes mails soon after a notice was written in this process; those of other processes are found
 * by the schedule. One run at a time: what comes meanwhile starts another.
 */
export function startTelling(services: Pick<Services, 'db' | 'clock' | 'config' | 'log'>): {
  stop(): Promise<void>
} {
  let awake = false
  let running: Promise<void> | undefined
  let stopped = false
  const run = async () => {
    while (awake && !stopped) {
      for (let waited = 0; awake && !stopped && waited < patienceMs; waited += quietMs) {
        awake = false
        await pause(quietMs)
      }
      awake = false
      // after stop() the pool may be closing; the rows are there for the next process
      if (!stopped) await tellApplicants(services)
    }
  }
  onTelling(services.db, () => {
    awake = true
    running ??= run()
      .catch((error: Error) => {
        services.log.warn(
          { error: error.message },
          'applicants could not be told, next minute again',
        )
        awake = false
      })
      .finally(() => {
        running = undefined
      })
  })
  return {
    async stop() {
      stopped = true
      await running
    },
  }
}
