import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { transaction } from '../../src/db/transaction.ts'
import { queueMail } from '../../src/mail/outbox.ts'
import { freshDatabase } from '../support/databases.ts'
import { startSmtp } from '../support/smtp.ts'

const count = 300
const parallel = 4
const kills = 3
const posting = {
  now: Temporal.Instant.from('2020-11-02T04:00:00Z'),
  origin: 'https://gekkan.example.jp',
}

function startProcess(url: string, smtpUrl: string): ChildProcess {
  const file = new URL('mail-process.ts', import.meta.url).pathname
  return spawn(process.execPath, [file, url, smtpUrl], { stdio: 'inherit' })
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

test('kill -9 of the sending process loses no mail and repeats only what was in hand', async (t) => {
  const database = await freshDatabase('postgres')
  const url = database.url as string
  const smtp = await startSmtp({ delay: 20 })
  let child: ChildProcess | undefined
  try {
    const about = { kind: 'x', id: null }
    const letter = { kind: 'test', lang: 'ja', subject: 's', html: 'h', text: 't', about } as const
    await transaction(database.db, async (trx) => {
      for (let index = 0; index < count; index += 1)
        await queueMail(trx, { ...letter, to: `p${index}@example.jp` }, posting)
    })
    for (let killed = 0; killed < kills; killed += 1) {
      child = startProcess(url, smtp.url)
      await smtp.waitFor(smtp.mails.length + 40, 60_000)
      await kill(child)
    }
    child = startProcess(url, smtp.url)
    const began = performance.now()
    for (let left = count; left > 0 && performance.now() - began < 90_000; await pause(200)) {
      const rows = await database.pool.query("select 1 from mails where state <> 'sent'")
      left = rows.rowCount ?? 0
    }
    const rows = await database.db.selectFrom('mails').select(['state', 'message_id']).execute()
    assert.ok(rows.every(({ state }) => state === 'sent'))
    const received = smtp.mails.map(({ parsed }) => parsed.messageId)
    const distinct = new Set(received)
    assert.deepEqual([...distinct].toSorted(), rows.map((row) => row.message_id).toSorted())
    const duplicates = received.length - distinct.size
    const seconds = Math.round((performance.now() - began) / 1000)
    t.diagnostic(`${duplicates} sent twice; all sent ${seconds} s after the last start`)
    assert.ok(duplicates <= kills * parallel, `${duplicates} duplicates`)
  } finally {
    if (child?.exitCode === null) await kill(child)
    await smtp.close()
    await database.close()
  }
})
