import {
  capabilitiesOf,
  type Capability,
  type Grant,
  type Role,
  type Staff,
} from '../../http/roles.ts'
import { foldPassword, weakWords } from './weak-words.ts'

/** Staff always have a second factor, so 8 would do (R13); 12 keeps the hash out of reach as well. */
export const shortestPassword = 12
export const longestPassword = 128

export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'personal'

/**
 * Whether a password may be used (R13, NIST SP 800-63B 3.1.1): any characters, 12 to 128 of them,
 * and more to it than common words, rows of keys, years and the person's own name and address.
 */
export function faultOfPassword(
  password: string,
  person: { name: string; email: string },
): PasswordFault | undefined {
  const length = Array.from(password.normalize('NFKC')).length
  if (length < shortestPassword) return 'too-short'
  if (length > longestPassword) return 'too-long'
  const folded = foldPassword(password)
  const own = [...person.name.split(/\s+/), ...person.email.split(/[@.+_-]/)]
    .map(foldPassword)
    .filter((word) => word.length >= 3)
  if (leftover(folded, weakWords) < 5) return 'common'
  return leftover(folded, [...own, ...weakWords]) < 5 ? 'personal' : undefined
}

/** How many different characters remain when known words, repeated blocks and digits are gone. */
function leftover(folded: string, words: readonly string[]): number {
  let rest = folded
  for (const word of words) rest = rest.replaceAll(word, ' ')
  rest = rest.replace(/(.{1,6}?)\1{2,}/gu, '$1').replace(/\d{1,2}(?!\d)/g, '')
  return new Set(rest.replaceAll(' ', '')).size
}

/** The limits that a role can be given; only these make sense in an office. */
const limitsOf: Record<Role, readonly ('body' | 'prefectures')[]> = {
  administrator: [],
  lead: [],
  officer: ['prefectures'],
  organiser: ['body', 'prefectures'],
  viewer: ['body', 'prefectures'],
  auditor: [],
  adviser: [],
}

export const roles = Object.keys(limitsOf) as Role[]

export type GrantFault = 'beyond-own' | 'limits-not-for-role' | 'expired'

/**
 * Whether somebody may give a role: nobody gives what reaches further than the own right to
 * manage accounts, and limits stand only at roles that know them.
 */
export function faultOfGrant(
  granter: Staff,
  grant: Grant & { expiresAt: Temporal.Instant | null },
  now: Temporal.Instant,
): GrantFault | undefined {
  const managing = granter.grants.filter(({ role }) =>
    capabilitiesOf[role].includes('accounts.manage'),
  )
  const reaches = managing.some(
    ({ editionId }) => editionId === null || editionId === grant.editionId,
  )
  if (!reaches) return 'beyond-own'
  const limits = limitsOf[grant.role]
  if (grant.body !== null && !limits.includes('body')) return 'limits-not-for-role'
  if (grant.prefectures !== null && !limits.includes('prefectures')) return 'limits-not-for-role'
  if (grant.expiresAt && Temporal.Instant.compare(grant.expiresAt, now) <= 0) return 'expired'
  return undefined
}

/** How long a proof of who one is lasts, before factors may be changed without another. */
const proofLasts = { minutes: 10 }

/** Whether the person at this session has proven who they are just now. */
export function isFresh(provenAt: unknown, now: Temporal.Instant): boolean {
  if (typeof provenAt !== 'string') return false
  return Temporal.Instant.compare(Temporal.Instant.from(provenAt).add(proofLasts), now) > 0
}

/** The editions in which somebody may do something: `null` means all of them. */
export function editionsFor(staff: Staff, capability: Capability): number[] | null {
  const grants = staff.grants.filter(({ role }) => capabilitiesOf[role].includes(capability))
  const ids = grants.map(({ editionId }) => editionId)
  return ids.includes(null) ? null : ids.filter((id) => id !== null)
}
