import * as v from 'valibot'
import type { Ctx } from '../../http/context.ts'
import { scriptPath } from '../../http/asset-routes.ts'
import { FormStart, inWords, type MistakeInWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { Button } from '../../ui/button.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { giveChallenge, takeChallenge } from './challenge.ts'
import { Mistakes, PasskeyForm } from './form-parts.tsx'
import { askForPasskey, listPasskeys } from './passkeys.ts'
import { proveByPasskey, proveByPassword } from './proof.ts'
import { noteProof } from './proven.ts'
import { findPerson } from './queries.ts'
import { passkeyAnswer, staffPath } from './sign-in-routes.tsx'
import { DemoEntry, ProofFields } from './sign-in-views.tsx'
import { countTry } from './sign-in-limits.ts'
import { staffSession } from './staff-sessions.ts'

/** "Is it still you?" before a factor is changed: a session left open is not enough for that. */
export function addConfirmRoutes(list: Routes): void {
  const own = may('staff.enter')
  list.get('/staff/account/confirm', own, (c) => show(c, [], c.req.query('next') ?? ''))
  list.post('/staff/account/confirm', own, takePassword)
  list.post('/staff/account/confirm/challenge', own, async (c) =>
    c.json(await askForPasskey(c.var.config, giveChallenge(c, 'confirm'))),
  )
  list.post('/staff/account/confirm/passkey', own, takePasskey)
}

async function show(c: Ctx, mistakes: Mistake[], wish: string): Promise<Response> {
  const { t, config, db } = c.var
  const { staff } = staffSession(c)
  const next = staffPath(wish, '/staff/account')
  const words = inWords(c, 'accounts', mistakes)
  const person = await findPerson(db, staff.id)
  const passkeys = await listPasskeys(db, staff.id)
  return staffPage(
    c,
    {
      title: t('accounts.confirm.title'),
      mistaken: words.length > 0,
      scripts: [scriptPath('passkey')],
    },
    <div class="form-page stack">
      <Mistakes c={c} mistakes={words} />
      <PageHead title={t('accounts.confirm.title')} lead={t('accounts.confirm.lead')} />
      {config.demo && !person?.password_hash && <DemoEntry c={c} next={next} />}
      {passkeys.length > 0 && <ByPasskey c={c} next={next} />}
      {person?.password_hash && <ByPassword c={c} next={next} mistakes={words} />}
    </div>,
  )
}

function ByPasskey({ c, next }: { c: Ctx; next: string }) {
  return (
    <PasskeyForm
      c={c}
      kind="get"
      challenge="/staff/account/confirm/challenge"
      action="/staff/account/confirm/passkey"
      label={c.var.t('accounts.confirm.passkey')}
      hidden={{ next }}
    />
  )
}

function ByPassword({ c, next, mistakes }: { c: Ctx; next: string; mistakes: MistakeInWords[] }) {
  return (
    <form method="post" action={to(c, '/staff/account/confirm')} noValidate>
      <FormStart c={c} form="accounts.confirm" />
      <input type="hidden" name="next" value={next} />
      <ProofFields c={c} mistakes={mistakes} />
      <FormActions>
        <Button>{c.var.t('accounts.confirm.submit')}</Button>
      </FormActions>
    </form>
  )
}

const byPassword = v.strictObject({
  password: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(1000, 'invalid')),
  code: v.pipe(v.string('required'), v.trim(), v.nonEmpty('required'), v.maxLength(100, 'invalid')),
  next: v.optional(v.string(), ''),
})

async function takePassword(c: Ctx): Promise<Response> {
  const { staff } = staffSession(c)
  const submitted = await readSubmitted(c)
  const parsed = parse(submitted, byPassword)
  if (!parsed.ok) return show(c, parsed.mistakes, typed(submitted, 'next'))
  await countTry(c, staff.email)
  const person = await findPerson(c.var.db, staff.id)
  if (!(await proveByPassword(c, person, parsed.value, 'accounts.confirmed')))
    return show(c, [{ field: 'password', reason: 'wrong' }], parsed.value.next)
  await noteProof(c)
  return c.redirect(to(c, staffPath(parsed.value.next, '/staff/account')), 303)
}

async function takePasskey(c: Ctx): Promise<Response> {
  const { staff } = staffSession(c)
  const submitted = await readSubmitted(c)
  await countTry(c, staff.email)
  const parsed = parse(submitted, passkeyAnswer)
  const challenge = takeChallenge(c, 'confirm')
  const given = parsed.ok &&
    challenge && { challenge, response: parsed.value.response, staffId: staff.id }
  const next = typed(submitted, 'next')
  if (!given || !(await proveByPasskey(c, given, 'accounts.confirmed')))
    return show(c, [{ field: 'passkey', reason: challenge ? 'unknown-passkey' : 'expired' }], next)
  await noteProof(c)
  return c.redirect(to(c, staffPath(next, '/staff/account')), 303)
}
