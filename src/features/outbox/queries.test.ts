import assert from 'node:assert/strict'
import { eachDatabase } from '../../../test/support/databases.ts'
import { transaction } from '../../db/transaction.ts'
import { startJobs } from '../../jobs/boss.ts'
import { mailQueue, queueMail } from '../../mail/outbox.ts'
import { countMails, findMail, listMailKinds, listMails, resendMail } from './queries.ts'

const posting = {
  now: Temporal.Instant.from('2020-11-02T04:00:00Z'),
  origin: 'https://gekkan.example.jp',
}

eachDatabase('staff find mails by state, kind and address, page by page', async ({ db, pool }) => {
  const ids = await transaction(db, async (trx) => {
    const queued = []
    for (let index = 0; index < 7; index += 1) {
      const letter = {
        kind: index % 2 ? 'registration.confirm' : 'registration.returned',
        to: `Person${index}@example.jp`,
        lang: 'ja',
        subject: `件名${index}`,
        html: '<p>本文</p>',
        text: '本文',
        about: { kind: 'activity', id: index },
      } as const
      queued.push(await queueMail(trx, letter, posting))
    }
    return queued
  })
  const [first = 0, second = 0, third = 0] = ids
  const newest = ids.toReversed()
  await db.updateTable('mails').set({ state: 'refused' }).where('id', '=', first).execute()
  await db.updateTable('mails').set({ state: 'sent' }).where('id', '=', second).execute()

  const found = async (filter: Parameters<typeof listMails>[1]) =>
    (await listMails(db, filter)).map(({ id }) => id)
  assert.deepEqual(await found({ limit: 3 }), newest.slice(0, 3))
  assert.deepEqual(await found({ limit: 3, before: newest[2] as number }), newest.slice(3, 6))
  assert.deepEqual(await found({ state: 'refused' }), [first])
  assert.deepEqual(await found({ kind: 'registration.confirm', state: 'sent' }), [second])
  assert.deepEqual(await found({ address: 'person2@' }), [third])
  assert.deepEqual(await found({ address: '%' }), [])
  assert.deepEqual(await countMails(db), {
    waiting: 5,
    sent: 1,
    refused: 1,
    expired: 0,
    stopped: 0,
  })
  assert.deepEqual(await listMailKinds(db), ['registration.confirm', 'registration.returned'])
  assert.equal((await findMail(db, third))?.text, '本文')
  assert.equal(await findMail(db, 999_999), undefined)

  const log = { info() {}, warn() {}, error() {} }
  const jobs = await startJobs({ pool, log, queues: [mailQueue] })
  assert.equal(await transaction(db, (trx) => resendMail(trx, second)), false)
  assert.equal(await transaction(db, (trx) => resendMail(trx, first)), true)
  assert.equal((await findMail(db, first))?.state, 'waiting')
  const inLine = await pool.query("select data from pgboss.job where name = 'mail'")
  assert.deepEqual(inLine.rows, [{ data: { mail: first } }])
  await jobs.stop()
})
