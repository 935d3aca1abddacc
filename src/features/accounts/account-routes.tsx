import * as v from 'valibot'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { scriptPath } from '../../http/asset-routes.ts'
import { notFound } from '../../http/faults.ts'
import { to } from '../../http/page.tsx'
import { parse } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import type { Entry } from '../audit/audit.ts'
import { writeAudit } from '../audit/queries.ts'
import { AccountView } from './account-views.tsx'
import { listGrants } from './grants.ts'
import { listPasskeys } from './passkeys.ts'
import { actorOf, findPerson, subjectOf } from './queries.ts'
import { describeScopes } from './scopes.ts'
import { endSession, listSessions, staffSession } from './staff-sessions.ts'

/** The own account: what it may do, what it signs in with, where it is signed in. */
export function addAccountRoutes(list: Routes): void {
  const own = may('staff.enter')
  list.get('/staff/account', own, show)
  list.post('/staff/account/sessions/end', own, end)
}

async function show(c: Ctx): Promise<Response> {
  const { db, t, clock } = c.var
  const session = staffSession(c)
  const now = clock.now()
  const person = await findPerson(db, session.staff.id)
  if (!person) return notFound()
  return staffPage(
    c,
    { title: t('accounts.account.title'), scripts: [scriptPath('passkey')] },
    <AccountView
      c={c}
      person={person}
      scopes={await describeScopes(c, await listGrants(db, [person.id], now))}
      passkeys={await listPasskeys(db, person.id)}
      sessions={await listSessions(db, session, now)}
    />,
  )
}

const ending = v.strictObject({
  session: v.pipe(v.string('required'), v.regex(/^[0-9a-f]{64}$/, 'invalid')),
})

async function end(c: Ctx): Promise<Response> {
  const { staff } = staffSession(c)
  const parsed = parse(await readSubmitted(c), ending)
  if (!parsed.ok) return notFound()
  const ended = await transaction(c.var.db, async (trx) => {
    const done = await endSession(trx, staff.id, parsed.value.session)
    if (done) await writeAudit(trx, ownEntry(c, 'accounts.session-ended'))
    return done
  })
  if (!ended) return notFound()
  await leaveFlash(c, { message: 'accounts.flash.session-ended' })
  return c.redirect(to(c, '/staff/account'), 303)
}

/** An entry of a person about their own account, now. */
export function ownEntry(
  c: Ctx,
  action: Entry['action'],
  values: Pick<Entry, 'before' | 'after'> = {},
): Entry {
  const { staff } = staffSession(c)
  return {
    action,
    at: c.var.clock.now(),
    actor: actorOf(staff),
    subject: subjectOf(staff),
    ...values,
  }
}
