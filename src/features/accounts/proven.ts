import type { Ctx, Handler } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { remember } from '../../http/sessions.ts'
import { isFresh } from './account.ts'
import { staffSession } from './staff-sessions.ts'

/** Lets a handler run only if the person has proven who they are within the last ten minutes. */
export function proven(handler: Handler): Handler {
  return async (c, next) => {
    const { data } = staffSession(c)
    if (isFresh(data['provenAt'], c.var.clock.now())) return handler(c, next)
    const back = c.req.method === 'GET' ? c.req.path : '/staff/account'
    return c.redirect(to(c, `/staff/account/confirm?next=${encodeURIComponent(back)}`), 303)
  }
}

/** Notes that the person has proven who they are just now. */
export async function noteProof(c: Ctx): Promise<void> {
  await remember(c, { provenAt: c.var.clock.now().toString() })
}
