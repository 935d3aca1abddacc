import * as v from 'valibot'
import type { ComponentChildren } from 'preact'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { FormStart, inWords } from '../../http/form.tsx'
import { siteNameOf, to } from '../../http/page.tsx'
import { type Mistake, parse } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { Button } from '../../ui/button.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import type { Entry } from '../audit/audit.ts'
import { writeAudit } from '../audit/queries.ts'
import { faultOfPassword } from './account.ts'
import { ownEntry } from './account-routes.tsx'
import { CodesView } from './account-views.tsx'
import { setupOf } from './authenticator.ts'
import { AuthenticatorSetup, NewPasswordField } from './enrol-views.tsx'
import { beginKept, type Kept, openKept, provenStep, sealKept } from './enrolment.ts'
import { Mistakes } from './form-parts.tsx'
import { hashPassword } from './password-hash.ts'
import { proven } from './proven.ts'
import { changeFactor, type Person } from './queries.ts'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { seal, sealValue, unsealValue } from './sealing.ts'
import { endSessions, keepInSession, staffSession } from './staff-sessions.ts'

/** Changing password, authenticator app and recovery codes; only after a fresh proof. */
export function addFactorRoutes(list: Routes): void {
  const own = may('staff.enter')
  list.get(
    '/staff/account/password',
    own,
    proven((c) => showPassword(c, [])),
  )
  list.post('/staff/account/password', own, proven(takePassword))
  list.get(
    '/staff/account/authenticator',
    own,
    proven((c) => showAuthenticator(c, beginKept(), [])),
  )
  list.post('/staff/account/authenticator', own, proven(takeAuthenticator))
  list.get('/staff/account/codes', own, proven(showCodes))
  list.post('/staff/account/codes', own, proven(renewCodes))
  list.post('/staff/account/codes/kept', own, forgetCodes)
}

type Form = { title: string; mistakes: Mistake[]; submit: string }

function formPage(
  c: Ctx,
  { title, mistakes, submit }: Form,
  children: ComponentChildren,
): Promise<Response> {
  const words = inWords(c, 'accounts', mistakes)
  return staffPage(
    c,
    { title, mistaken: words.length > 0 },
    <div class="form-page">
      <Mistakes c={c} mistakes={words} />
      <PageHead title={title} />
      <form method="post" action={to(c, c.req.path)} noValidate>
        <FormStart c={c} form="accounts.factor" />
        {children}
        <FormActions>
          <Button>{submit}</Button>
          <Button kind="link" href={to(c, '/staff/account')}>
            {c.var.t('accounts.back')}
          </Button>
        </FormActions>
      </form>
    </div>,
  )
}

/** Changes a factor, writes it down, lets the session `keep` something, ends the other sessions (R10), says so. */
async function change(
  c: Ctx,
  values: Partial<
    Pick<Person, 'password_hash' | 'totp_secret' | 'totp_last_step' | 'recovery_hashes'>
  >,
  action: Entry['action'],
  keep: Record<string, unknown> = {},
): Promise<void> {
  const { staff, tokenHash } = staffSession(c)
  await transaction(c.var.db, async (trx) => {
    await changeFactor(trx, staff.id, values)
    await endSessions(trx, staff.id, tokenHash)
    await keepInSession(trx, tokenHash, keep)
    await writeAudit(trx, ownEntry(c, action))
  })
}

function showPassword(c: Ctx, mistakes: Mistake[]): Promise<Response> {
  const { t } = c.var
  return formPage(
    c,
    { title: t('accounts.password.change'), mistakes, submit: t('accounts.password.change') },
    <NewPasswordField c={c} mistakes={inWords(c, 'accounts', mistakes)} />,
  )
}

const newPassword = v.strictObject({
  password: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(1000, 'too-long')),
})

async function takePassword(c: Ctx): Promise<Response> {
  const parsed = parse(await readSubmitted(c), newPassword)
  if (!parsed.ok) return showPassword(c, parsed.mistakes)
  const fault = faultOfPassword(parsed.value.password, staffSession(c).staff)
  if (fault) return showPassword(c, [{ field: 'password', reason: fault }])
  await change(
    c,
    { password_hash: await hashPassword(parsed.value.password) },
    'accounts.password-changed',
  )
  await leaveFlash(c, { message: 'accounts.flash.password-changed' })
  return c.redirect(to(c, '/staff/account'), 303)
}

function showAuthenticator(c: Ctx, kept: Kept, mistakes: Mistake[]): Promise<Response> {
  const { t, config } = c.var
  const { staff } = staffSession(c)
  return formPage(
    c,
    {
      title: t('accounts.authenticator.change'),
      mistakes,
      submit: t('accounts.authenticator.change'),
    },
    <>
      <input type="hidden" name="kept" value={sealKept(config, `staff ${staff.id}`, kept)} />
      <AuthenticatorSetup
        c={c}
        setup={setupOf(kept.totpSecret, siteNameOf(c), staff.email)}
        mistakes={inWords(c, 'accounts', mistakes)}
      />
    </>,
  )
}

const newAuthenticator = v.strictObject({
  kept: v.string('required'),
  code: v.pipe(v.string('required'), v.nonEmpty('required')),
})

async function takeAuthenticator(c: Ctx): Promise<Response> {
  const { config } = c.var
  const parsed = parse(await readSubmitted(c), newAuthenticator)
  const kept = parsed.ok
    ? openKept(config, `staff ${staffSession(c).staff.id}`, parsed.value.kept)
    : undefined
  if (!parsed.ok || !kept)
    return showAuthenticator(
      c,
      beginKept(),
      parsed.ok ? [{ field: 'code', reason: 'new-setup' }] : parsed.mistakes,
    )
  const step = provenStep(kept, parsed.value.code)
  if (step === undefined) return showAuthenticator(c, kept, [{ field: 'code', reason: 'wrong' }])
  const values = { totp_secret: seal(config.secret, 'totp', kept.totpSecret), totp_last_step: step }
  await change(c, values, 'accounts.authenticator-changed')
  await leaveFlash(c, { message: 'accounts.flash.authenticator-changed' })
  return c.redirect(to(c, '/staff/account'), 303)
}

const codesOf = (c: Ctx) => {
  const { staff, data } = staffSession(c)
  return unsealValue<string[]>(c.var.config.secret, `codes ${staff.id}`, data['codes'])
}

async function showCodes(c: Ctx): Promise<Response> {
  return staffPage(c, { title: c.var.t('accounts.codes') }, <CodesView c={c} codes={codesOf(c)} />)
}

async function renewCodes(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const { staff } = staffSession(c)
  const codes = newRecoveryCodes()
  // In the same transaction: after a double click the codes shown are the codes kept.
  const shown = { codes: sealValue(c.var.config.secret, `codes ${staff.id}`, codes) }
  await change(c, { recovery_hashes: codes.map(hashRecoveryCode) }, 'accounts.codes-renewed', shown)
  return c.redirect(to(c, '/staff/account/codes'), 303)
}

/** The codes have been written down: the session forgets them. */
async function forgetCodes(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  delete staffSession(c).data['codes']
  await leaveFlash(c, { message: 'accounts.flash.codes-kept' })
  return c.redirect(to(c, '/staff/account#passkeys'), 303)
}
