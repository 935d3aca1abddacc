import type { Database } from './db/database.ts'
import type { Services } from './http/context.ts'
import type { Metrics } from './http/metrics.ts'
import { forgetUnproven } from './features/partner-events/proposing.ts'
import { forgetOldCounters } from './http/rate-limit.ts'
import { forgetOldSessions } from './http/sessions.ts'
import { startJobs } from './jobs/boss.ts'
import { mailQueue } from './mail/outbox.ts'
import { enqueueWaiting, sendMailJob } from './mail/send-job.ts'
import { openTransport } from './mail/transport.ts'
import { tellApplicants } from './features/applications/notices.ts'
import { recountPools } from './features/applications/recounting.ts'
import { remindApplicants } from './features/applications/reminding.ts'
import { sweepPools } from './features/applications/sweeping.ts'
import { startTelling } from './features/applications/telling.ts'
import { forgetPictures } from './features/activities/pictures.ts'
import { moderationReminder } from './features/moderation/reminder.ts'
import { sumAttendance } from './features/attendance/summing.ts'
import { forgetImportedRows } from './features/applicant-import/forgetting.ts'
import { forgetNeeds } from './features/applicants/support.ts'
import { keepDaysFilled } from './features/consultations/filling.ts'
import { tellOfConsultations } from './features/consultations/telling.ts'
import { forgetWithdrawn } from './features/ownership/forgetting.ts'
import { completeHandOvers } from './features/ownership/handing-over.ts'
import { remindReports } from './features/ownership/reminders.ts'
import { forgetUnconfirmed } from './features/registration/jobs.ts'

export type Working = { stop(): Promise<void> }

/** Starts the jobs of all features. */
export async function startWorking(
  services: Services,
  about: { database: Database; metrics: Metrics; jobs: boolean },
): Promise<Working> {
  const { config, log } = services
  const jobs = await startJobs({ pool: about.database.pool, log, queues: [mailQueue] })
  if (!about.jobs) return { stop: () => jobs.stop() }
  const closeMail = config.smtpUrl ? await startMail(services, config.smtpUrl, jobs) : () => {}
  for (const { name, cron, act } of schedules(services, about.metrics))
    await jobs.schedule(name, cron, act)
  const telling = startTelling(services)
  return {
    async stop() {
      await telling.stop()
      await jobs.stop()
      closeMail()
    },
  }
}

type Schedule = { name: string; cron: string; act: () => Promise<void> }

/** One after the other. */
function at(name: string, cron: string, ...acts: (() => Promise<unknown>)[]): Schedule {
  return {
    name,
    cron,
    async act() {
      for (const act of acts) await act()
    },
  }
}

/** What happens by the clock (cron in Tokyo's time). */
function schedules(services: Services, metrics: Metrics): Schedule[] {
  return [
    at('moderation-reminder', '0 9 * * *', () => moderationReminder(services)),
    at(
      'consultations-minute',
      '* * * * *',
      () => keepDaysFilled(services),
      () => tellOfConsultations(services),
    ),
    at(
      'applications-minute',
      '* * * * *',
      () => sweepPools(services),
      () => tellApplicants(services),
      () => remindApplicants(services),
    ),
    at('attendance', '*/5 * * * *', () => sumAttendance(services, { hours: 2 })),
    at(
      'recount',
      '40 3 * * *',
      () => countPlaces(services, metrics),
      () => sumAttendance(services, { hours: 24 * 7 }),
    ),
    // hourly: an objection counts until its last hour, and nobody waits a night more than promised
    at('hand-overs', '10 * * * *', () => completeHandOvers(services)),
    at('report-reminders', '0 10 * * *', () => remindReports(services)),
    at('nightly-forgetting', '20 3 * * *', ...forgetting(services)),
  ]
}

/** What is kept no longer than it is of use. Pictures last: the others leave some that no text names. */
function forgetting({ db, files, clock }: Services): (() => Promise<unknown>)[] {
  return [
    () => forgetOldCounters(db, clock.now()),
    () => forgetUnproven(db, clock.now()),
    () => forgetOldSessions(db, clock.now()),
    () => forgetUnconfirmed(db, clock.now()),
    () => forgetWithdrawn(db, clock.now()),
    () => forgetNeeds(db, clock.now()),
    () => forgetImportedRows(db, clock.now()),
    () => forgetPictures(db, files, clock.now()),
  ]
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

/** Counts all places anew; the figure is there for whoever watches the program. */
async function countPlaces(services: Services, metrics: Metrics): Promise<void> {
  const { differences } = await recountPools(services)
  metrics.placeDifferences.set(differences.length)
}
