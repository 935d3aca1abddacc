import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { page, to } from '../../http/page.tsx'
import { type Routes, routes, visitor } from '../../http/routes.ts'
import { secret } from '../../http/secret-page.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { afterLinks } from './afterwards.ts'
import { isActive } from './application.ts'
import { addApplyRoutes } from './apply-routes.tsx'
import { addCalendarRoute } from './calendar-routes.ts'
import { addChangeRoutes } from './change-routes.tsx'
import { personalPath } from './links.ts'
import { canChange, ownApplication, takeOwnStep } from './own.ts'
import { PersonalView } from './personal-views.tsx'
import { CancelView } from './change-views.tsx'
import { materialsFor, movedTo, positionOf, supportOf } from './queries.ts'
import { addReceiptRoutes } from './receipt-routes.tsx'

/** Applying, the receipt, and the personal page behind the link in every mail. */
export function applicationRoutes(): Routes {
  const list = routes()
  addApplyRoutes(list)
  addReceiptRoutes(list)
  list.get('/my/:key', visitor, show)
  list.post('/my/:key/proof', visitor, (c) => act(c, 'prove'))
  list.post('/my/:key/acceptance', visitor, (c) => act(c, 'accept'))
  list.post('/my/:key/refusal', visitor, (c) => act(c, 'decline'))
  list.post('/my/:key/coming', visitor, reconfirm)
  list.get('/my/:key/cancellation', visitor, askCancel)
  list.post('/my/:key/cancellation', visitor, (c) => act(c, 'cancel'))
  addChangeRoutes(list)
  addCalendarRoute(list)
  return list
}

async function show(c: Ctx): Promise<Response> {
  const { db, now, config, t } = c.var
  const own = await ownApplication(c)
  const { application } = own
  const moved = application.state === 'moved' ? await movedTo(db, application.id) : undefined
  return secret(
    page(
      c,
      { title: t('applications.my.title') },
      <PersonalView
        c={c}
        own={own}
        position={application.state === 'waiting' ? await positionOf(db, application) : 0}
        support={await supportOf(db, application.id)}
        materials={
          application.state === 'confirmed' ? await materialsFor(db, own.event.id, now) : []
        }
        after={await afterLinks(db, own, now)}
        movedPath={moved && personalPath(config.secret, moved)}
        saved={c.req.query('saved') !== undefined}
      />,
    ),
  )
}

/** The page that follows says where the application stands, whatever came of the button. */
async function act(c: Ctx, door: 'prove' | 'accept' | 'decline' | 'cancel'): Promise<Response> {
  await readSubmitted(c)
  const own = await ownApplication(c)
  await takeOwnStep(c, own, door)
  return c.redirect(to(c, own.path), 303)
}

/** "I will come" is written down; "I cannot" gives the place to the next in line. */
async function reconfirm(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const own = await ownApplication(c)
  const answer = submitted.fields.get('coming')?.[0]
  if (answer === 'no') await takeOwnStep(c, own, 'cancel', 'cannot come')
  if (answer === 'yes')
    await c.var.db
      .updateTable('applications')
      .set({ reconfirmed_at: c.var.now })
      .where('id', '=', own.application.id)
      .where('state', '=', 'confirmed')
      .where('reconfirmed_at', 'is', null)
      .execute()
  return c.redirect(to(c, own.path), 303)
}

async function askCancel(c: Ctx): Promise<Response> {
  const own = await ownApplication(c)
  if (!isActive(own.application.state) || !canChange(own, c.var.now)) return notFound()
  const title = c.var.t('applications.cancel.title')
  return secret(page(c, { title }, <CancelView c={c} own={own} />))
}
