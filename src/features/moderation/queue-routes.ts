import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { typed } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { actOnce, readIds } from './acting.ts'
import { bulkPage } from './bulk-view.tsx'
import { claim } from './claiming.ts'
import { decide } from './deciding.ts'
import { deskOf, scopeOf } from './desk.ts'
import { isClaimedByOther, overdueBefore, secondLookFrom } from './moderation.ts'
import { staffNames } from './queries.ts'
import { queuePage } from './queue-view.tsx'
import {
  countQueue,
  findWaiting,
  listQueue,
  queueFilters,
  queueSorts,
  type QueueView,
  type Waiting,
} from './queue-queries.ts'

/** The queue and what is done to many of its lines at once. */
export function addQueueRoutes(list: Routes): void {
  list.get('/staff/queue', may('activities.read'), show)
  list.post('/staff/queue', may('activities.moderate'), take)
  list.get('/staff/queue/publish', may('activities.moderate'), askToPublish)
  list.post('/staff/queue/publish', may('activities.moderate'), publishMany)
}

async function show(c: Ctx): Promise<Response> {
  const { db, now } = c.var
  const desk = await deskOf(c, 'activities.read')
  const page = Number(c.req.query('page') ?? 1)
  const view: QueueView = {
    editionId: desk.edition.id,
    scope: scopeOf(desk, 'activities.read'),
    staffId: desk.staff.id,
    filter: queueFilters.find((filter) => filter === c.req.query('filter')) ?? 'all',
    sort: queueSorts.find((sort) => sort === c.req.query('sort')) ?? 'risk',
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  }
  const counts = await countQueue(db, {
    ...view,
    overdue: overdueBefore(now, desk.edition.secretariat.serviceDays),
  })
  const lines = await listQueue(db, view)
  const names = await staffNames(
    db,
    lines.map(({ claimed_by }) => claimed_by),
  )
  return queuePage({ c, desk, view, lines, counts, names })
}

async function take(c: Ctx): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const submitted = await readSubmitted(c)
  const ids = readIds(submitted.fields.get('activity'))
  if (ids.length === 0) {
    await leaveFlash(c, { message: 'moderation.flash.none', failed: true })
    return c.redirect(to(c, '/staff/queue'), 303)
  }
  if (typed(submitted, 'act') !== 'claim') {
    const search = new URLSearchParams(ids.map((id) => ['activity', String(id)]))
    return c.redirect(to(c, `/staff/queue/publish?${search}`), 303)
  }
  const done = await actOnce(c, { form: 'moderation.bulk', submitted }, async (trx) => {
    let count = 0
    for (const id of ids) if ((await claim(trx, desk, id, true))?.ok) count++
    return count
  })
  if (done === 'expired') await leaveFlash(c, { message: 'moderation.flash.expired', failed: true })
  else if (done !== 'again')
    await leaveFlash(c, {
      message: 'moderation.flash.claimed-many',
      values: { count: done.result, left: ids.length - done.result },
    })
  return c.redirect(to(c, '/staff/queue?filter=mine'), 303)
}

/** Lines that one press may publish, and those that somebody must look at one by one. */
function parted<Line extends Waiting>(
  lines: Line[],
  by: { staffId: number; now: Temporal.Instant },
) {
  const needsCare = (line: Line) =>
    (line.risk >= secondLookFrom && line.work !== 'change') ||
    line.work === 'appeal' ||
    isClaimedByOther({ claimedBy: line.claimed_by, claimedAt: line.claimed_at }, by.staffId, by.now)
  return { ready: lines.filter((line) => !needsCare(line)), apart: lines.filter(needsCare) }
}

async function askToPublish(c: Ctx): Promise<Response> {
  const { db } = c.var
  const desk = await deskOf(c, 'activities.moderate')
  const ids = readIds(c.req.queries('activity'))
  const view = { editionId: desk.edition.id, scope: scopeOf(desk, 'activities.moderate') }
  const { ready, apart } = parted(await findWaiting(db, view, ids), {
    staffId: desk.staff.id,
    now: c.var.clock.now(),
  })
  const mails = ready.filter(({ email }) => email !== '').length
  return bulkPage({ c, desk, ready, apart, mails, gone: ids.length - ready.length - apart.length })
}

async function publishMany(c: Ctx): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const submitted = await readSubmitted(c)
  // "id-version": what is published is the text that stood on the page
  const seen = new Map(
    (submitted.fields.get('activity') ?? []).map((pair) => pair.split('-') as [string, string]),
  )
  const done = await actOnce(c, { form: 'moderation.publish-many', submitted }, async (trx) => {
    const outcomes = []
    for (const id of readIds([...seen.keys()]))
      outcomes.push(
        await decide(trx, desk, id, {
          decision: 'publish',
          versionId: Number(seen.get(String(id))),
        }),
      )
    return outcomes
  })
  if (done === 'expired') await leaveFlash(c, { message: 'moderation.flash.expired', failed: true })
  else if (done !== 'again') {
    const published = done.result
      .filter((outcome) => outcome !== undefined)
      .filter((outcome) => outcome.ok)
    await leaveFlash(c, {
      message: 'moderation.flash.published-many',
      values: {
        count: published.length,
        mails: published.filter(({ mailed }) => mailed).length,
        left: done.result.length - published.length,
      },
      ...(published.length > 0 && {
        undo: `/staff/decisions/${published.map(({ id }) => id).join('-')}/undo`,
      }),
    })
  }
  return c.redirect(to(c, '/staff/queue'), 303)
}
