import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'node:test'
import { type FreshDatabase, eachDatabase } from '../../test/support/databases.ts'
import { type SmtpOptions, type TestSmtp, startSmtp } from '../../test/support/smtp.ts'
import { frozenClock } from '../clock.ts'
import { transaction } from '../db/transaction.ts'
import { type Jobs, startJobs } from '../jobs/boss.ts'
import { headerText, type Letter, mailQueue, queueMail } from './outbox.ts'
import { enqueueWaiting, sendMailJob } from './send-job.ts'
import { strangersLimit } from './strangers-limit.ts'
import { openTransport } from './transport.ts'

const now = Temporal.Instant.from('2020-11-02T04:00:00Z')
const posting = { now, origin: 'https://gekkan.example.jp' }
const log = { info() {}, warn() {}, error() {} }

function letter(about: Partial<Letter> = {}): Letter {
  return {
    kind: 'test',
    to: 'hanako@example.jp',
    lang: 'ja',
    subject: '登録を受け付けました',
    html: '<p>こんにちは</p>',
    text: 'こんにちは',
    about: { kind: 'activity', id: 1 },
    ...about,
  }
}

type Office = { smtp: TestSmtp; jobs: Jobs; clock: ReturnType<typeof frozenClock> }

/** Mail server, jobs and the sending job, with retries after 1–2 s instead of 5–10. */
async function withOffice(
  { db, pool }: FreshDatabase,
  options: SmtpOptions & { work?: boolean; retries?: number },
  act: (office: Office) => Promise<void>,
): Promise<void> {
  const smtp = await startSmtp(options)
  const clock = frozenClock(now.toString())
  const transport = openTransport({ smtpUrl: smtp.url, from: 'Gekkan <gekkan@example.jp>' })
  const queue = { ...mailQueue, firstRetry: 1, retries: options.retries ?? mailQueue.retries }
  const jobs = await startJobs({ pool, log, queues: [queue] })
  try {
    if (options.work ?? true) await jobs.work(sendMailJob({ db, clock, transport }))
    await act({ smtp, jobs, clock })
  } finally {
    await jobs.stop()
    transport.close()
    await smtp.close()
  }
}

const post = (db: FreshDatabase['db'], about: Partial<Letter> = {}) =>
  transaction(db, (trx) => queueMail(trx, letter(about), posting))

const readMail = (db: FreshDatabase['db'], id: number) =>
  db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** Reads the mail until its state is the wanted one. */
async function untilState(db: FreshDatabase['db'], id: number, state: string, ms = 15_000) {
  for (let waited = 0; ; waited += 20) {
    const mail = await readMail(db, id)
    if (mail.state === state) return mail
    if (waited > ms) assert.fail(`mail ${id} is ${mail.state}, not ${state}: ${mail.last_error}`)
    await pause(20)
  }
}

eachDatabase('a committed mail arrives within a second, a rolled-back one never', async (on) => {
  await withOffice(on, {}, async ({ smtp }) => {
    const failing = transaction(on.db, async (trx) => {
      await queueMail(trx, letter({ subject: 'never' }), posting)
      throw new Error('no')
    })
    await assert.rejects(failing, /no/)
    await pause(300)
    const began = performance.now()
    const id = await post(on.db)
    const [mail] = await smtp.waitFor(1, 1000)
    assert.ok(performance.now() - began < 1000)
    const sent = await untilState(on.db, id, 'sent')
    assert.deepEqual(mail?.to, ['hanako@example.jp'])
    assert.equal(mail?.parsed.subject, '登録を受け付けました')
    assert.equal(mail?.parsed.messageId, sent.message_id)
    assert.match(sent.message_id, /^<mail-[0-9a-f]{32}@gekkan\.example\.jp>$/)
    assert.equal(sent.tries, 1)
    assert.equal(sent.sent_at?.toString(), now.toString())
    const left = await on.pool.query(
      "select count(*)::int as n from pgboss.job where name = 'mail'",
    )
    assert.equal(left.rows[0].n, 1)
    assert.equal(smtp.mails.length, 1)
  })
})

eachDatabase('a mail server that is away for 3 s gets the mail later, once', async (on) => {
  await withOffice(on, {}, async ({ smtp }) => {
    await smtp.down()
    const id = await post(on.db)
    await pause(3000)
    assert.equal((await readMail(on.db, id)).state, 'waiting')
    await smtp.up()
    const sent = await untilState(on.db, id, 'sent', 20_000)
    assert.ok(sent.tries > 1)
    assert.equal(sent.last_error, '')
    assert.equal(smtp.mails.length, 1)
  })
})

eachDatabase('451 is tried again; 550 is refused at once, for good', async (on) => {
  const gone = 'gone@example.jp'
  await withOffice(on, { failFirst: 1, reject: [gone] }, async ({ smtp }) => {
    const refused = await post(on.db, { to: gone })
    const mail = await untilState(on.db, refused, 'refused')
    assert.match(mail.last_error, /550/)
    await pause(2500)
    assert.equal(smtp.attempts, 1)
    const again = await post(on.db)
    assert.equal((await untilState(on.db, again, 'sent')).tries, 2)
    assert.equal(smtp.mails.length, 1)
    assert.equal(smtp.attempts, 3)
  })
})

eachDatabase('after the last try a mail is stopped, and its job is over', async (on) => {
  await withOffice(on, { failFirst: 9, retries: 1 }, async ({ smtp }) => {
    const id = await post(on.db)
    const stopped = await untilState(on.db, id, 'stopped')
    assert.equal(stopped.tries, 2)
    assert.match(stopped.last_error, /451/)
    assert.equal(smtp.mails.length, 0)
  })
})

eachDatabase('mails wait while nobody works, then leave unless they have run out', async (on) => {
  const early = await post(on.db, { subject: 'before the jobs started' })
  const late = await post(on.db, { usefulUntil: now.add({ minutes: 10 }) })
  await withOffice(on, { work: false }, async ({ jobs, smtp, clock }) => {
    await pause(200)
    assert.equal(smtp.mails.length, 0)
    clock.set(now.add({ minutes: 11 }).toString())
    assert.equal(await enqueueWaiting(on.db), 2)
    assert.equal(await enqueueWaiting(on.db), 0)
    const transport = openTransport({ smtpUrl: smtp.url, from: 'gekkan@example.jp' })
    await jobs.work(sendMailJob({ db: on.db, clock, transport }))
    await untilState(on.db, early, 'sent')
    await untilState(on.db, late, 'expired')
    assert.equal(smtp.mails.length, 1)
    transport.close()
  })
})

eachDatabase('a stop lets the mail in hand finish and leaves the others waiting', async (on) => {
  await withOffice(on, { delay: 400 }, async ({ jobs, smtp }) => {
    const ids = []
    for (let index = 0; index < 12; index += 1) ids.push(await post(on.db))
    await pause(200)
    const began = performance.now()
    await jobs.stop()
    assert.ok(performance.now() - began < 8000)
    const sent = await on.db.selectFrom('mails').select('id').where('state', '=', 'sent').execute()
    assert.equal(sent.length, smtp.mails.length)
    assert.ok(sent.length > 0 && sent.length < ids.length)
  })
})

eachDatabase('strangers cause 5 mails in half an hour and 10 in a day', async ({ db }) => {
  const ask = (address: string, minutes: number) =>
    transaction(db, (trx) => strangersLimit(trx, address, now.add({ minutes })))
  const first = []
  for (let minute = 0; minute < 7; minute += 1) first.push(await ask('a@example.jp', minute))
  assert.deepEqual(first, [true, true, true, true, true, false, false])
  assert.equal(await ask('b@example.jp', 6), true)
  assert.equal(await ask('A@example.jp', 29), false)
  const later = []
  for (let minute = 40; minute < 46; minute += 1) later.push(await ask('a@example.jp', minute))
  assert.deepEqual(later, [true, true, true, true, true, false])
  assert.equal(await ask('a@example.jp', 300), false)
  assert.equal(await ask('a@example.jp', 24 * 60 + 2), true)
})

test('a subject loses line breaks, NUL and bidi overrides, and is cut at 200 characters', () => {
  assert.equal(headerText('a\r\nBcc: x@y.z\0\u2028b\u202e'), 'a Bcc: x@y.z b')
  assert.equal([...headerText('𠮷'.repeat(300))].length, 200)
})
