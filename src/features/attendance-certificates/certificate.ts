import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { AttendanceCertificateRow } from '../../db/tables-attendance.ts'
import { isBefore } from '../applications/pool.ts'
import type { Whole } from '../applications/queries.ts'
import { earnsCertificate } from '../attendance/spans.ts'

/** What was issued to somebody who took part; it never changes. */
export type AttendanceCertificate = Selectable<AttendanceCertificateRow>

/** Digits and letters that are not mistaken for one another (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A number that cannot be guessed: 80 random bits, `7Q2M-9KXB-40TD-WZ8R`. */
export function newNumber(): string {
  return grouped([...randomBytes(16)].map((byte) => letters[byte & 31]).join(''))
}

/** The number that somebody typed from paper: in any case, with O for 0 and I or L for 1. */
export function readNumber(typed: string): string | undefined {
  const bare = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[\s‐−–ー-]/g, '')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(bare) ? grouped(bare) : undefined
}

const grouped = (bare: string) => bare.replace(/(.{4})(?=.)/g, '$1-')

/** How somebody stands towards the certificate. Minutes are whole ones. */
export type Standing =
  | { kind: 'early' }
  | { kind: 'earned' }
  | { kind: 'missing'; minutes: number; needed: number; missing: number }
  | { kind: 'unmarked' }

/** Whether certificates are given to somebody with this place at all. */
export function canEarn({ application, event, pool }: Whole): boolean {
  const { state, attendance } = application
  if (state !== 'confirmed' || attendance === 'absent' || pool.channel === 'slot') return false
  return event.state === 'published' && event.starts_at !== null && event.ends_at !== null
}

/** Whether the certificate is earned, by the officers' mark or by the minutes; decided after the end. */
export function standingOf(whole: Whole, minutes: number, now: Temporal.Instant): Standing {
  const { application, event } = whole
  const { ends_at: end, certificate_minutes: needed } = event
  if (end === null || isBefore(now, end)) return { kind: 'early' }
  const { attendance } = application
  const about = { attendance, attendedSeconds: minutes * 60, certificateMinutes: needed }
  if (earnsCertificate(about)) return { kind: 'earned' }
  if (needed === null) return { kind: 'unmarked' }
  return { kind: 'missing', minutes, needed, missing: needed - minutes }
}
