import type { Ctx } from '../../http/context.ts'
import { idFrom, notFound, orNotFound } from '../../http/faults.ts'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { type Flash, leaveFlash } from '../../http/sessions.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { actOnce, readIds } from './acting.ts'
import { claim } from './claiming.ts'
import { decide } from './deciding.ts'
import { deskOf } from './desk.ts'
import { markDuplicate } from './duplicates.ts'
import { answer, seenVersion, showOne } from './showing-one.ts'
import { undo, type Undone } from './undoing.ts'

const path = '/staff/activities/:id{[0-9]+}'

/** One registration at the desk: everything about it, and what can be done. */
export function addOneRoutes(list: Routes): void {
  list.get(path, may('activities.read'), (c) => showOne(c))
  list.post(`${path}/publish`, may('activities.moderate'), (c) => press(c, 'publish'))
  list.post(`${path}/reinstate`, may('activities.moderate'), (c) => press(c, 'reinstate'))
  list.post(`${path}/claim`, may('activities.moderate'), (c) => take(c, true))
  list.post(`${path}/release`, may('activities.moderate'), (c) => take(c, false))
  list.post(`${path}/duplicate`, may('activities.moderate'), nameDuplicate)
  list.post('/staff/decisions/:ids{[0-9-]+}/undo', may('activities.moderate'), takeBack)
}

async function press(c: Ctx, decision: 'publish' | 'reinstate'): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const submitted = await readSubmitted(c)
  const id = idFrom(c.req.param('id'))
  const codes = desk.edition.checklist.map(({ code }) => code)
  const done = await actOnce(c, { form: `moderation.${decision}`, submitted }, (trx) =>
    decide(trx, desk, id, {
      decision,
      versionId: seenVersion(submitted),
      checklist: (submitted.fields.get('checklist') ?? []).filter((code) => codes.includes(code)),
      secondLook: submitted.fields.has('second-look'),
    }),
  )
  return answer(c, id, done)
}

async function take(c: Ctx, mine: boolean): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const submitted = await readSubmitted(c)
  const id = idFrom(c.req.param('id'))
  const done = await actOnce(c, { form: 'moderation.claim', submitted }, (trx) =>
    claim(trx, desk, id, mine),
  )
  if (done === 'expired') return showOne(c, { refusal: 'expired' })
  if (done !== 'again') {
    const claimed = orNotFound(done.result)
    if (!claimed.ok) return showOne(c, { refusal: claimed.refusal })
    await leaveFlash(c, {
      message: mine ? 'moderation.flash.claimed' : 'moderation.flash.released',
    })
  }
  return c.redirect(to(c, `/staff/activities/${id}`), 303)
}

async function nameDuplicate(c: Ctx): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const submitted = await readSubmitted(c)
  const id = idFrom(c.req.param('id'))
  const of = readIds(submitted.fields.get('of'))[0] ?? null
  const done = await actOnce(c, { form: 'moderation.duplicate', submitted }, (trx) =>
    markDuplicate(trx, desk, id, of),
  )
  if (done === 'expired') return showOne(c, { refusal: 'expired' })
  if (done !== 'again') {
    if (!done.result) notFound()
    await leaveFlash(c, {
      message: of === null ? 'moderation.flash.duplicate-cleared' : 'moderation.flash.duplicate',
    })
  }
  return c.redirect(to(c, `/staff/activities/${id}`), 303)
}

async function takeBack(c: Ctx): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const submitted = await readSubmitted(c)
  const ids = readIds(c.req.param('ids')?.split('-'))
  const done = await actOnce(c, { form: 'undo', submitted }, async (trx) => {
    const results = []
    for (const id of ids) results.push(orNotFound(await undo(trx, desk, id)))
    return results
  })
  if (done === 'expired') await leaveFlash(c, { message: 'moderation.flash.expired', failed: true })
  else if (done !== 'again') {
    const [only] = done.result
    await leaveFlash(c, undoneFlash(done.result))
    if (done.result.length === 1 && only)
      return c.redirect(to(c, `/staff/activities/${only.activityId}`), 303)
  }
  return c.redirect(to(c, '/staff/queue'), 303)
}

/** One that could not be undone is told with what has happened since, many with their number. */
function undoneFlash(results: Undone[]): Flash {
  const [only] = results
  if (results.length === 1 && only && !only.ok)
    return { message: `moderation.refused.${only.refusal}`, failed: true }
  const count = results.filter(({ ok }) => ok).length
  return {
    message: 'moderation.flash.undone',
    values: { count, left: results.length - count },
    failed: count === 0,
  }
}
