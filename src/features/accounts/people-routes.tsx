import * as v from 'valibot'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { line } from '../../http/fields.ts'
import { checkForm, inWords } from '../../http/form.tsx'
import { once } from '../../http/once.ts'
import { to } from '../../http/page.tsx'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { parseEmail } from '../../lib/email-address.ts'
import { editionOf } from '../editions/current.ts'
import { faultOfGrant } from './account.ts'
import { emptyGrant, grantFields, grantFrom, type TypedGrant } from './grant-form.tsx'
import { listGrants } from './grants.ts'
import { invite } from './invite.ts'
import { InviteView, PeopleView } from './people-views.tsx'
import { findPersonByEmail, listPeople } from './queries.ts'
import { describeScopes } from './scopes.ts'
import { staffSession } from './staff-sessions.ts'

/** Who works here, and inviting somebody new. */
export function addPeopleRoutes(list: Routes): void {
  const managing = may('accounts.manage')
  list.get('/staff/accounts', managing, showAll)
  list.get('/staff/accounts/invite', managing, (c) =>
    showInvite(c, [], { name: '', email: '', ...emptyGrant }),
  )
  list.post('/staff/accounts/invite', managing, takeInvite)
}

async function showAll(c: Ctx): Promise<Response> {
  const { db, t, clock } = c.var
  const people = await listPeople(db)
  const grants = await listGrants(
    db,
    people.map(({ id }) => id),
    clock.now(),
  )
  return staffPage(
    c,
    { title: t('accounts.people.title') },
    <PeopleView c={c} people={people} scopes={await describeScopes(c, grants)} />,
  )
}

export type TypedInvite = TypedGrant & { name: string; email: string }

async function showInvite(c: Ctx, mistakes: Mistake[], values: TypedInvite): Promise<Response> {
  const words = inWords(c, 'accounts', mistakes)
  return staffPage(
    c,
    { title: c.var.t('accounts.invite.title'), mistaken: words.length > 0 },
    <InviteView c={c} edition={await editionOf(c)} values={values} mistakes={words} />,
  )
}

const inviting = v.strictObject({
  ...grantFields,
  name: line(60),
  email: v.pipe(
    v.string('required'),
    v.nonEmpty('required'),
    v.check((text) => parseEmail(text).ok, 'invalid'),
  ),
})

/** What was typed about a role, for showing the form again. */
export function typedGrant(submitted: Submitted): TypedGrant {
  const one = (field: string) => typed(submitted, field)
  return {
    role: one('role'),
    edition: one('edition'),
    body: one('body'),
    until: one('until'),
    prefectures: submitted.fields.get('prefectures') ?? [],
  }
}

/** The fields at which a refused grant is shown. */
export const fieldOfGrantFault = {
  'beyond-own': 'edition',
  'limits-not-for-role': 'role',
  expired: 'until',
} as const

async function takeInvite(c: Ctx): Promise<Response> {
  const { db, config, clock, lang } = c.var
  const { staff: by } = staffSession(c)
  const submitted = await readSubmitted(c)
  const again = {
    ...typedGrant(submitted),
    name: typed(submitted, 'name'),
    email: typed(submitted, 'email'),
  }
  const parsed = parse(submitted, inviting, ['prefectures'])
  if (!parsed.ok) return showInvite(c, parsed.mistakes, again)
  const { key } = checkForm(c, 'accounts.invite', submitted).stamp
  if (!key) return showInvite(c, [{ field: '', reason: 'expired' }], again)
  const [now, edition] = [clock.now(), await editionOf(c)]
  const grant = grantFrom(parsed.value, edition)
  const fault = faultOfGrant(by, grant, now)
  if (fault) return showInvite(c, [{ field: fieldOfGrantFault[fault], reason: fault }], again)
  const address = parseEmail(parsed.value.email)
  const person = { name: parsed.value.name, email: address.ok ? address.address : '' }
  const done = await transaction(db, (trx) =>
    once(trx, { form: 'accounts.invite', key, now }, async () => {
      if (await findPersonByEmail(trx, person.email)) return ''
      return `/staff/accounts/${await invite(trx, person, grant, { edition, config, lang, by, now })}`
    }),
  )
  if (!done.location) return showInvite(c, [{ field: 'email', reason: 'taken' }], again)
  await leaveFlash(c, { message: 'accounts.flash.invited', values: { name: person.name } })
  return c.redirect(to(c, done.location), 303)
}
