import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Lang } from '../lib/languages.ts'
import type { AttendanceTables } from './tables-attendance.ts'
import type { ConsultationTables } from './tables-consultations.ts'
import type { EventTables } from './tables-events.ts'
import type { RegistryTables } from './tables-registry.ts'

/** A jsonb column: read as a value, written as JSON text (see `json` in json.ts). */
export type Json<T> = ColumnType<T, string, string>
/** The same for a column with a default. */
export type JsonOrDefault<T> = ColumnType<T, string | undefined, string>
export type Instant = Temporal.Instant

export type Tables = FrameTables &
  RegistryTables &
  EventTables &
  ConsultationTables &
  AttendanceTables

type FrameTables = {
  settings: { key: string; value: Json<unknown> }
  editions: EditionRow
  staff: StaffRow
  passkeys: PasskeyRow
  grants: GrantRow
  sessions: SessionRow
  personal_links: PersonalLinkRow
  audit_entries: AuditRow
  mails: MailRow
  rate_counters: { bucket: string; window_start: Instant; count: number }
  form_receipts: {
    key: string
    form: string
    location: string
    created_at: Instant
  }
}

export type EditionRow = {
  id: GeneratedAlways<number>
  slug: string
  year: number
  is_current: Generated<boolean>
  definition: Json<unknown>
  last_number: Generated<number>
  content_version: Generated<number>
  created_at: Instant
}

export type StaffRow = {
  id: GeneratedAlways<number>
  name: string
  email: string
  password_hash: string | null
  totp_secret: Buffer | null
  totp_last_step: number | null
  recovery_hashes: Generated<string[]>
  created_at: Instant
  disabled_at: Instant | null
}

export type PasskeyRow = {
  credential_id: string
  staff_id: number
  public_key: Buffer
  counter: number
  transports: Generated<string[]>
  name: string
  created_at: Instant
  last_used_at: Instant | null
}

export type GrantRow = {
  id: GeneratedAlways<number>
  staff_id: number
  role: 'administrator' | 'lead' | 'officer' | 'organiser' | 'viewer' | 'auditor' | 'adviser'
  edition_id: number | null
  body: string | null
  prefectures: number[] | null
  granted_by: number | null
  granted_at: Instant
  expires_at: Instant | null
  revoked_at: Instant | null
  revoked_by: number | null
}

export type SessionRow = {
  token_hash: Buffer
  kind: 'staff' | 'owner'
  staff_id: number | null
  activity_id: number | null
  data: Json<Record<string, unknown>>
  created_at: Instant
  seen_at: Instant
  expires_at: Instant
  agent: Generated<string>
}

export type PersonalLinkRow = {
  token_hash: Buffer
  purpose:
    | 'confirm'
    | 'manage'
    | 'change-address'
    | 'hand-over'
    | 'object'
    | 'first-administrator'
    | 'staff-invitation'
  subject_id: number
  email: string | null
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
  code_hash: Buffer | null
  code_tries: Generated<number>
}

export type AuditRow = {
  id: GeneratedAlways<number>
  at: Instant
  actor_kind: 'staff' | 'owner' | 'visitor' | 'program'
  actor_id: number | null
  actor_name: Generated<string>
  action: string
  subject_kind: string
  subject_id: number | null
  subject_name: Generated<string>
  edition_id: number | null
  before: Json<Record<string, unknown>> | null
  after: Json<Record<string, unknown>> | null
  note: Generated<string>
}

export type MailRow = {
  id: GeneratedAlways<number>
  message_id: string
  kind: string
  to_address: string
  language: Lang
  subject: string
  html: string
  text: string
  headers: Json<Record<string, string>>
  subject_kind: string
  subject_id: number | null
  edition_id: number | null
  state: 'waiting' | 'sent' | 'refused' | 'expired' | 'stopped'
  tries: Generated<number>
  last_error: Generated<string>
  created_at: Instant
  useful_until: Instant | null
  sent_at: Instant | null
  calendar: string | null
  calendar_method: 'REQUEST' | 'CANCEL' | null
}
