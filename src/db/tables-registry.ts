import type { Generated, GeneratedAlways } from 'kysely'
import type { Lang } from '../lib/languages.ts'
import type { Instant, Json, JsonOrDefault } from './tables.ts'

export type RegistryTables = {
  participants: ParticipantRow
  images: ImageRow
  activities: ActivityRow
  activity_versions: VersionRow
  activity_decisions: DecisionRow
  activity_reports: ReportRow
  report_reminders: { activity_id: number; reminder: number; sent_at: Instant }
  hand_overs: HandOverRow
  concerns: ConcernRow
  imports: ImportRow
  import_rows: ImportLineRow
}

export type ParticipantKind =
  | 'company'
  | 'government'
  | 'association'
  | 'school'
  | 'other'
  | 'individual'

export type ParticipantRow = {
  id: GeneratedAlways<number>
  kind: ParticipantKind
  legal_name: string
  reading: Generated<string>
  name_key: string
  corporate_number: string | null
  industry: string | null
  size_class: string | null
  prefecture: number | null
  merged_into: number | null
  created_at: Instant
}

export type ImageVariant = {
  width: number
  height: number
  format: string
  key: string
  size: number
}
export type ImageRow = {
  id: GeneratedAlways<number>
  sha256: string
  width: number
  height: number
  variants: Json<ImageVariant[]>
  created_at: Instant
}

export type ActivityState =
  | 'draft'
  | 'unconfirmed'
  | 'submitted'
  | 'returned'
  | 'published'
  | 'rejected'
  | 'withdrawn'
  | 'suspended'

export type ActivityRow = {
  id: GeneratedAlways<number>
  edition_id: number
  participant_id: number | null
  number: number | null
  profile: 'activity' | 'pledge'
  state: ActivityState
  source: 'web' | 'paper' | 'import' | 'carried-over' | 'demo'
  language: Lang
  contact_name: Generated<string>
  contact_department: Generated<string>
  contact_email: Generated<string>
  contact_phone: Generated<string>
  private_answers: JsonOrDefault<Record<string, unknown>>
  terms_version: string | null
  terms_accepted_at: Instant | null
  published_version_id: number | null
  proposed_version_id: number | null
  risk: Generated<number>
  risk_reasons: Generated<string[]>
  claimed_by: number | null
  claimed_at: Instant | null
  duplicate_of: number | null
  created_at: Instant
  changed_at: Instant
  submitted_at: Instant | null
  published_at: Instant | null
  withdrawn_at: Instant | null
  reported_at: Instant | null
}

export type VersionRow = {
  id: GeneratedAlways<number>
  activity_id: number
  version: number
  participant_kind: Generated<ParticipantKind>
  name: Generated<string>
  reading: Generated<string>
  corporate_number: string | null
  industry: string | null
  size_class: string | null
  prefecture: number | null
  kinds: Generated<string[]>
  title: Generated<string>
  body: Generated<string>
  period: Generated<'all-month' | 'dates' | 'year-round'>
  starts_on: Temporal.PlainDate | null
  ends_on: Temporal.PlainDate | null
  online: Generated<boolean>
  place: Generated<string>
  url: Generated<string>
  image_id: number | null
  image_alt: Generated<string>
  answers: JsonOrDefault<Record<string, unknown>>
  hidden: Generated<string[]>
  created_by: 'owner' | 'staff' | 'program'
  staff_id: number | null
  created_at: Instant
}

export type DecisionRow = {
  id: GeneratedAlways<number>
  activity_id: number
  version_id: number | null
  decision:
    | 'published'
    | 'returned'
    | 'rejected'
    | 'suspended'
    | 'reinstated'
    | 'appealed'
    | 'second-look'
    | 'merged'
  reason_code: string | null
  reason_text: Generated<string>
  checklist: Generated<string[]>
  decided_by: number | null
  decided_at: Instant
  undone_at: Instant | null
  undone_by: number | null
}

export type ReportRow = {
  activity_id: number
  people: number
  days: number
  effects: Generated<string>
  may_quote: Generated<boolean>
  may_contact: Generated<boolean>
  reported_at: Instant
}

export type HandOverRow = {
  id: GeneratedAlways<number>
  activity_id: number
  new_name: string
  new_email: string
  reason: Generated<string>
  requested_at: Instant
  confirmed_at: Instant | null
  object_until: Instant
  objected_at: Instant | null
  completed_at: Instant | null
  refused_at: Instant | null
}

export type ConcernRow = {
  id: GeneratedAlways<number>
  activity_id: number
  reason: 'spam' | 'wrong' | 'offensive' | 'rights' | 'other'
  body: Generated<string>
  risk: Generated<number>
  risk_reasons: Generated<string[]>
  created_at: Instant
  handled_at: Instant | null
  handled_by: number | null
  outcome: Generated<string>
}

export type ImportRow = {
  id: GeneratedAlways<number>
  edition_id: number
  file_name: string
  state: 'checked' | 'applied' | 'undone'
  created_by: number
  created_at: Instant
  applied_at: Instant | null
  undone_at: Instant | null
}

export type ImportLineRow = {
  import_id: number
  line: number
  values: Json<Record<string, string>>
  faults: Json<{ field: string; reason: string }[]>
  activity_id: number | null
}
