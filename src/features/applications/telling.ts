import { setTimeout as pause } from 'node:timers/promises'
import type { Services } from '../../http/context.ts'
import { tellApplicants } from './notices.ts'
import { onTelling } from './waking.ts'

/** Milliseconds in which more notices may come before the mails are written: a rush goes first. */
const gatheringMs = 200

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
      await pause(gatheringMs)
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
