import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { page, to } from '../../http/page.tsx'
import { owner, type Routes, routes } from '../../http/routes.ts'
import { closeSession, takeFlash } from '../../http/sessions.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { queueMail } from '../../mail/outbox.ts'
import { lockActivity, moveActivity } from '../activities/queries.ts'
import { standingOf } from '../activities/activity.ts'
import { writeAudit } from '../audit/queries.ts'
import { addEditRoutes } from './edit-routes.tsx'
import { addLinkRoutes } from './link-routes.tsx'
import { withdrawnLetter } from './mail.ts'
import { ownActivity } from './own-activity.ts'
import { canWithdraw } from './ownership.ts'
import { newestDecision } from './queries.ts'
import { audited } from './saving.ts'
import { OwnView, WithdrawView } from './views.tsx'

/** The owner's side: back by a link, see where it stands, change it, withdraw it. */
export function ownershipRoutes(): Routes {
  const list = routes()
  addLinkRoutes(list)
  list.get('/mine/activity', owner, show)
  addEditRoutes(list)
  list.post('/mine/resubmission', owner, resubmit)
  list.get('/mine/withdrawal', owner, askWithdraw)
  list.post('/mine/withdrawal', owner, withdraw)
  list.post('/mine/leave', owner, leave)
  return list
}

async function show(c: Ctx): Promise<Response> {
  const own = await ownActivity(c)
  const decision = await newestDecision(c.var.db, own.activity.id)
  const changeReturned = decision?.decision === 'returned' && own.activity.state === 'published'
  const standing = standingOf(own.activity, changeReturned)
  const reason = decision && decision.decision !== 'published' ? decision.reason_text : ''
  const flash = await takeFlash(c)
  return page(
    c,
    { title: c.var.t('ownership.title') },
    <OwnView c={c} own={own} standing={standing} reason={reason} saved={flash !== undefined} />,
  )
}

async function resubmit(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const { db, now } = c.var
  const { edition, activity, draft } = await ownActivity(c)
  await transaction(db, async (trx) => {
    const locked = await lockActivity(trx, edition.id, activity.id)
    if (locked?.state !== 'returned') return
    await moveActivity(trx, locked, 'resubmit', {
      now,
      submitted_at: now,
      proposed_version_id: draft.version.id,
    })
    await writeAudit(
      trx,
      audited('activities.resubmitted', c, { edition, activity, title: draft.version.title }),
    )
  })
  return c.redirect(to(c, '/mine/activity'), 303)
}

async function askWithdraw(c: Ctx): Promise<Response> {
  const own = await ownActivity(c)
  if (!canWithdraw(own.activity.state)) return notFound()
  return page(c, { title: c.var.t('ownership.withdraw.title') }, <WithdrawView c={c} own={own} />)
}

/** Acts at once: gone from list, search, feeds and caches with the commit. */
async function withdraw(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const { db, now, config, changes } = c.var
  const { edition, activity, draft } = await ownActivity(c)
  await transaction(db, async (trx) => {
    const locked = await lockActivity(trx, edition.id, activity.id)
    if (!locked || !canWithdraw(locked.state)) return
    await moveActivity(trx, locked, 'withdraw', {
      now,
      withdrawn_at: now,
      proposed_version_id: null,
    })
    await writeAudit(
      trx,
      audited('activities.withdrawn', c, { edition, activity, title: draft.version.title }),
    )
    await queueMail(trx, withdrawnLetter({ edition, origin: config.origin, activity }), {
      now,
      origin: config.origin,
    })
    await changes.announce(trx, { kind: 'activities', id: activity.id, removed: true })
  })
  return c.redirect(to(c, '/mine/activity'), 303)
}

async function leave(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  await closeSession(c, 'owner')
  return c.redirect(to(c, '/mine'), 303)
}
