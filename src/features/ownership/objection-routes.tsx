import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { findLink, linkState, type PersonalLink } from '../../http/personal-links.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { restoreAddress } from './changing-address.ts'
import { deadLink, messagePage, pressPage } from './form-page.tsx'
import { findHandOver, type HandOver } from './hand-over-queries.ts'
import { objectToHandOver } from './handing-over.ts'
import { settingAbout } from './posting.ts'

/** "It was not me": the link that the old address was sent. */
export function addObjectionRoutes(list: Routes): void {
  list.get('/mine/objection/:token', visitor, show)
  list.post('/mine/objection/:token', visitor, press)
}

/** A link with an address gives the registration back to it; one without is about a hand-over. */
function isAboutAddress(link: PersonalLink): boolean {
  return link.email !== null
}

/** Whether there is still something to object to. */
function isUnderWay(row: HandOver | undefined): boolean {
  return row !== undefined && !row.completed_at && !row.objected_at && !row.refused_at
}

/** The registration that a link is about. */
async function subjectOf(c: Ctx, link: PersonalLink): Promise<number | undefined> {
  if (isAboutAddress(link)) return link.subject_id
  return (await findHandOver(c.var.db, link.subject_id))?.activity_id
}

async function show(c: Ctx): Promise<Response> {
  const { t, db, now } = c.var
  const link = await findLink(db, 'object', c.req.param('token') ?? '')
  if (!link || linkState(link, now) !== 'good') return deadLink(c)
  const row = isAboutAddress(link) ? undefined : await findHandOver(db, link.subject_id)
  if (!isAboutAddress(link) && !isUnderWay(row)) return deadLink(c)
  return pressPage(c, {
    title: t('ownership.objection.title'),
    text: row
      ? t('ownership.objection.hand-over', { name: row.new_name })
      : t('ownership.objection.address', { email: link.email ?? '' }),
    button: t('ownership.objection.button'),
    danger: true,
  })
}

async function press(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const { db, t } = c.var
  const link = await findLink(db, 'object', c.req.param('token') ?? '')
  const activityId = link && (await subjectOf(c, link))
  const setting = activityId && (await settingAbout(c, activityId))
  if (!link || !setting) return deadLink(c)
  const done = await transaction(db, (trx) =>
    isAboutAddress(link)
      ? restoreAddress(trx, setting, link)
      : objectToHandOver(trx, setting, link.subject_id, link),
  )
  if (!done) return deadLink(c)
  return messagePage(c, {
    title: t('ownership.objection.done.title'),
    text: t('ownership.objection.done.text'),
  })
}
