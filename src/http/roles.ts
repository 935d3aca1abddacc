/** Everything that staff may or may not do. Routes name one of these. */
const capabilities = [
  'staff.enter', // sign in, see the dashboard, manage the own account
  'activities.read', // see registrations with their private fields
  'activities.moderate', // decide about registrations
  'activities.enter', // type in, import, merge
  'activities.export', // take lists with personal data away
  'events.read', // see events in every state
  'events.edit', // write, publish, postpone, call off
  'applications.read', // see who applied
  'applications.manage', // approve, enter by hand, check in, write to them
  'applications.export',
  'consultations.manage', // advisers, days, slots
  'consultations.advise', // own cases, with private notes
  'support.arrange', // see and answer what support people asked for
  'reports.read',
  'editions.edit',
  'mail.read',
  'mail.send',
  'audit.read',
  'accounts.manage',
] as const
export type Capability = (typeof capabilities)[number]

export type Role =
  | 'administrator'
  | 'lead'
  | 'officer'
  | 'organiser'
  | 'viewer'
  | 'auditor'
  | 'adviser'

const viewer: Capability[] = ['staff.enter', 'reports.read', 'events.read']
const officer: Capability[] = [
  ...viewer,
  'activities.read',
  'activities.moderate',
  'activities.enter',
  'events.edit',
  'applications.read',
  'applications.manage',
  'consultations.manage',
  'support.arrange',
  'mail.read',
]

/** What each role may do. A person's capabilities are the union over their grants in force. */
export const capabilitiesOf: Record<Role, readonly Capability[]> = {
  administrator: capabilities,
  lead: [
    ...officer,
    'activities.export',
    'applications.export',
    'editions.edit',
    'mail.send',
    'audit.read',
  ],
  officer,
  organiser: [...viewer, 'activities.read'],
  viewer,
  adviser: ['staff.enter', 'consultations.advise'],
  auditor: [...viewer, 'activities.read', 'audit.read', 'mail.read'],
}

/** A role in force, with the limits of its scope (null: none). */
export type Grant = {
  role: Role
  editionId: number | null
  body: string | null
  prefectures: number[] | null
}

/** A signed-in member of staff. */
export type Staff = { id: number; name: string; email: string; grants: Grant[] }

/** Whether a member of staff may do something, in any scope or in this edition's. */
export function can(staff: Staff, capability: Capability, editionId?: number): boolean {
  return staff.grants.some(
    (grant) =>
      (grant.editionId === null || editionId === undefined || grant.editionId === editionId) &&
      capabilitiesOf[grant.role].includes(capability),
  )
}

/**
 * The prefectures a member of staff may act in for a capability: `null` means everywhere.
 * An uncovered prefecture falls to those whose grant has no limit (the secretariat).
 */
export function prefecturesFor(staff: Staff, capability: Capability): number[] | null {
  const grants = staff.grants.filter((grant) => capabilitiesOf[grant.role].includes(capability))
  if (grants.some((grant) => grant.prefectures === null)) return null
  return [...new Set(grants.flatMap((grant) => grant.prefectures ?? []))]
}
