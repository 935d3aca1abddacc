import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { checkForm } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { listPath } from '../applicants/list-filter.ts'
import { oneEvent } from '../applicants/one-event.ts'
import { findApplicant } from '../applicants/queries.ts'
import { askForReceipt } from '../applications/asking-again.ts'
import { doorsOf } from '../applications/queue.ts'
import { wakeTelling } from '../applications/waking.ts'
import { writeAudit } from '../audit/queries.ts'
import { lockEvent } from '../event-desk/at-hand.ts'
import { actorOf } from '../intake/officer.ts'
import { toRemind } from './queries.ts'

const path = '/staff/events/:slug/applicants/invitations'
const access = may('applications.manage')

/** Asking again those who have not answered, and taking an invitation back. */
export function addActRoutes(list: Routes): void {
  list.post(`${path}/remind`, access, remind)
  list.post(`${path}/:id{[0-9]+}/withdraw`, access, withdraw)
}

/** The event is locked: of two officers who press at once one writes. */
async function remind(c: Ctx): Promise<Response> {
  const { event, edition } = await oneEvent(c)
  const { key } = checkForm(c, 'invitations.remind', await readSubmitted(c)).stamp
  const now = c.var.clock.now()
  const count = await transaction(c.var.db, async (trx) => {
    await lockEvent(trx, event.id)
    const people = key ? await toRemind(trx, event.id, now) : []
    if (people.length === 0) return 0
    await askForReceipt(trx, people, now)
    await writeAudit(trx, {
      action: 'applications.reminded',
      actor: actorOf(c),
      subject: { kind: 'event', id: event.id, name: event.title.ja, editionId: edition.id },
      after: { count: people.length },
      at: now,
    })
    return people.length
  })
  wakeTelling(c.var.db)
  await leaveFlash(c, { message: 'invitations.flash.reminded', values: { count } })
  return c.redirect(to(c, listPath(event.slug, {}, '/invitations')), 303)
}

async function withdraw(c: Ctx): Promise<Response> {
  const { event } = await oneEvent(c)
  const found = await findApplicant(c.var.db, event.id, idFrom(c.req.param('id')))
  const guest = orNotFound(found?.source === 'invitation' ? found : undefined)
  const { key } = checkForm(c, 'invitations.withdraw', await readSubmitted(c)).stamp
  const outcome =
    key && guest.state === 'offered'
      ? await doorsOf(c.var).pass(guest.pool_id, {
          door: 'cancel',
          applicationId: guest.id,
          actor: actorOf(c),
        })
      : { ok: false }
  await leaveFlash(
    c,
    outcome.ok
      ? { message: 'invitations.flash.withdrawn', values: { name: guest.name } }
      : { message: 'applicants.refusal.not-now', failed: true },
  )
  return c.redirect(to(c, listPath(event.slug, {}, '/invitations')), 303)
}
