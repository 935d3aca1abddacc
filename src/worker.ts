import type { Database } from './db/database.ts'
import type { Services } from './http/context.ts'
import type { Metrics } from './http/metrics.ts'
import { forgetOldCounters } from './http/rate-limit.ts'
import { forgetOldSessions } from './http/sessions.ts'
import { startJobs } from './jobs/boss.ts'
import { mailQueue } from './mail/outbox.ts'
import { enqueueWaiting, sendMailJob } from './mail/send-job.ts'
import { openTransport } from './mail/transport.ts'
import { moderationReminder } from './features/moderation/reminder.ts'
import { forgetWithdrawn } from './features/ownership/forgetting.ts'
import { completeHandOvers } from './features/ownership/handing-over.ts'
import { remindReports } from './features/ownership/reminders.ts'
import { forgetUnconfirmed } from './features/registration/jobs.ts'

export type Working = { stop(): Promise<void> }

/** One line per feature's jobs and schedules (cron in Tokyo's time). */
export async function startWorking(
  services: Services,
  about: { database: Database; metrics: Metrics; jobs: boolean },
): Promise<Working> {
  const { db, clock, config, log } = services
  const jobs = await startJobs({ pool: about.database.pool, log, queues: [mailQueue] })
  if (!about.jobs) return { stop: () => jobs.stop() }
  const closeMail = config.smtpUrl ? await startMail(services, config.smtpUrl, jobs) : () => {}
  await jobs.schedule(
    'moderation-reminder',
    '0 9 * * *',
    async () => void (await moderationReminder(services)),
  )
  // hourly: an objection counts until its last hour, and nobody waits a night more than promised
  await jobs.schedule(
    'hand-overs',
    '10 * * * *',
    async () => void (await completeHandOvers(services)),
  )
  await jobs.schedule(
    'report-reminders',
    '0 10 * * *',
    async () => void (await remindReports(services)),
  )
  await jobs.schedule('nightly-forgetting', '20 3 * * *', async () => {
    await forgetOldCounters(db, clock.now())
    await forgetOldSessions(db, clock.now())
    await forgetUnconfirmed(db, clock.now())
    await forgetWithdrawn(db, clock.now())
  })
  return {
    async stop() {
      await jobs.stop()
      closeMail()
    },
  }
}

/** Sends what is in the outbox; mails that were written while no server was known go first. */
async function startMail(
  { db, clock, config }: Services,
  smtpUrl: string,
  jobs: Awaited<ReturnType<typeof startJobs>>,
): Promise<() => void> {
  const transport = openTransport({
    smtpUrl,
    from: config.mailFrom,
    ...(config.dkim ? { dkim: config.dkim } : {}),
  })
  await enqueueWaiting(db)
  await jobs.work(sendMailJob({ db, clock, transport }))
  await jobs.schedule('mail-waiting', '* * * * *', async () => void (await enqueueWaiting(db)))
  return () => transport.close()
}
