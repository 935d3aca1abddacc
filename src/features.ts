import type { Config } from './config.ts'
import type { Routes } from './http/routes.ts'
import { accountRoutes } from './features/accounts/routes.tsx'
import { applicantImportRoutes } from './features/applicant-import/routes.ts'
import { applicantRoutes } from './features/applicants/routes.ts'
import { applicationRoutes } from './features/applications/personal-routes.tsx'
import { attendanceRoutes } from './features/attendance/routes.ts'
import { attendanceCertificateRoutes } from './features/attendance-certificates/routes.ts'
import { auditRoutes } from './features/audit/routes.tsx'
import { consultationRoutes } from './features/consultations/routes.ts'
import { eventRoutes } from './features/events/routes.tsx'
import { eventDeskRoutes } from './features/event-desk/routes.ts'
import { eventMessageRoutes } from './features/event-messages/routes.ts'
import { eventReportRoutes } from './features/event-report/routes.tsx'
import { homeRoutes } from './features/home/routes.tsx'
import { activityRoutes } from './features/activities/routes.tsx'
import { invitationRoutes } from './features/invitations/routes.ts'
import { intakeRoutes } from './features/intake/routes.ts'
import { moderationRoutes } from './features/moderation/routes.ts'
import { outboxRoutes } from './features/outbox/routes.tsx'
import { ownershipRoutes } from './features/ownership/routes.tsx'
import { partnerEventRoutes } from './features/partner-events/routes.tsx'
import { registrationRoutes } from './features/registration/routes.tsx'
import { reportRoutes } from './features/reports/routes.tsx'
import { surveyRoutes } from './features/surveys/routes.ts'
import { styleRoutes } from './features/style/routes.tsx'

/** One line per feature. */
export function features(config: Config): Routes[] {
  return [
    homeRoutes(),
    applicationRoutes(),
    registrationRoutes(),
    activityRoutes(),
    partnerEventRoutes(),
    eventRoutes(),
    ownershipRoutes(),
    accountRoutes(config),
    attendanceRoutes(),
    attendanceCertificateRoutes(),
    auditRoutes(),
    outboxRoutes(config),
    moderationRoutes(),
    intakeRoutes(),
    reportRoutes(),
    eventDeskRoutes(),
    eventMessageRoutes(),
    eventReportRoutes(),
    applicantImportRoutes(),
    invitationRoutes(),
    applicantRoutes(),
    consultationRoutes(),
    surveyRoutes(),
    styleRoutes(),
  ]
}
