import * as v from 'valibot'
import type { Ctx } from '../../http/context.ts'
import { checkForm, inWords, type MistakeInWords } from '../../http/form.tsx'
import { line, oneOf, optionalLine } from '../../http/fields.ts'
import { to } from '../../http/page.tsx'
import { type Mistake, parse } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { parseEmail } from '../../lib/email-address.ts'
import { emailKey } from '../../lib/email-key.ts'
import { languages } from '../../lib/languages.ts'
import { receiptNumber } from '../applications/application.ts'
import type { Entering, Outcome } from '../applications/change.ts'
import { doorsOf } from '../applications/queue.ts'
import { actorOf } from '../intake/officer.ts'
import { EnterView } from './enter-view.tsx'
import { oneEvent, type OneEvent } from './one-event.ts'

export const form = 'applicants.enter'
/** How somebody came in other than by the web: a call or a fax, at the entrance, by invitation. */
export const ways = ['hand', 'walk-in', 'invitation'] as const
/** An invitation waits so long for its answer. */
const inviteDays = 7

const schema = v.strictObject({
  pool: v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/, 'choose'), v.transform(Number)),
  way: oneOf(ways),
  name: line(80),
  reading: optionalLine(80),
  organisation: optionalLine(120),
  email: line(254),
  language: oneOf(languages),
})
type Typed = v.InferOutput<typeof schema>

/** Typing in somebody who called, who stands at the door, or who is invited. */
export function addEnterRoutes(list: Routes): void {
  const path = '/staff/events/:slug/applicants/enter'
  list.get(path, may('applications.manage'), async (c) => show(c, await oneEvent(c)))
  list.post(path, may('applications.manage'), enter)
}

async function show(
  c: Ctx,
  one: OneEvent,
  shown: { submitted?: Submitted; mistakes: MistakeInWords[] } = { mistakes: [] },
): Promise<Response> {
  return staffPage(
    c,
    { title: c.var.t('applicants.enter.title'), mistaken: shown.mistakes.length > 0 },
    <EnterView c={c} one={one} {...shown} />,
  )
}

async function enter(c: Ctx): Promise<Response> {
  const one = await oneEvent(c)
  const submitted = await readSubmitted(c)
  const { key } = checkForm(c, form, submitted).stamp
  const again = (mistakes: Mistake[]) =>
    show(c, one, { submitted, mistakes: inWords(c, 'applicants', mistakes) })
  const parsed = parse(submitted, schema)
  if (!parsed.ok) return again(parsed.mistakes)
  const email = parseEmail(parsed.value.email)
  const pool = one.pools.find(({ id }) => id === parsed.value.pool)
  if (!email.ok) return again([{ field: 'email', reason: 'invalid' }])
  if (!pool) return again([{ field: 'pool', reason: 'choose' }])
  if (!key) return again([{ field: '', reason: 'stamp-missing' }])
  const change = enteringFor(c, parsed.value, email.address, key)
  const outcome = await doorsOf(c.var).pass(pool.id, change)
  if (!outcome.ok) return again([{ field: fieldOf(outcome), reason: outcome.reason }])
  await leaveFlash(c, flashFor(one, parsed.value, outcome))
  return c.redirect(to(c, `/staff/events/${one.event.slug}/applicants/enter`), 303)
}

function fieldOf(outcome: Extract<Outcome, { ok: false }>): string {
  return outcome.reason === 'already' ? 'email' : 'pool'
}

function enteringFor(c: Ctx, typed: Typed, address: string, formKey: string): Entering {
  const { name, reading, organisation, language, way } = typed
  return {
    door: 'apply',
    applicant: {
      email: address,
      emailKey: emailKey(address),
      name,
      reading,
      organisation,
      onceKey: null,
      language,
      answers: {},
    },
    source: way,
    formKey,
    // an officer has spoken with them; an invited person proves the address by answering
    proven: way !== 'invitation',
    ...(way === 'invitation' && { inviteUntil: c.var.clock.now().add({ hours: 24 * inviteDays }) }),
    actor: actorOf(c),
  }
}

function flashFor(one: OneEvent, { name }: Typed, outcome: Extract<Outcome, { ok: true }>) {
  const { application } = outcome
  if (application?.state === 'waiting')
    return {
      message: 'applicants.enter.waiting',
      values: { name, number: application.waitingNumber ?? 0 },
    }
  const number = receiptNumber(one.event.slug, application?.number ?? 0)
  const message =
    application?.state === 'offered' ? 'applicants.enter.invited' : 'applicants.enter.done'
  return { message, values: { name, number } }
}
