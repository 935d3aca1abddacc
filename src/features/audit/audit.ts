/** Who acted: a member of staff, an owner by personal link, an anonymous visitor or the program itself. */
export type Actor =
  | { kind: 'staff'; id: number; name: string }
  | { kind: 'owner'; id: number; name: string }
  | { kind: 'visitor' }
  | { kind: 'program' }

/** The record an entry is about, with the name under which people know it. */
export type Subject = { kind: string; id: number | null; name: string; editionId?: number }

/** What was done, as `feature.verb`: only what has words can be written. */
export type Action = (typeof actions)[number]

/** One entry; its action is put into words by the message `audit.<action>`. */
export type Entry = {
  action: Action
  actor: Actor
  subject: Subject
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  note?: string
  at: Temporal.Instant
}

/** Every action that the program writes, with the messages `audit.<action>` and `audit.action.<action>`. */
export const actions = [
  'activities.registered',
  'activities.confirmed',
  'activities.submitted',
  'activities.resubmitted',
  'activities.entered',
  'activities.published',
  'activities.changed',
  'activities.change-published',
  'activities.returned',
  'activities.rejected',
  'activities.suspended',
  'activities.reinstated',
  'activities.withdrawn',
  'activities.edited',
  'activities.address-changed',
  'activities.address-kept',
  'activities.handed-over',
  'activities.claimed',
  'activities.released',
  'activities.exported',
  'activities.imported',
  'activities.import-undone',
  'activities.merged',
  'activities.reported',
  'activities.viewed',
  'activities.change-returned',
  'activities.correction-asked',
  'activities.second-look',
  'activities.decision-undone',
  'activities.duplicate-marked',
  'activities.concern-handled',
  'activities.appealed',
  'imports.applied',
  'imports.undone',
  'participants.merged',
  'participants.unmerged',
  'pools.sized',
  'applications.support-answered',
  'applications.exported',
  'accounts.signed-in',
  'accounts.signed-out',
  'accounts.sign-in-failed',
  'accounts.confirmed',
  'accounts.invited',
  'accounts.link-made',
  'accounts.enrolled',
  'accounts.disabled',
  'accounts.enabled',
  'accounts.role-granted',
  'accounts.role-revoked',
  'accounts.passkey-added',
  'accounts.passkey-renamed',
  'accounts.passkey-removed',
  'accounts.password-changed',
  'accounts.authenticator-changed',
  'accounts.codes-renewed',
  'accounts.session-ended',
  'editions.loaded',
  'editions.changed',
  'mail.viewed',
  'mail.resent',
  'events.created',
  'events.proposed',
  'events.copied',
  'events.edited',
  'events.published',
  'events.postponed',
  'events.converted',
  'events.cancelled',
  'events.reopened',
  'events.refused',
  'events.programme-changed',
  'events.organisers-changed',
  'events.questions-changed',
  'events.survey-changed',
  'events.survey-exported',
  'events.material-added',
  'events.material-removed',
  'events.message-written',
  'events.message-asked',
  'events.message-sent',
  'events.message-dropped',
  'events.message-paused',
  'events.message-resumed',
  'events.message-stopped',
  'events.message-begun',
  'applications.imported',
  'applications.import-undone',
  'applications.certificate-issued',
  'applications.invited',
  'applications.reminded',
  'pools.changed',
  'pools.added',
  'pools.closed',
  'pools.opened',
] as const
