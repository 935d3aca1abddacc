import assert from 'node:assert/strict'
import { createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startProgram } from '../../test/support/program.ts'
import { startSmtp } from '../../test/support/smtp.ts'
import { ConfigError, readConfig } from '../config.ts'
import { transaction } from '../db/transaction.ts'
import { queueMail } from './outbox.ts'

const folder = mkdtempSync(join(tmpdir(), 'gekkan-dkim-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const keyFile = join(folder, 'dkim.pem')
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
const signing = { DKIM_DOMAIN: 'example.jp', DKIM_SELECTOR: 'gekkan', DKIM_KEY_FILE: keyFile }

const faultsOf = (env: Record<string, string>) => {
  try {
    readConfig({ GEKKAN_DATA: folder, ...env })
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.faults.map((fault) => fault.slice(0, fault.indexOf(':')))
  }
}

/** RFC 6376 with relaxed canonicalisation of the head: what a receiver computes. */
function isSigned(raw: string, key: KeyObject): boolean {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  const headers = head.split('\r\n').map((line) => {
    const at = line.indexOf(':')
    const value = line.slice(at + 1).replace(/[ \t]+/g, ' ')
    return { name: line.slice(0, at).toLowerCase(), value: value.trim() }
  })
  const own = headers.find(({ name }) => name === 'dkim-signature')!.value
  const names = /\bh=([^;]+)/.exec(own)![1]!.replaceAll(' ', '').toLowerCase().split(':')
  const signed = names.flatMap((wanted) => headers.filter(({ name }) => name === wanted))
  const signature = /\bb=([^;]+)$/.exec(own)![1]!.replaceAll(' ', '')
  const text = signed.map(({ name, value }) => `${name}:${value}\r\n`).join('')
  const bare = `dkim-signature:${own.replace(/\bb=[^;]+$/, 'b=')}`
  return createVerify('RSA-SHA256')
    .update(text + bare)
    .verify(key, signature, 'base64')
}

test('a mail that the running program sends is signed as the three variables say', async () => {
  const smtp = await startSmtp()
  const program = await startProgram({ smtpUrl: smtp.url, env: signing })
  try {
    const { db, clock, config } = program.gekkan.services
    await transaction(db, async (trx) => {
      const letter = { kind: 'test', to: 'hanako@example.jp', lang: 'ja', subject: '件名' } as const
      const text = { html: '<p>本文</p>', text: '本文', about: { kind: 'x', id: null } }
      await queueMail(trx, { ...letter, ...text }, { now: clock.now(), origin: config.origin })
    })
    const [mail] = await smtp.waitFor(1)
    const raw = mail?.raw ?? ''
    const signature = /^DKIM-Signature:(.*)/im.exec(raw.replace(/\r\n[ \t]+/g, ' '))?.[1] ?? ''
    assert.match(signature, /\bd=example\.jp;/)
    assert.match(signature, /\bs=gekkan;/)
    assert.ok(isSigned(raw, publicKey), signature)
    const changed = raw.replace('hanako@example.jp', 'hanako@example.com')
    assert.ok(!isSigned(changed, publicKey), 'another recipient breaks the signature')
  } finally {
    await program.close()
    await smtp.close()
  }
})

test('a key that the mail library cannot sign with stops the start: its mails would go out unsigned', () => {
  const file = join(folder, 'ed25519.pem')
  const key = generateKeyPairSync('ed25519').privateKey
  writeFileSync(file, key.export({ type: 'pkcs8', format: 'pem' }))
  assert.deepEqual(faultsOf({ ...signing, DKIM_KEY_FILE: file }), ['DKIM_KEY_FILE'])
})

test('without the variables nothing is signed; a part of them, or a file without a key, is named', () => {
  assert.equal(readConfig({ GEKKAN_DATA: folder }).dkim, null)
  assert.deepEqual(faultsOf(signing), [])
  assert.deepEqual(faultsOf({ DKIM_DOMAIN: 'example.jp' }), ['DKIM_SELECTOR', 'DKIM_KEY_FILE'])
  assert.deepEqual(faultsOf({ ...signing, DKIM_DOMAIN: 'exa mple' }), ['DKIM_DOMAIN'])
  const empty = join(folder, 'empty.pem')
  writeFileSync(empty, 'no key')
  assert.deepEqual(faultsOf({ ...signing, DKIM_KEY_FILE: empty }), ['DKIM_KEY_FILE'])
})
