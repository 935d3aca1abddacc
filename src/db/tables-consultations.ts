import type { Generated, GeneratedAlways } from 'kysely'
import type { Localized } from '../lib/languages.ts'
import type { Instant, JsonOrDefault } from './tables.ts'

export type ConsultationTables = {
  advisers: AdviserRow
  consultation_days: ConsultationDayRow
  consultation_breaks: {
    id: GeneratedAlways<number>
    day_id: number
    adviser_id: number | null
    starts_at: Instant
    ends_at: Instant
  }
  consultation_slots: ConsultationSlotRow
  consultations: ConsultationRow
  consultation_files: ConsultationFileRow
  consultation_notes: ConsultationNoteRow
}

export type AdviserRow = {
  id: GeneratedAlways<number>
  edition_id: number
  staff_id: number | null
  name: string
  reading: Generated<string>
  title: JsonOrDefault<Localized | Record<string, never>>
  topics: Generated<string[]>
  languages: Generated<string[]>
  meeting_url: Generated<string>
  active: Generated<boolean>
  created_at: Instant
}

export type ConsultationDayRow = {
  id: GeneratedAlways<number>
  edition_id: number
  event_id: number
  waiting_pool_id: number | null
  starts_at: Instant
  ends_at: Instant
  slot_minutes: number
  buffer_minutes: Generated<number>
  notice_minutes: Generated<number>
  follow_ups: Generated<number>
  topics: JsonOrDefault<{ code: string; name: Localized }[]>
  note: JsonOrDefault<Localized | Record<string, never>>
  published_at: Instant | null
  created_at: Instant
}

export type ConsultationSlotRow = {
  pool_id: number
  day_id: number
  adviser_id: number
  starts_at: Instant
  ends_at: Instant
  blocked: Generated<boolean>
}

export type ConsultationRow = {
  application_id: number
  topic: Generated<string>
  question: Generated<string>
  ordinal: Generated<number>
  follows: number | null
  meeting_url: Generated<string>
  outcome: Generated<'open' | 'held' | 'no-show' | 'follow-up'>
  held_at: Instant | null
  created_at: Instant
}

export type ConsultationFileRow = {
  id: GeneratedAlways<number>
  application_id: number
  file_key: string
  file_name: string
  media_type: string
  bytes: number
  created_at: Instant
}

export type ConsultationNoteRow = {
  id: GeneratedAlways<number>
  application_id: number
  adviser_id: number
  body: string
  hand_over: Generated<boolean>
  created_at: Instant
}
