import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { findLink, linkState, spendLink } from '../../http/personal-links.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { openSession } from '../../http/sessions.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { Button } from '../../ui/button.tsx'
import {
  findActivity,
  lockActivity,
  newestVersion,
  type StoredVersion,
} from '../activities/queries.ts'
import { editionOf } from '../editions/current.ts'
import { confirm } from './sending.ts'
import { MessageView } from './views.tsx'

/** The link of the confirmation mail: opening it shows a button, pressing the button confirms. */
export function addConfirmRoutes(list: Routes): void {
  list.get('/activities/confirm/:token', visitor, show)
  list.post('/activities/confirm/:token', visitor, press)
}

async function show(c: Ctx): Promise<Response> {
  const { db, now, t, site } = c.var
  const link = await findLink(db, 'confirm', c.req.param('token') ?? '')
  const state = linkState(link, now)
  const activity = link && (await findActivity(db, site.editionId, link.subject_id))
  if (state !== 'good' || !activity) return deadLink(c, state === 'good' ? 'unknown' : state)
  if (activity.state !== 'unconfirmed') return deadLink(c, 'used')
  const version = (await newestVersion(db, activity.id)) as StoredVersion
  const title = t('registration.confirm.title')
  return unlinked(
    page(
      c,
      { title },
      <MessageView title={title} text={t('registration.confirm.text', { title: version.title })}>
        <form method="post" action={to(c, c.req.path)}>
          <FormStart c={c} form="registration.confirm" />
          <Button>{t('registration.confirm.button')}</Button>
        </form>
      </MessageView>,
    ),
  )
}

async function press(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const { db, now, config, site } = c.var
  const edition = await editionOf(c)
  const link = await findLink(db, 'confirm', c.req.param('token') ?? '')
  const state = linkState(link, now)
  if (!link || state !== 'good') return deadLink(c, state === 'good' ? 'unknown' : state)
  const done = await transaction(db, async (trx) => {
    const activity = await lockActivity(trx, site.editionId, link.subject_id)
    if (activity?.state !== 'unconfirmed' || !(await spendLink(trx, link, now))) return undefined
    const version = (await newestVersion(trx, activity.id)) as StoredVersion
    await confirm(trx, activity, version, { edition, config, now })
    return activity.id
  })
  if (done === undefined) return deadLink(c, 'used')
  await openSession(c, { activityId: done })
  return c.redirect(to(c, '/mine/activity'), 303)
}

/** What a link that does nothing any more says; the same for a guessed one. */
function deadLink(c: Ctx, state: 'used' | 'expired' | 'unknown'): Response {
  const { t } = c.var
  const title = t(`registration.confirm.${state}.title`)
  return unlinked(
    page(
      c,
      { title, status: 404 },
      <MessageView title={title} text={t(`registration.confirm.${state}.text`)}>
        <Button kind="secondary" href={to(c, state === 'used' ? '/mine' : '/activities/new')}>
          {t(state === 'used' ? 'registration.confirm.mine' : 'registration.title')}
        </Button>
      </MessageView>,
    ),
  )
}

/** The address of such a page is a secret: it is not told to the next site. */
function unlinked(response: Response): Response {
  response.headers.set('referrer-policy', 'no-referrer')
  return response
}
