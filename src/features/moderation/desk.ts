import type { Config } from '../../config.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault } from '../../http/faults.ts'
import type { Changes } from '../../http/changes.ts'
import { can, type Capability, prefecturesFor, type Staff } from '../../http/roles.ts'
import type { Actor } from '../audit/audit.ts'
import { editionOf } from '../editions/current.ts'
import type { Edition } from '../editions/edition.ts'

/** Where an officer works: who, on which edition, at which instant. */
export type Desk = {
  edition: Edition
  staff: Staff
  config: Config
  changes: Changes
  now: Temporal.Instant
}

/** The desk of a request by a signed-in person who has the capability in this edition. @throws Fault 403 */
export async function deskOf(c: Ctx, capability: Capability): Promise<Desk> {
  const { session, config, changes, now } = c.var
  const edition = await editionOf(c)
  if (session?.kind !== 'staff' || !can(session.staff, capability, edition.id)) throw new Fault(403)
  return { edition, staff: session.staff, config, changes, now }
}

/** The prefectures that a person works on in this edition; null: all, and those without one. */
export function scopeOf(
  { staff, edition }: Pick<Desk, 'staff' | 'edition'>,
  capability: Capability,
): number[] | null {
  const grants = staff.grants.filter(
    ({ editionId }) => editionId === null || editionId === edition.id,
  )
  return prefecturesFor({ ...staff, grants }, capability)
}

/** Whether a registration of that prefecture is within a scope. */
export function inScope(scope: number[] | null, prefecture: number | null): boolean {
  return scope === null || (prefecture !== null && scope.includes(prefecture))
}

/** Whether the person may decide, and not only read. */
export function mayDecide({ staff, edition }: Desk): boolean {
  return can(staff, 'activities.moderate', edition.id)
}

/** The officer as the audit names them. */
export function actorOf({ staff }: Pick<Desk, 'staff'>): Actor {
  return { kind: 'staff', id: staff.id, name: staff.name }
}
