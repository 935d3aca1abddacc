import type { Generated, GeneratedAlways } from 'kysely'
import type { Lang, Localized } from '../lib/languages.ts'
import type { Instant, Json, JsonOrDefault } from './tables.ts'

export type EventTables = {
  events: EventRow
  event_organisers: EventOrganiserRow
  programme_items: ProgrammeItemRow
  event_materials: EventMaterialRow
  pools: PoolRow
  pool_changes: PoolChangeRow
  applications: ApplicationRow
  application_steps: ApplicationStepRow
  event_messages: EventMessageRow
  application_notices: ApplicationNoticeRow
  application_reminders: ApplicationReminderRow
  pool_recounts: PoolRecountRow
  applicant_imports: ApplicantImportRow
  applicant_import_rows: ApplicantImportLineRow
  support_needs: SupportNeedRow
}

/** Texts by language; `{}` where there is none. */
type Texts = JsonOrDefault<Localized | Record<string, never>>

export type EventRow = {
  id: GeneratedAlways<number>
  edition_id: number
  slug: string
  series: Generated<string>
  kind: 'seminar' | 'ceremony' | 'meeting' | 'exhibition' | 'other'
  state: 'draft' | 'proposed' | 'published' | 'postponed' | 'cancelled' | 'refused'
  source: Generated<'own' | 'partner'>
  mode: 'venue' | 'online' | 'hybrid' | 'closed-venue'
  precision: Generated<'exact' | 'day' | 'month' | 'unknown'>
  starts_at: Instant | null
  ends_at: Instant | null
  month: Temporal.PlainDate | null
  previous_starts_at: Instant | null
  title: Json<Localized>
  lead: Texts
  body: Texts
  venue: Texts
  address: Texts
  reach: Texts
  fee: Texts
  audience: Texts
  prefecture: number | null
  provisions: Generated<string[]>
  provisions_note: Texts
  support_ask_by: Instant | null
  contact: Texts
  details_url: Generated<string>
  questions: JsonOrDefault<unknown[]>
  join_kind: Generated<'none' | 'hls' | 'embed' | 'link'>
  join_url: Generated<string>
  archive_url: Generated<string>
  archive_for: Generated<'none' | 'all' | 'applicants'>
  archive_until: Instant | null
  certificate_minutes: number | null
  sequence: Generated<number>
  proposer_name: Generated<string>
  proposer_email: Generated<string>
  proposer_language: Generated<Lang>
  refusal: Generated<string>
  created_at: Instant
  changed_at: Instant
  published_at: Instant | null
  cancelled_at: Instant | null
}

export type EventOrganiserRow = {
  event_id: number
  position: number
  body: Generated<string>
  name: Texts
  role: 'host' | 'co-host' | 'support' | 'cooperation' | 'secretariat'
}

export type ProgrammeItemRow = {
  id: GeneratedAlways<number>
  event_id: number
  position: number
  starts_at: Instant | null
  ends_at: Instant | null
  title: Json<Localized>
  body: Texts
  speakers: JsonOrDefault<{ name: string; reading?: string; role?: Localized }[]>
}

export type EventMaterialRow = {
  id: GeneratedAlways<number>
  event_id: number
  position: number
  title: Json<Localized>
  alternative: Generated<string>
  file_key: string
  file_name: string
  media_type: string
  bytes: number
  language: Generated<string>
  audience: Generated<'all' | 'applicants'>
  available_until: Instant | null
  created_at: Instant
}

export type PoolRow = {
  id: GeneratedAlways<number>
  event_id: number
  position: Generated<number>
  channel: 'venue' | 'stream' | 'press' | 'guest' | 'slot'
  name: Texts
  published_capacity: number | null
  accepted_limit: number
  stream_limit: number | null
  taken: Generated<number>
  waiting: Generated<number>
  entry: Generated<'first-come' | 'approval' | 'invitation'>
  waiting_list: Generated<boolean>
  opens_at: Instant | null
  closes_at: Instant | null
  closed_at: Instant | null
  hold_minutes: Generated<number>
  last_number: Generated<number>
  last_waiting_number: Generated<number>
}

export type PoolChangeRow = {
  id: GeneratedAlways<number>
  pool_id: number
  at: Instant
  staff_id: number | null
  before: Json<Record<string, number | null>>
  after: Json<Record<string, number | null>>
  reason: string
}

export type ApplicationState =
  | 'held'
  | 'confirmed'
  | 'offered'
  | 'requested'
  | 'waiting'
  | 'declined'
  | 'cancelled'
  | 'expired'
  | 'rejected'
  | 'moved'

export type ApplicationRow = {
  id: Generated<number>
  pool_id: number
  event_id: number
  number: number
  waiting_number: number | null
  state: ApplicationState
  source: Generated<'web' | 'hand' | 'import' | 'walk-in' | 'invitation' | 'move' | 'demo'>
  email: string
  email_key: string
  name: string
  reading: Generated<string>
  organisation: Generated<string>
  once_key: string | null
  language: Lang
  answers: JsonOrDefault<Record<string, unknown>>
  form_key: string | null
  link_epoch: Generated<number>
  proven_at: Instant | null
  hold_until: Instant | null
  offer_until: Instant | null
  reconfirmed_at: Instant | null
  attendance: Generated<'unknown' | 'came' | 'absent'>
  attended_seconds: Generated<number>
  moved_from: number | null
  created_at: Instant
  changed_at: Instant
}

export type ApplicationStepRow = {
  id: GeneratedAlways<number>
  application_id: number
  pool_id: number
  at: Instant
  door: string
  from_state: string | null
  to_state: string
  actor_kind: 'staff' | 'owner' | 'visitor' | 'program'
  actor_id: number | null
  reason: Generated<string>
}

/** What one mail says in a language. */
export type MessageText = { subject: string; body: string }

export type EventMessageRow = {
  id: GeneratedAlways<number>
  event_id: number
  kind: 'changed' | 'postponed' | 'cancelled' | 'converted' | 'speaker-changed' | 'free'
  state: Generated<'draft' | 'queued' | 'paused' | 'done' | 'dropped'>
  texts: Json<Record<Lang, MessageText>>
  edited: Generated<boolean>
  known: JsonOrDefault<Record<string, unknown>>
  filter: JsonOrDefault<Record<string, unknown>>
  recipients: Generated<number | null>
  created_at: Instant
  created_by: number | null
  changed_at: Instant
  asked_at: Generated<Instant | null>
  asked_by: Generated<number | null>
  approved_at: Generated<Instant | null>
  approved_by: Generated<number | null>
}

export type ApplicationNoticeRow = {
  id: GeneratedAlways<number>
  application_id: number
  kind: string
  message_id: Generated<number | null>
  created_at: Instant
  told_at: Instant | null
}

export type ApplicationReminderRow = {
  application_id: number
  kind: 'week' | 'reconfirm' | 'day' | 'hour' | 'start' | 'thanks'
  for_start: Instant
  written_at: Instant
}

export type ApplicantImportRow = {
  id: GeneratedAlways<number>
  event_id: number
  pool_id: number
  file_name: string
  layout: 'connpass' | 'peatix' | 'doorkeeper' | 'own' | 'other'
  header: Json<string[]>
  columns: Json<Record<string, number>>
  state: Generated<'checked' | 'applying' | 'applied' | 'undone'>
  created_by: number
  created_at: Instant
  applied_at: Generated<Instant | null>
  undone_at: Generated<Instant | null>
}

export type ApplicantImportLineRow = {
  import_id: number
  line: number
  cells: Json<string[]>
  found: 'new' | 'already' | 'clash' | 'left-out' | 'mistake'
  faults: JsonOrDefault<{ field: string; reason: string; typed: string }[]>
  application_id: Generated<number | null>
}

export type PoolRecountRow = {
  id: GeneratedAlways<number>
  at: Instant
  pools: number
  differences: Json<{ poolId: number; what: string; stored: number; counted: number }[]>
}

export type SupportNeedRow = {
  application_id: number
  kinds: Generated<string[]>
  note: Generated<string>
  asked_at: Instant
  answer: Generated<string>
  state: Generated<'asked' | 'arranged' | 'impossible'>
  answered_at: Instant | null
  answered_by: number | null
}
