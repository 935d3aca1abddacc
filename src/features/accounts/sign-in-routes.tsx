import * as v from 'valibot'
import { transaction } from '../../db/transaction.ts'
import type { Config } from '../../config.ts'
import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { inWords } from '../../http/form.tsx'
import { safePath } from '../../http/guard.ts'
import { page, to } from '../../http/page.tsx'
import { scriptPath } from '../../http/asset-routes.ts'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import { may, type Routes, visitor } from '../../http/routes.ts'
import { closeSession } from '../../http/sessions.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { writeAudit } from '../audit/queries.ts'
import { giveChallenge, takeChallenge } from './challenge.ts'
import { demoStaff } from './demo-staff.ts'
import { askForPasskey } from './passkeys.ts'
import { type Proof, proveByPasskey, proveByPassword } from './proof.ts'
import { actorOf, findPersonByEmail, subjectOf } from './queries.ts'
import { countTry } from './sign-in-limits.ts'
import { SignInView } from './sign-in-views.tsx'
import { signIn, staffSession } from './staff-sessions.ts'

const byPassword = v.strictObject({
  email: v.pipe(
    v.string('required'),
    v.trim(),
    v.nonEmpty('required'),
    v.maxLength(400, 'invalid'),
  ),
  password: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(1000, 'invalid')),
  code: v.pipe(v.string('required'), v.trim(), v.nonEmpty('required'), v.maxLength(100, 'invalid')),
  next: v.optional(v.string(), ''),
})

/** What a browser sends after it has asked for a passkey. */
export const passkeyAnswer = v.strictObject({
  response: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(20_000, 'invalid')),
  next: v.optional(v.string(), ''),
})

/** Signing in and out. The demo's way in exists only in a demo. */
export function addSignInRoutes(list: Routes, config: Config): void {
  list.get('/staff/sign-in', visitor, (c) =>
    show(c, [], { email: '', next: c.req.query('next') ?? '' }),
  )
  list.post('/staff/sign-in', visitor, takePassword)
  list.post('/staff/sign-in/challenge', visitor, async (c) =>
    c.json(await askForPasskey(config, giveChallenge(c, 'sign-in'))),
  )
  list.post('/staff/sign-in/passkey', visitor, takePasskey)
  list.post('/staff/sign-out', may('staff.enter'), signOut)
  if (config.demo) list.post('/staff/demo-session', visitor, enterDemo)
}

/** Where a form wants to go: only pages for staff. */
export function staffPath(next: string, otherwise = '/staff'): string {
  const path = safePath(next, otherwise)
  return /^\/staff(\/|\?|$)/.test(path) ? path : otherwise
}

function show(c: Ctx, mistakes: Mistake[], values: { email: string; next: string }): Response {
  const { t, config } = c.var
  const words = inWords(c, 'accounts', mistakes)
  return page(
    c,
    {
      title: t('accounts.sign-in.title'),
      mistaken: words.length > 0,
      scripts: [scriptPath('passkey')],
    },
    <SignInView
      c={c}
      mistakes={words}
      email={values.email}
      next={staffPath(values.next, '')}
      demo={config.demo}
      signedOut={c.req.query('out') !== undefined}
    />,
  )
}

async function takePassword(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const again = { email: typed(submitted, 'email'), next: typed(submitted, 'next') }
  const parsed = parse(submitted, byPassword)
  if (!parsed.ok) return show(c, parsed.mistakes, again)
  const { email, password, code, next } = parsed.value
  await countTry(c, email)
  const person = await findPersonByEmail(c.var.db, email)
  const proof = await proveByPassword(c, person, { password, code }, 'accounts.signed-in')
  return proof ? enter(c, proof, next) : show(c, [{ field: 'email', reason: 'wrong' }], again)
}

async function takePasskey(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  await countTry(c)
  const parsed = parse(submitted, passkeyAnswer)
  const challenge = takeChallenge(c, 'sign-in')
  const proof =
    parsed.ok && challenge
      ? await proveByPasskey(
          c,
          { challenge, response: parsed.value.response },
          'accounts.signed-in',
        )
      : undefined
  const next = typed(submitted, 'next')
  if (proof) return enter(c, proof, next)
  return show(c, [{ field: 'passkey', reason: challenge ? 'unknown-passkey' : 'expired' }], {
    email: '',
    next,
  })
}

async function enter(c: Ctx, proof: Proof, next: string): Promise<Response> {
  const { codesLeft } = proof
  const flash = codesLeft !== undefined && {
    message: 'accounts.flash.recovery-used',
    values: { count: codesLeft },
  }
  await signIn(c, proof.person.id, flash ? { flash } : {})
  return c.redirect(to(c, staffPath(next)), 303)
}

async function enterDemo(c: Ctx): Promise<Response> {
  const { db, config, clock } = c.var
  if (!config.demo) return notFound()
  const next = typed(await readSubmitted(c), 'next')
  const now = clock.now()
  const id = await transaction(db, (trx) => demoStaff(trx, now))
  await signIn(c, id)
  return c.redirect(to(c, staffPath(next)), 303)
}

/** Ends the session and asks the browser to forget what it has kept of ours. */
async function signOut(c: Ctx): Promise<Response> {
  const { staff } = staffSession(c)
  const at = c.var.clock.now()
  await transaction(c.var.db, (trx) =>
    writeAudit(trx, {
      action: 'accounts.signed-out',
      at,
      actor: actorOf(staff),
      subject: subjectOf(staff),
    }),
  )
  await closeSession(c, 'staff')
  c.header('clear-site-data', '"cache", "cookies", "storage"')
  return c.redirect(to(c, '/staff/sign-in?out'), 303)
}
