import { systemClock } from '../../clock.ts'
import type { Config } from '../../config.ts'
import { newTotpSecret, stepOfCode } from './authenticator.ts'
import { sealValue, unsealValue } from './sealing.ts'

/** What an unfinished form of enrolment keeps, sealed, in a hidden field. */
export type Kept = { totpSecret: Buffer; passwordHash?: string }

type Stored = { totp: string; hash?: string }

/** A new authenticator secret and no password yet. */
export function beginKept(): Kept {
  return { totpSecret: newTotpSecret() }
}

/** Seals what is kept for one form, named by `about`, so that it fits no other. */
export function sealKept(config: Config, about: string, kept: Kept): string {
  const stored: Stored = { totp: kept.totpSecret.toString('base64url') }
  if (kept.passwordHash) stored.hash = kept.passwordHash
  return sealValue(config.secret, `setup ${about}`, stored)
}

/** What a form kept, or undefined when it is not that form's. */
export function openKept(config: Config, about: string, text: string): Kept | undefined {
  const stored = unsealValue<Stored>(config.secret, `setup ${about}`, text)
  if (!stored) return undefined
  const kept: Kept = { totpSecret: Buffer.from(stored.totp, 'base64url') }
  if (stored.hash) kept.passwordHash = stored.hash
  return kept
}

/** The half minute of the code that proves the app was set up; undefined when the code is wrong. */
export function provenStep(kept: Kept, code: string): number | undefined {
  return stepOfCode(kept.totpSecret, code, systemClock.now())
}
