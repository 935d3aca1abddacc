import type accounts from '../../messages/ja/accounts.json'
import type activities from '../../messages/ja/activities.json'
import type applicantImport from '../../messages/ja/applicant-import.json'
import type applicants from '../../messages/ja/applicants.json'
import type applications from '../../messages/ja/applications.json'
import type attendance from '../../messages/ja/attendance.json'
import type attendanceCertificates from '../../messages/ja/attendance-certificates.json'
import type audit from '../../messages/ja/audit.json'
import type consultations from '../../messages/ja/consultations.json'
import type editions from '../../messages/ja/editions.json'
import type events from '../../messages/ja/events.json'
import type eventMessages from '../../messages/ja/event-messages.json'
import type eventDesk from '../../messages/ja/event-desk.json'
import type eventReport from '../../messages/ja/event-report.json'
import type facts from '../../messages/ja/facts.json'
import type home from '../../messages/ja/home.json'
import type intake from '../../messages/ja/intake.json'
import type invitations from '../../messages/ja/invitations.json'
import type mail from '../../messages/ja/mail.json'
import type moderation from '../../messages/ja/moderation.json'
import type outbox from '../../messages/ja/outbox.json'
import type ownership from '../../messages/ja/ownership.json'
import type partnerEvents from '../../messages/ja/partner-events.json'
import type registration from '../../messages/ja/registration.json'
import type reports from '../../messages/ja/reports.json'
import type site from '../../messages/ja/site.json'
import type surveys from '../../messages/ja/surveys.json'
import type style from '../../messages/ja/style.json'

type In<Feature extends string, Messages> = `${Feature}.${keyof Messages & string}`

/** Every key of the Japanese catalogue: a mistyped or removed key is a type error. */
export type MessageKey =
  | In<'accounts', typeof accounts>
  | In<'activities', typeof activities>
  | In<'applicant-import', typeof applicantImport>
  | In<'applicants', typeof applicants>
  | In<'applications', typeof applications>
  | In<'attendance', typeof attendance>
  | In<'attendance-certificates', typeof attendanceCertificates>
  | In<'audit', typeof audit>
  | In<'consultations', typeof consultations>
  | In<'editions', typeof editions>
  | In<'events', typeof events>
  | In<'event-desk', typeof eventDesk>
  | In<'event-messages', typeof eventMessages>
  | In<'event-report', typeof eventReport>
  | In<'facts', typeof facts>
  | In<'home', typeof home>
  | In<'intake', typeof intake>
  | In<'invitations', typeof invitations>
  | In<'mail', typeof mail>
  | In<'moderation', typeof moderation>
  | In<'outbox', typeof outbox>
  | In<'ownership', typeof ownership>
  | In<'partner-events', typeof partnerEvents>
  | In<'registration', typeof registration>
  | In<'reports', typeof reports>
  | In<'site', typeof site>
  | In<'surveys', typeof surveys>
  | In<'style', typeof style>
