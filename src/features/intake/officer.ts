import type { Ctx } from '../../http/context.ts'
import { Fault } from '../../http/faults.ts'
import type { Staff } from '../../http/roles.ts'
import type { Actor } from '../audit/audit.ts'

/** Who is signed in on a page for staff. @throws Fault 403 elsewhere */
export function officerOf(c: Ctx): Staff {
  const { session } = c.var
  if (session?.kind !== 'staff') throw new Fault(403)
  return session.staff
}

/** The same as the log of actions names them. */
export function actorOf(c: Ctx): Extract<Actor, { kind: 'staff' }> {
  const { id, name } = officerOf(c)
  return { kind: 'staff', id, name }
}
