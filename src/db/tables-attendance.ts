import type { Generated, GeneratedAlways } from 'kysely'
import type { Instant, Json } from './tables.ts'

export type AttendanceTables = {
  presence_spans: PresenceSpanRow
  surveys: SurveyRow
  survey_respondents: { event_id: number; application_id: number }
  survey_answers: SurveyAnswerRow
  attendance_certificates: AttendanceCertificateRow
}

export type PresenceSpanRow = {
  id: GeneratedAlways<number>
  application_id: number
  device: string
  began_at: Instant
  seen_at: Instant
  stopped: Generated<boolean>
}

export type SurveyRow = {
  event_id: number
  questions: Json<unknown[]>
  anonymous: Generated<boolean>
  closes_at: Instant | null
  created_at: Instant
}

export type SurveyAnswerRow = {
  id: string
  event_id: number
  application_id: number | null
  answers: Json<Record<string, string | string[]>>
  answered_on: Temporal.PlainDate
}

export type AttendanceCertificateRow = {
  application_id: number
  event_id: number
  number: string
  name: string
  minutes: number
  issued_at: Instant
}
