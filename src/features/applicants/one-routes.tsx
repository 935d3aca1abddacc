import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { checkForm } from '../../http/form.tsx'
import { once } from '../../http/once.ts'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { isActive } from '../applications/application.ts'
import { askForReceipt } from '../applications/asking-again.ts'
import type { Change, Outcome } from '../applications/change.ts'
import { doorsOf } from '../applications/queue.ts'
import { wakeTelling } from '../applications/waking.ts'
import { actorOf } from '../intake/officer.ts'
import { listPath } from './list-filter.ts'
import { oneEvent, type OneEvent } from './one-event.ts'
import { OneView } from './one-view.tsx'
import { type Applicant, countBefore, findApplicant, stepsOf } from './queries.ts'

const path = '/staff/events/:slug/applicants/:id{[0-9]+}'

/** What an officer can do for one applicant; each goes through the one door. */
const acts = ['approve', 'reject', 'cancel', 'came', 'absent', 'unmark'] as const
export type Act = (typeof acts)[number] | 'again'

/** One applicant: what they told, what happened, what can be done. */
export function addOneRoutes(list: Routes): void {
  list.get(path, may('applications.read'), (c) => show(c))
  for (const act of acts)
    list.post(`${path}/${act}`, may('applications.manage'), (c) => perform(c, act))
  list.post(`${path}/again`, may('applications.manage'), sendAgain)
}

async function find(c: Ctx): Promise<{ one: OneEvent; applicant: Applicant }> {
  const one = await oneEvent(c)
  const id = idFrom(c.req.param('id'))
  return { one, applicant: orNotFound(await findApplicant(c.var.db, one.event.id, id)) }
}

async function show(c: Ctx, mistake?: 'reason'): Promise<Response> {
  const { one, applicant } = await find(c)
  const steps = await stepsOf(c.var.db, applicant.id)
  const before = applicant.state === 'waiting' ? await countBefore(c.var.db, applicant) : 0
  return staffPage(
    c,
    { title: applicant.name, mistaken: mistake !== undefined },
    <OneView
      c={c}
      one={one}
      applicant={applicant}
      steps={steps}
      before={before}
      mistake={mistake}
    />,
  )
}

async function perform(c: Ctx, act: (typeof acts)[number]): Promise<Response> {
  const { one, applicant } = await find(c)
  const submitted = await readSubmitted(c)
  const { stamp } = checkForm(c, `applicants.${act}`, submitted)
  const reason = cleanText(submitted.fields.get('reason')?.[0] ?? '').slice(0, 2000)
  if (act === 'reject' && reason === '') return show(c, 'reason')
  const change = changeFor(act, applicant.id, actorOf(c), reason)
  const outcome: Outcome = stamp.key
    ? await doorsOf(c.var).pass(applicant.pool_id, change)
    : { ok: false, reason: 'not-now' }
  await leaveFlash(
    c,
    outcome.ok
      ? { message: `applicants.flash.${act}`, values: { name: applicant.name } }
      : { message: `applicants.refusal.${outcome.reason}`, failed: true },
  )
  return c.redirect(to(c, `${listPath(one.event.slug, {})}/${applicant.id}`), 303)
}

type Officer = ReturnType<typeof actorOf>

/** The receipt once more, for whoever has lost it: one mail however often the button is pressed. */
async function sendAgain(c: Ctx): Promise<Response> {
  const { one, applicant } = await find(c)
  const form = 'applicants.again'
  const { stamp } = checkForm(c, form, await readSubmitted(c))
  const { key } = stamp
  const location = `${listPath(one.event.slug, {})}/${applicant.id}`
  const now = c.var.clock.now()
  if (key && isActive(applicant.state))
    await transaction(c.var.db, (trx) =>
      once(trx, { form, key, now }, async () => {
        await askForReceipt(trx, [applicant], now)
        return location
      }),
    )
  wakeTelling(c.var.db)
  await leaveFlash(c, { message: 'applicants.flash.again', values: { name: applicant.name } })
  return c.redirect(to(c, location), 303)
}

function changeFor(
  act: (typeof acts)[number],
  applicationId: number,
  actor: Officer,
  reason: string,
): Change {
  if (act === 'came' || act === 'absent')
    return { door: 'mark', applicationId, attendance: act, actor }
  if (act === 'unmark') return { door: 'mark', applicationId, attendance: 'unknown', actor }
  return { door: act, applicationId, actor, reason }
}
