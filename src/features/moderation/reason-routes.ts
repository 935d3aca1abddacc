import * as v from 'valibot'
import type { Ctx } from '../../http/context.ts'
import { idFrom } from '../../http/faults.ts'
import { oneOf, text } from '../../http/fields.ts'
import { inWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { parse, typed } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { pick } from '../../lib/languages.ts'
import type { Activity } from '../activities/queries.ts'
import { byCode, type Edition } from '../editions/edition.ts'
import { actOnce } from './acting.ts'
import { decide } from './deciding.ts'
import { deskOf } from './desk.ts'
import { possibleDecisions } from './moderation.ts'
import { activityAtHand, answer, seenVersion, showOne } from './showing-one.ts'
import { caseOf, decisionsOf } from './queries.ts'
import { reasonPage, type Way } from './reason-view.tsx'

/** Returning, rejecting and suspending: a reason in words for the owner, then the act. */
export function addReasonRoutes(list: Routes): void {
  for (const way of ['return', 'reject', 'suspend'] as const) {
    const path = `/staff/activities/:id{[0-9]+}/${way}`
    list.get(path, may('activities.moderate'), (c) => ask(c, way))
    list.post(path, may('activities.moderate'), (c) => take(c, way))
  }
}

const usedFor = { return: 'returned', reject: 'rejected', suspend: 'suspended' } as const
const longest = 2000

/** The reasons that the edition knows for a way. */
function reasonsFor(edition: Edition, way: Way) {
  return edition.reasons.filter((reason) => reason.for.includes(usedFor[way]))
}

async function ask(c: Ctx, way: Way): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const { activity, version } = await activityAtHand(c, desk)
  const it = caseOf(activity, await decisionsOf(c.var.db, activity.id))
  if (!possibleDecisions(it).includes(way))
    return c.redirect(to(c, `/staff/activities/${activity.id}`), 303)
  const reasons = reasonsFor(desk.edition, way)
  const chosen = byCode(reasons, c.req.query('reason'))
  return reasonPage({
    c,
    desk,
    activity,
    version,
    way,
    reasons,
    values: { reason: chosen?.code ?? '', text: chosen ? prepared(chosen, activity) : '' },
    mistakes: [],
  })
}

/** The edition's own sentence in the owner's language, to be edited. */
function prepared(reason: Edition['reasons'][number], activity: Activity): string {
  return pick(reason.text, activity.language).text
}

async function take(c: Ctx, way: Way): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const submitted = await readSubmitted(c)
  const reasons = reasonsFor(desk.edition, way)
  const schema = v.strictObject({
    version: v.string(),
    reason: oneOf(reasons.map(({ code }) => code)),
    text: text(longest),
  })
  const parsed = parse(submitted, schema)
  const written = typed(submitted, 'text')
  if (!parsed.ok) {
    const { activity, version } = await activityAtHand(c, desk)
    const it = caseOf(activity, await decisionsOf(c.var.db, activity.id))
    if (!possibleDecisions(it).includes(way)) return showOne(c, { refusal: 'moved', written })
    const values = { reason: typed(submitted, 'reason'), text: written }
    const mistakes = inWords(c, 'moderation', parsed.mistakes)
    return reasonPage({ c, desk, activity, version, way, reasons, values, mistakes })
  }
  const id = idFrom(c.req.param('id'))
  const done = await actOnce(c, { form: `moderation.${way}`, submitted }, (trx) =>
    decide(trx, desk, id, {
      decision: way,
      versionId: seenVersion(submitted),
      reasonCode: parsed.value.reason,
      reasonText: parsed.value.text,
    }),
  )
  return answer(c, id, done, written)
}
