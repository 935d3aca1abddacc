import type { Trx } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { page, to } from '../../http/page.tsx'
import { owner, type Routes, routes } from '../../http/routes.ts'
import { closeSession, takeFlash } from '../../http/sessions.ts'
import { readSubmitted } from '../../http/submitted.ts'
import {
  lockActivity,
  moveActivity,
  newestVersion,
  type StoredVersion,
} from '../activities/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import { addAddressRoutes } from './address-routes.tsx'
import { addAppealRoutes } from './appeal-routes.tsx'
import { addEditRoutes } from './edit-routes.tsx'
import { addHandOverRoutes } from './hand-over-routes.tsx'
import { addLinkRoutes } from './link-routes.tsx'
import { addObjectionRoutes } from './objection-routes.tsx'
import { type OwnActivity, ownActivity, situationOf } from './own-activity.ts'
import { addPublicationRoutes } from './publication-routes.tsx'
import { addReportRoutes } from './report-routes.tsx'
import { actOnce, audited, noteSaved, stampMistakes } from './saving.ts'
import { OwnView } from './views.tsx'
import { addWithdrawalRoutes } from './withdrawal-routes.tsx'

/** The owner's side: back by a link, see where it stands, change it, hand it over, withdraw it. */
export function ownershipRoutes(): Routes {
  const list = routes()
  addLinkRoutes(list)
  list.get('/mine/activity', owner, show)
  addEditRoutes(list)
  addPublicationRoutes(list)
  list.post('/mine/resubmission', owner, resubmit)
  addAppealRoutes(list)
  addReportRoutes(list)
  addAddressRoutes(list)
  addHandOverRoutes(list)
  addObjectionRoutes(list)
  addWithdrawalRoutes(list)
  list.post('/mine/leave', owner, leave)
  return list
}

async function show(c: Ctx): Promise<Response> {
  const own = await ownActivity(c)
  const situation = await situationOf(c, own)
  const flash = await takeFlash(c)
  return page(
    c,
    { title: c.var.t('ownership.title') },
    <OwnView c={c} own={own} situation={situation} flash={flash} />,
  )
}

async function resubmit(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const own = await ownActivity(c)
  const form = 'ownership.resubmission'
  if (stampMistakes(c, form, submitted).length > 0) return c.redirect(to(c, '/mine/activity'), 303)
  const done = await actOnce(c, { form, submitted }, (trx) => sendAgain(trx, c, own))
  const days = own.edition.secretariat.serviceDays
  if (done !== 'again' && done.result) await noteSaved(c, 'saved.resubmitted', { days })
  return c.redirect(to(c, '/mine/activity'), 303)
}

async function sendAgain(trx: Trx, c: Ctx, { edition, activity }: OwnActivity): Promise<boolean> {
  const { now } = c.var
  const locked = await lockActivity(trx, edition.id, activity.id)
  if (locked?.state !== 'returned') return false
  const version = (await newestVersion(trx, locked.id)) as StoredVersion
  await moveActivity(trx, locked, 'resubmit', {
    now,
    submitted_at: now,
    proposed_version_id: version.id,
  })
  const { title } = version
  await writeAudit(trx, audited('activities.resubmitted', now, { edition, activity, title }))
  return true
}

async function leave(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  await closeSession(c, 'owner')
  return c.redirect(to(c, '/mine'), 303)
}
