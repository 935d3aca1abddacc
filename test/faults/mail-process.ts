// A process that does nothing but send mails, to be killed: mail-kill.test.ts starts it.
import { systemClock } from '../../src/clock.ts'
import { openDatabase } from '../../src/db/database.ts'
import { startJobs } from '../../src/jobs/boss.ts'
import { mailQueue } from '../../src/mail/outbox.ts'
import { enqueueWaiting, sendMailJob } from '../../src/mail/send-job.ts'
import { openTransport } from '../../src/mail/transport.ts'

const [url = '', smtpUrl = ''] = process.argv.slice(2)
const { db, pool } = openDatabase({ url })
const log = { info() {}, warn() {}, error: console.error }
const jobs = await startJobs({ pool, log, queues: [mailQueue] })
const transport = openTransport({ smtpUrl, from: 'Gekkan <gekkan@example.jp>' })
await jobs.work(sendMailJob({ db, clock: systemClock, transport }, 4))
await enqueueWaiting(db)
