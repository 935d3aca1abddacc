import * as v from 'valibot'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { line } from '../../http/fields.ts'
import { inWords } from '../../http/form.tsx'
import { page, siteNameOf, to } from '../../http/page.tsx'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import { findLink, linkState, type PersonalLink } from '../../http/personal-links.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { cleanLine } from '../../lib/clean-text.ts'
import { parseEmail } from '../../lib/email-address.ts'
import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/section.tsx'
import { faultOfPassword } from './account.ts'
import { setupOf } from './authenticator.ts'
import { enrol } from './enrol.ts'
import { EnrolView } from './enrol-views.tsx'
import { beginKept, type Kept, openKept, provenStep, sealKept } from './enrolment.ts'
import { hashPassword } from './password-hash.ts'
import { findPerson, findPersonByEmail, type Person } from './queries.ts'
import { newRecoveryCodes } from './recovery-codes.ts'
import { sealValue } from './sealing.ts'
import { countTry } from './sign-in-limits.ts'
import { signIn } from './staff-sessions.ts'

/** Following the first administrator's link or an invitation: GET shows, POST acts. */
export function addEnrolRoutes(list: Routes): void {
  list.get('/staff/join/:token', visitor, async (c) => {
    const invited = await findInvited(c)
    if (!invited) return deadLink(c)
    return show(c, invited, {
      kept: beginKept(),
      mistakes: [],
      name: invited.person?.name ?? '',
      email: '',
    })
  })
  list.post('/staff/join/:token', visitor, take)
}

type Invited = { link: PersonalLink; person?: Person }

async function findInvited(c: Ctx): Promise<Invited | undefined> {
  const { db, clock } = c.var
  const token = c.req.param('token') ?? ''
  const first = await findLink(db, 'first-administrator', token)
  const link = first ?? (await findLink(db, 'staff-invitation', token))
  if (!link || linkState(link, clock.now()) !== 'good') return undefined
  if (first) return { link }
  const person = await findPerson(db, link.subject_id)
  return person && !person.disabled_at ? { link, person } : undefined
}

const formOf = (invited: Invited) => invited.link.token_hash.toString('hex')

type Shown = { kept: Kept; mistakes: Mistake[]; name: string; email: string }

function show(c: Ctx, invited: Invited, { kept, mistakes, name, email }: Shown): Response {
  const { t, config } = c.var
  const words = inWords(c, 'accounts', mistakes)
  const title = t(invited.person ? 'accounts.enrol.title' : 'accounts.enrol.first.title')
  const label = invited.person?.email ?? (email || siteNameOf(c))
  return secret(
    page(
      c,
      { title, mistaken: words.length > 0 },
      <EnrolView
        c={c}
        title={title}
        mistakes={words}
        name={name}
        email={email}
        invitedAs={invited.person?.email}
        kept={sealKept(config, formOf(invited), kept)}
        hasPassword={kept.passwordHash !== undefined}
        setup={setupOf(kept.totpSecret, siteNameOf(c), label)}
      />,
    ),
  )
}

const common = {
  name: line(60),
  password: v.pipe(v.optional(v.string(), ''), v.maxLength(1000, 'too-long')),
  code: v.pipe(v.string('required'), v.trim(), v.nonEmpty('required')),
  kept: v.string(),
}
const asInvited = v.strictObject(common)
const asFirst = v.strictObject({
  ...common,
  email: v.pipe(
    v.string('required'),
    v.trim(),
    v.nonEmpty('required'),
    v.check((text) => parseEmail(text).ok, 'invalid'),
  ),
})

async function take(c: Ctx): Promise<Response> {
  await countTry(c)
  const invited = await findInvited(c)
  const submitted = await readSubmitted(c)
  if (!invited) return deadLink(c)
  const again = { name: typed(submitted, 'name'), email: typed(submitted, 'email') }
  const before = openKept(c.var.config, formOf(invited), typed(submitted, 'kept'))
  if (!before)
    return show(c, invited, {
      ...again,
      kept: beginKept(),
      mistakes: [{ field: 'code', reason: 'new-setup' }],
    })
  const { mistakes, kept, step } = await judge(invited, submitted, before)
  const email = invited.person?.email ?? addressIn(submitted)
  if (!invited.person && mistakes.length === 0 && (await findPersonByEmail(c.var.db, email)))
    mistakes.push({ field: 'email', reason: 'taken' })
  if (mistakes.length > 0 || step === undefined || !kept.passwordHash)
    return show(c, invited, { ...again, kept, mistakes })
  const { totpSecret, passwordHash } = kept
  return finish(c, invited, { name: cleanLine(again.name), email, passwordHash, totpSecret, step })
}

function addressIn(submitted: Submitted): string {
  const parsed = parseEmail(typed(submitted, 'email'))
  return parsed.ok ? parsed.address : ''
}

/** All that is wrong with the form; a good password is kept as its hash and need not be typed again. */
async function judge(
  invited: Invited,
  submitted: Submitted,
  before: Kept,
): Promise<{ mistakes: Mistake[]; kept: Kept; step: number | undefined }> {
  const parsed = parse(submitted, invited.person ? asInvited : asFirst)
  const mistakes: Mistake[] = parsed.ok ? [] : parsed.mistakes
  const password = typed(submitted, 'password')
  const email = invited.person?.email ?? typed(submitted, 'email')
  const kept = { ...before }
  const known = mistakes.some(({ field }) => field === 'password')
  const fault = password
    ? faultOfPassword(password, { name: typed(submitted, 'name'), email })
    : undefined
  if (!known && fault) mistakes.push({ field: 'password', reason: fault })
  else if (!known && !password && !before.passwordHash)
    mistakes.push({ field: 'password', reason: 'required' })
  else if (!known && password) kept.passwordHash = await hashPassword(password)
  const step = provenStep(before, typed(submitted, 'code'))
  if (step === undefined && !mistakes.some(({ field }) => field === 'code'))
    mistakes.push({ field: 'code', reason: 'wrong' })
  return { mistakes, kept, step }
}

type Ready = { name: string; email: string; passwordHash: string; totpSecret: Buffer; step: number }

async function finish(c: Ctx, { link }: Invited, ready: Ready): Promise<Response> {
  const { db, config, clock } = c.var
  const recoveryCodes = newRecoveryCodes()
  const about = { config, now: clock.now() }
  const id = await transaction(db, (trx) => enrol(trx, link, { ...ready, recoveryCodes }, about))
  if (id === undefined) return deadLink(c)
  await signIn(c, id, { codes: sealValue(config.secret, `codes ${id}`, recoveryCodes) })
  return c.redirect(to(c, '/staff/account/codes'), 303)
}

/** The same for a used, an expired and a guessed link. */
function deadLink(c: Ctx): Response {
  const { t } = c.var
  const title = t('accounts.enrol.dead.title')
  return secret(
    page(
      c,
      { title, status: 404 },
      <>
        <PageHead title={title} lead={t('accounts.enrol.dead.text')} />
        <Button kind="secondary" href={to(c, '/staff/sign-in')}>
          {t('accounts.sign-in.title')}
        </Button>
      </>,
    ),
  )
}

/** The address of such a page is a secret: it is not told to the next site. */
function secret(response: Response): Response {
  response.headers.set('referrer-policy', 'no-referrer')
  return response
}
