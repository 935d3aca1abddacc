import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault, notFound } from '../../http/faults.ts'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { editionOf } from '../editions/current.ts'
import { type Choice, mergedFields, mergeFault, type Participant } from './merge.ts'
import {
  activitiesOf,
  findParticipants,
  mergeParticipants,
  mergesInForce,
  unmergeParticipant,
} from './merge-queries.ts'
import { MergeList, MergePair } from './merge-views.tsx'
import { actorOf } from './officer.ts'
import { findSuspects, takingPart } from './suspects.ts'

const path = '/staff/participants/merge'

/** Making one participant of two, by hand. */
export function addMergeRoutes(list: Routes): void {
  const access = may('activities.enter')
  list.get(path, access, show)
  list.post(path, access, merge)
  list.post(`${path}/:id{[0-9]+}/undo`, access, undo)
}

async function show(c: Ctx): Promise<Response> {
  const { db, t } = c.var
  const edition = await editionOf(c)
  const title = t('intake.merge.title')
  if (c.req.query('a') === undefined) {
    const [participants, merges] = await Promise.all([
      takingPart(db, edition.id),
      mergesInForce(db),
    ])
    return staffPage(
      c,
      { title },
      <MergeList c={c} suspects={await findSuspects(participants)} merges={merges} />,
    )
  }
  const [a, b] = pairOf(await findParticipants(db, idsFrom([c.req.query('a'), c.req.query('b')])))
  if (mergeFault(a, b)) return notFound()
  const withActivities = await Promise.all(
    [a, b].map(async (one) => ({ ...one, activities: await activitiesOf(db, edition, one.id) })),
  )
  return staffPage(c, { title }, <MergePair c={c} edition={edition} pair={withActivities} />)
}

function idsFrom(texts: (string | undefined)[]): number[] {
  const ids = texts.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0)
  return ids.length === 2 && ids[0] !== ids[1] ? ids : notFound()
}

function pairOf(found: Participant[]): [Participant, Participant] {
  const [a, b] = found
  return a && b ? [a, b] : notFound()
}

async function merge(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const submitted = await readSubmitted(c)
  const ids = idsFrom(['a', 'b'].map((name) => submitted.fields.get(name)?.at(-1)))
  const by = { actor: actorOf(c), now: c.var.clock.now(), editionId: edition.id }
  const done = await transaction(c.var.db, async (trx) => {
    const choice = choiceFrom(submitted, pairOf(await findParticipants(trx, ids, true)))
    if (mergeFault(choice.kept, choice.gone)) return undefined
    await mergeParticipants(trx, choice, by)
    return choice
  })
  await leaveFlash(
    c,
    done
      ? {
          message: 'intake.merge.done',
          values: { gone: done.gone.legal_name, kept: done.kept.legal_name },
          undo: `${path}/${done.gone.id}/undo`,
        }
      : { message: 'intake.merge.moved' },
  )
  return c.redirect(to(c, path), 303)
}

/** Which one stays, and from whom each value comes. @throws Fault 400 */
function choiceFrom(submitted: Submitted, [a, b]: [Participant, Participant]): Choice {
  const value = (name: string) => Number(submitted.fields.get(name)?.at(-1))
  const keep = value('keep')
  if (![a.id, b.id].includes(keep)) throw new Fault(400)
  const from = Object.fromEntries(
    mergedFields.flatMap((field) =>
      [a.id, b.id].includes(value(field)) ? [[field, value(field)]] : [],
    ),
  )
  return keep === a.id ? { kept: a, gone: b, from } : { kept: b, gone: a, from }
}

async function undo(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const by = { actor: actorOf(c), now: c.var.clock.now(), editionId: edition.id }
  const moved = await transaction(c.var.db, (trx) =>
    unmergeParticipant(trx, Number(c.req.param('id')), by),
  )
  await leaveFlash(
    c,
    moved === undefined
      ? { message: 'intake.merge.moved' }
      : { message: 'intake.merge.undone', values: { count: moved } },
  )
  return c.redirect(to(c, path), 303)
}
