import type { Ctx } from '../../http/context.ts'
import { leaveFlash } from '../../http/sessions.ts'
import type { Action } from '../audit/audit.ts'
import { publicNumber } from '../editions/edition.ts'

type What = {
  edition: { id: number; slug: string }
  activity: { id: number; number: number | null; contact_name: string }
  title: string
}

/** An audit entry of the owner's doing. */
export function audited(action: Action, c: Ctx, { edition, activity, title }: What) {
  const name =
    activity.number === null ? title : `${publicNumber(edition, activity.number)} ${title}`
  return {
    action,
    actor: { kind: 'owner' as const, id: activity.id, name: activity.contact_name },
    subject: { kind: 'activity', id: activity.id, name, editionId: edition.id },
    at: c.var.now,
  }
}

/** Remembers for the next page that something was saved. */
export async function noteSaved(c: Ctx): Promise<void> {
  await leaveFlash(c, { message: 'ownership.saved' })
}
