import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { describeAgent } from './agent.ts'
import { codeAt, newTotpSecret, setupOf, stepOfCode } from './authenticator.ts'
import { hashPassword, isPassword } from './password-hash.ts'
import { hashRecoveryCode, looksLikeRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { sealValue, unsealValue } from './sealing.ts'

const noon = Temporal.Instant.from('2026-11-23T03:00:00Z')

test('a password is known again by its hash, in any Unicode spelling, and no other is', async () => {
  const hash = await hashPassword('みかんのガラス棚', { ln: 4, r: 8, p: 1 })
  assert.match(hash, /^\$scrypt\$ln=4,r=8,p=1\$/)
  assert.equal(await isPassword('みかんのガラス棚'.normalize('NFD'), hash), true)
  assert.equal(await isPassword('みかんのガラス板', hash), false)
  assert.equal(await isPassword('', null), false)
})

test('new passwords are hashed with N = 2^17, and an unknown person takes as long', async () => {
  const hash = await hashPassword('x')
  assert.match(hash, /^\$scrypt\$ln=17,r=8,p=1\$/)
  const time = async (of: string | null) => {
    const start = performance.now()
    await isPassword('y', of)
    return performance.now() - start
  }
  const ratio = (await time(null)) / (await time(hash))
  assert.ok(ratio > 0.4 && ratio < 2.5, `ratio ${ratio}`)
})

test('a crowd of passwords is turned away before it fills the memory', async () => {
  const tries = Array.from({ length: 40 }, () => hashPassword('x', { ln: 4, r: 8, p: 1 }))
  const results = await Promise.allSettled(tries)
  assert.equal(results.filter(({ status }) => status === 'rejected').length, 15)
  assert.match(await hashPassword('x', { ln: 4, r: 8, p: 1 }), /^\$scrypt/)
})

test('a code belongs to its half minute or a neighbouring one', () => {
  const secret = newTotpSecret()
  const step = Math.floor(noon.epochMilliseconds / 30_000)
  assert.equal(stepOfCode(secret, codeAt(secret, noon), noon), step)
  const early = codeAt(secret, noon.subtract({ seconds: 30 }))
  assert.equal(stepOfCode(secret, `${early.slice(0, 3)} ${early.slice(3)}`, noon), step - 1)
  assert.equal(stepOfCode(secret, codeAt(secret, noon.subtract({ seconds: 61 })), noon), undefined)
  assert.equal(stepOfCode(secret, '12345', noon), undefined)
})

test('the code is that of RFC 6238, appendix B', () => {
  const secret = Buffer.from('12345678901234567890')
  const at = Temporal.Instant.fromEpochMilliseconds(1_111_111_109_000)
  assert.equal(codeAt(secret, at), '081804')
})

test('an authenticator app is told secret, issuer and person', () => {
  const secret = Buffer.from('12345678901234567890')
  const setup = setupOf(secret, 'テレワーク月間 2020', 'a@example.jp')
  assert.equal(setup.text, 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
  const uri = new URL(setup.uri)
  assert.equal(uri.searchParams.get('secret'), 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  assert.equal(uri.searchParams.get('issuer'), 'テレワーク月間 2020')
  assert.ok(setup.size > 30 && setup.path.startsWith('M'))
})

test('recovery codes are ten, different, and known again however they are typed', () => {
  const codes = newRecoveryCodes()
  assert.equal(new Set(codes).size, 10)
  const [code = ''] = codes
  assert.match(code, /^([0-9a-z]{4}-){3}[0-9a-z]{4}$/)
  assert.equal(
    hashRecoveryCode(code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O')),
    hashRecoveryCode(code),
  )
  assert.equal(looksLikeRecoveryCode(code), true)
  assert.equal(looksLikeRecoveryCode('123456'), false)
})

test('what is sealed comes back only for its purpose, under its secret and unchanged', () => {
  const secret = randomBytes(32)
  const text = sealValue(secret, 'enrolment', { a: 'ä' })
  assert.deepEqual(unsealValue(secret, 'enrolment', text), { a: 'ä' })
  assert.equal(unsealValue(secret, 'codes', text), undefined)
  assert.equal(unsealValue(randomBytes(32), 'enrolment', text), undefined)
  const bytes = Buffer.from(text, 'base64url')
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  assert.equal(unsealValue(secret, 'enrolment', bytes.toString('base64url')), undefined)
  assert.equal(unsealValue(secret, 'enrolment', 'short'), undefined)
})

test('a session is told by browser and system', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0'
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
  assert.deepEqual(describeAgent(edge), { browser: 'Edge', system: 'Windows' })
  assert.deepEqual(describeAgent(iphone), { browser: 'Safari', system: 'iPhone' })
  assert.deepEqual(describeAgent('curl/8'), { browser: '', system: '' })
})
