import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Selectable } from 'kysely'
import type { Config } from '../../config.ts'
import type { Db } from '../../db/database.ts'
import type { PasskeyRow } from '../../db/tables.ts'

export type Passkey = Selectable<PasskeyRow>

// A passkey counts as two factors, because the device asks its owner (PIN, finger, face): user
// verification is always demanded.
const rpId = (config: Config) => new URL(config.origin).hostname
/** EdDSA, ES256, RS256 (COSE); what comes after them is experimental in Node still. */
const algorithms = [-8, -7, -257]
const toBytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))

/** What the browser needs to ask for any passkey of this site. */
export function askForPasskey(config: Config, challenge: string) {
  return generateAuthenticationOptions({
    rpID: rpId(config),
    challenge: toBytes(challenge),
    userVerification: 'required',
    timeout: 300_000,
  })
}

/** What the browser needs to make a passkey for a person. */
export function askForNewPasskey(
  config: Config,
  challenge: string,
  about: {
    siteName: string
    person: { id: number; name: string; email: string }
    known: Passkey[]
  },
) {
  const { person } = about
  return generateRegistrationOptions({
    rpName: about.siteName,
    rpID: rpId(config),
    userID: new TextEncoder().encode(`staff-${person.id}`),
    userName: person.email,
    userDisplayName: person.name,
    challenge: toBytes(challenge),
    timeout: 300_000,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: about.known.map((key) => ({
      id: key.credential_id,
      transports: key.transports,
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** The passkey that a browser has made, checked; undefined when anything about it is wrong. */
export async function readNewPasskey(config: Config, challenge: string, response: string) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: JSON.parse(response) as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: config.origin,
      expectedRPID: rpId(config),
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    return verified ? registrationInfo.credential : undefined
  } catch {
    // The library throws for every kind of nonsense a browser may send.
    return undefined
  }
}

/** The id of the passkey that an answer claims to be signed with. */
export function claimedPasskey(response: string): string {
  try {
    const { id } = JSON.parse(response) as { id?: unknown }
    return typeof id === 'string' ? id.slice(0, 1400) : ''
  } catch {
    return ''
  }
}

/** Whether an answer is signed by this passkey. @returns its counter, or undefined */
export async function readPasskeyAnswer(
  config: Config,
  challenge: string,
  answer: { response: string; passkey: Passkey },
): Promise<number | undefined> {
  const { passkey } = answer
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: JSON.parse(answer.response) as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: config.origin,
      expectedRPID: rpId(config),
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(passkey.public_key),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}

/** A passkey by its id, locked until the transaction ends so that its counter only grows. */
export async function lockPasskey(trx: Db, credentialId: string): Promise<Passkey | undefined> {
  return trx
    .selectFrom('passkeys')
    .selectAll()
    .where('credential_id', '=', credentialId)
    .forUpdate()
    .executeTakeFirst()
}

/** Notes that a passkey was used. */
export async function notePasskeyUse(
  trx: Db,
  passkey: Passkey,
  counter: number,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('passkeys')
    .set({ counter, last_used_at: now })
    .where('credential_id', '=', passkey.credential_id)
    .execute()
}

/** The passkeys of a person, oldest first. */
export async function listPasskeys(db: Db, staffId: number): Promise<Passkey[]> {
  return db
    .selectFrom('passkeys')
    .selectAll()
    .where('staff_id', '=', staffId)
    .orderBy('created_at')
    .execute()
}

/** Keeps a new passkey. @returns false when it is known already */
export async function addPasskey(
  trx: Db,
  passkey: Omit<Passkey, 'last_used_at'>,
): Promise<boolean> {
  const added = await trx
    .insertInto('passkeys')
    .values({ ...passkey, last_used_at: null })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returning('credential_id')
    .executeTakeFirst()
  return added !== undefined
}

/** Gives a passkey another name. @returns its old name, or undefined when it is not this person's */
export async function renamePasskey(
  trx: Db,
  own: { staffId: number; id: string },
  name: string,
): Promise<string | undefined> {
  const before = await ownPasskey(trx, own)
  if (!before) return undefined
  await trx
    .updateTable('passkeys')
    .set({ name })
    .where('credential_id', '=', before.credential_id)
    .execute()
  return before.name
}

/** Removes a passkey. @returns its name, or undefined when it is not this person's */
export async function removePasskey(
  trx: Db,
  own: { staffId: number; id: string },
): Promise<string | undefined> {
  const before = await ownPasskey(trx, own)
  if (!before) return undefined
  await trx.deleteFrom('passkeys').where('credential_id', '=', before.credential_id).execute()
  return before.name
}

/** Removes all passkeys of a person, as a new enrolment does. */
export async function removeAllPasskeys(trx: Db, staffId: number): Promise<void> {
  await trx.deleteFrom('passkeys').where('staff_id', '=', staffId).execute()
}

function ownPasskey(trx: Db, own: { staffId: number; id: string }): Promise<Passkey | undefined> {
  return trx
    .selectFrom('passkeys')
    .selectAll()
    .where('staff_id', '=', own.staffId)
    .where('credential_id', '=', own.id)
    .forUpdate()
    .executeTakeFirst()
}
