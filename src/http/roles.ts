/** Everything that staff may or may not do. Routes name one of these. */
const capabilities = [
  'staff.enter', // sign in, see the dashboard, manage the own account
  'activities.read', // see registrations with their private fields
  'activities.moderate', // decide about registrations
  'activities.enter', // type in, import, merge
  'activities.export', // take lists with personal data away
  'reports.read',
  'editions.edit',
  'mail.read',
  'mail.send',
  'audit.read',
  'accounts.manage',
] as const
export type Capability = (typeof capabilities)[number]

export type Role = 'administrator' | 'lead' | 'officer' | 'organiser' | 'viewer' | 'auditor'

const viewer: Capability[] = ['staff.enter', 'reports.read']
const officer: Capability[] = [
  ...viewer,
  'activities.read',
  'activities.moderate',
  'activities.enter',
  'mail.read',
]

/** What each role may do. A person's capabilities are the union over their grants in force. */
export const capabilitiesOf: Record<Role, readonly Capability[]> = {
  administrator: capabilities,
  lead: [...officer, 'activities.export', 'editions.edit', 'mail.send', 'audit.read'],
  officer,
  organiser: [...viewer, 'activities.read'],
  viewer,
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
