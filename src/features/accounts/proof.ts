import { systemClock } from '../../clock.ts'
import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import type { Entry } from '../audit/audit.ts'
import { writeAudit } from '../audit/queries.ts'
import { stepOfCode } from './authenticator.ts'
import { spendChallenge } from './challenge.ts'
import { claimedPasskey, lockPasskey, notePasskeyUse, readPasskeyAnswer } from './passkeys.ts'
import { isPassword } from './password-hash.ts'
import {
  actorOf,
  lockPerson,
  type Person,
  spendRecoveryCode,
  spendStep,
  subjectOf,
} from './queries.ts'
import { hashRecoveryCode, looksLikeRecoveryCode } from './recovery-codes.ts'
import { unseal } from './sealing.ts'
import { countWrongCode } from './sign-in-limits.ts'

/** Who has proven to be whom, and how; `codesLeft` after a recovery code was used up. */
export type Proof = { person: Person; way: 'code' | 'recovery' | 'passkey'; codesLeft?: number }

/** What is written down when the proof holds; a failure is always written down. */
export type Purpose = 'accounts.signed-in' | 'accounts.confirmed'

/**
 * Proves a person by password and one-time code (or recovery code), both at once: an answer never
 * tells which of them was wrong, nor whether there is such a person (R12).
 */
export async function proveByPassword(
  c: Ctx,
  person: Person | undefined,
  given: { password: string; code: string },
  purpose: Purpose,
): Promise<Proof | undefined> {
  const known = person && !person.disabled_at ? person : undefined
  const right = await isPassword(given.password, known?.password_hash)
  const now = c.var.clock.now()
  const proof = await transaction(c.var.db, async (trx) => {
    const fresh = right && known ? await lockPerson(trx, known.id) : undefined
    const same = fresh && !fresh.disabled_at && fresh.password_hash === known?.password_hash
    const spent = same ? await spendCode(trx, c.var.config.secret, fresh, given.code) : undefined
    const proven = spent && fresh ? { person: fresh, ...spent } : undefined
    await writeAudit(trx, proven ? success(proven, purpose, now) : failure(known, now))
    return proven
  })
  if (right && known && !proof) await countWrongCode(c, known.id)
  return proof
}

/** Proves a person by a passkey's answer to a challenge that this browser was given. */
export async function proveByPasskey(
  c: Ctx,
  given: { challenge: string; response: string; staffId?: number },
  purpose: Purpose,
): Promise<Proof | undefined> {
  const { db, config } = c.var
  const now = c.var.clock.now()
  return transaction(db, async (trx) => {
    const person = (await spendChallenge(trx, given.challenge, now))
      ? await personOfPasskey(trx)
      : undefined
    const proof: Proof | undefined = person && { person, way: 'passkey' }
    await writeAudit(trx, proof ? success(proof, purpose, now) : failure(undefined, now))
    return proof
  })

  async function personOfPasskey(trx: Db): Promise<Person | undefined> {
    const passkey = await lockPasskey(trx, claimedPasskey(given.response))
    if (!passkey || (given.staffId !== undefined && passkey.staff_id !== given.staffId))
      return undefined
    const counter = await readPasskeyAnswer(config, given.challenge, {
      response: given.response,
      passkey,
    })
    if (counter === undefined) return undefined
    const person = await lockPerson(trx, passkey.staff_id)
    if (!person || person.disabled_at) return undefined
    await notePasskeyUse(trx, passkey, counter, now)
    return person
  }
}

/** Uses a one-time code or a recovery code up; of two sessions with the same one only one gets it. */
async function spendCode(
  trx: Db,
  secret: Buffer,
  person: Person,
  code: string,
): Promise<Pick<Proof, 'way' | 'codesLeft'> | undefined> {
  if (looksLikeRecoveryCode(code)) {
    const codesLeft = await spendRecoveryCode(trx, person.id, hashRecoveryCode(code))
    return codesLeft === undefined ? undefined : { way: 'recovery', codesLeft }
  }
  const totpSecret = person.totp_secret && unseal(secret, 'totp', person.totp_secret)
  const step = totpSecret && stepOfCode(totpSecret, code, systemClock.now())
  if (step === undefined || step === null) return undefined
  return (await spendStep(trx, person.id, step)) ? { way: 'code' } : undefined
}

function success({ person, way }: Proof, action: Purpose, at: Temporal.Instant): Entry {
  return { action, at, actor: actorOf(person), subject: subjectOf(person), after: { way } }
}

/** The address typed is not kept: people type passwords into the wrong field. */
function failure(person: Person | undefined, at: Temporal.Instant): Entry {
  const subject = person ? subjectOf(person) : { kind: 'staff', id: null, name: '' }
  return { action: 'accounts.sign-in-failed', at, actor: { kind: 'visitor' }, subject }
}
