import * as v from 'valibot'
import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault, idFrom, notFound, orNotFound } from '../../http/faults.ts'
import { checkForm, inWords } from '../../http/form.tsx'
import { once } from '../../http/once.ts'
import { to } from '../../http/page.tsx'
import { type Mistake, parse } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { historyOf, writeAudit } from '../audit/queries.ts'
import { editionOf } from '../editions/current.ts'
import { faultOfGrant } from './account.ts'
import { emptyGrant, grantFields, grantFrom, type TypedGrant } from './grant-form.tsx'
import {
  addGrant,
  countAdministrators,
  endGrant,
  listGrants,
  lockGrant,
  type StoredGrant,
} from './grants.ts'
import { limitsForAudit, sendInvitation } from './invite.ts'
import { listPasskeys } from './passkeys.ts'
import { fieldOfGrantFault, typedGrant } from './people-routes.tsx'
import { PersonView } from './person-views.tsx'
import { actorOf, findPerson, lockPerson, type Person, setDisabled, subjectOf } from './queries.ts'
import { describeScopes } from './scopes.ts'
import { endSessions, staffSession } from './staff-sessions.ts'

/** One person: roles, shutting out and letting in, a new invitation, what has happened. */
export function addPersonRoutes(list: Routes): void {
  const managing = may('accounts.manage')
  const one = '/staff/accounts/:id{[0-9]+}'
  list.get(one, managing, (c) => show(c, [], emptyGrant))
  list.post(`${one}/grants`, managing, grant)
  list.post(`${one}/grants/:grant/end`, managing, revoke)
  list.post(`${one}/disable`, managing, disable)
  list.post(`${one}/enable`, managing, enable)
  list.post(`${one}/invite`, managing, inviteAgain)
}

async function show(c: Ctx, mistakes: Mistake[], values: TypedGrant): Promise<Response> {
  const { db, clock } = c.var
  const person = orNotFound(await findPerson(db, idFrom(c.req.param('id'))))
  const words = inWords(c, 'accounts', mistakes)
  const grants = await listGrants(db, [person.id], clock.now())
  const passkeys = await listPasskeys(db, person.id)
  return staffPage(
    c,
    { title: person.name, mistaken: words.length > 0 },
    <PersonView
      c={c}
      edition={await editionOf(c)}
      person={{ ...person, enrolled: person.password_hash !== null, passkeys: passkeys.length }}
      own={person.id === staffSession(c).staff.id}
      scopes={await describeScopes(c, grants)}
      history={await historyOf(db, 'staff', person.id)}
      mistakes={words}
      values={values}
    />,
  )
}

const granting = v.strictObject(grantFields)

async function grant(c: Ctx): Promise<Response> {
  const { db, clock } = c.var
  const { staff: by } = staffSession(c)
  const submitted = await readSubmitted(c)
  const parsed = parse(submitted, granting, ['prefectures'])
  const { key } = checkForm(c, 'accounts.grant', submitted).stamp
  if (!parsed.ok || !key)
    return show(
      c,
      parsed.ok ? [{ field: '', reason: 'expired' }] : parsed.mistakes,
      typedGrant(submitted),
    )
  const now = clock.now()
  const given = grantFrom(parsed.value, await editionOf(c))
  const fault = faultOfGrant(by, given, now)
  if (fault)
    return show(c, [{ field: fieldOfGrantFault[fault], reason: fault }], typedGrant(submitted))
  const { location } = await transaction(db, (trx) =>
    once(trx, { form: 'accounts.grant', key, now }, async () => {
      const person = await lockManaged(trx, c)
      await addGrant(trx, person.id, given, { id: by.id, now })
      const after = { role: given.role, ...limitsForAudit(given) }
      await writeAudit(trx, {
        action: 'accounts.role-granted',
        at: now,
        actor: actorOf(by),
        subject: subjectOf(person),
        after,
      })
      await endOthers(trx, c, person)
      return `/staff/accounts/${person.id}`
    }),
  )
  await leaveFlash(c, { message: 'accounts.flash.role-granted' })
  return c.redirect(to(c, location), 303)
}

/** The person of the path, locked; 403 when they hold a role beyond the manager's own reach. */
async function lockManaged(trx: Db, c: Ctx): Promise<Person> {
  const { staff: by } = staffSession(c)
  const now = c.var.clock.now()
  const person = (await lockPerson(trx, idFrom(c.req.param('id')))) ?? notFound()
  const beyond = (await listGrants(trx, [person.id], now)).some((held) => isBeyond(by, held, now))
  if (beyond) throw new Fault(403)
  return person
}

function isBeyond(
  by: Parameters<typeof faultOfGrant>[0],
  held: StoredGrant,
  now: Temporal.Instant,
): boolean {
  const plain = {
    role: held.role,
    editionId: held.edition_id,
    body: null,
    prefectures: null,
    expiresAt: null,
  }
  return faultOfGrant(by, plain, now) !== undefined
}

/** Sessions of a person end when their rights change (R10); one's own present session goes on. */
async function endOthers(trx: Db, c: Ctx, person: Person): Promise<void> {
  const { staff, tokenHash } = staffSession(c)
  await endSessions(trx, person.id, person.id === staff.id ? tokenHash : undefined)
}

/** Nobody may be left without an administrator. */
async function refuseIfLast(trx: Db, c: Ctx): Promise<void> {
  if ((await countAdministrators(trx, c.var.clock.now())) === 0) throw new LastAdministrator()
}

class LastAdministrator extends Error {}

type Act = (trx: Db, person: Person, now: Temporal.Instant) => Promise<void>

/** Runs one act on the person of the path; says so, or why not. */
async function act(c: Ctx, message: string, work: Act): Promise<Response> {
  await readSubmitted(c)
  const now = c.var.clock.now()
  try {
    const person = await transaction(c.var.db, async (trx) => {
      const locked = await lockManaged(trx, c)
      await work(trx, locked, now)
      return locked
    })
    await leaveFlash(c, { message, values: { name: person.name } })
    return c.redirect(to(c, `/staff/accounts/${person.id}`), 303)
  } catch (error) {
    if (error instanceof LastAdministrator)
      return show(c, [{ field: '', reason: 'last-administrator' }], emptyGrant)
    throw error
  }
}

function revoke(c: Ctx): Promise<Response> {
  const { staff: by } = staffSession(c)
  return act(c, 'accounts.flash.role-revoked', async (trx, person, now) => {
    const held = await lockGrant(trx, { staffId: person.id, id: idFrom(c.req.param('grant')), now })
    if (!held) return notFound()
    await endGrant(trx, held.id, { id: by.id, now })
    if (held.role === 'administrator') await refuseIfLast(trx, c)
    const before = { role: held.role }
    await writeAudit(trx, {
      action: 'accounts.role-revoked',
      at: now,
      actor: actorOf(by),
      subject: subjectOf(person),
      before,
    })
    await endOthers(trx, c, person)
  })
}

function disable(c: Ctx): Promise<Response> {
  const { staff: by } = staffSession(c)
  return act(c, 'accounts.flash.disabled', async (trx, person, now) => {
    if (person.id === by.id) throw new Fault(403)
    if (person.disabled_at) return
    await setDisabled(trx, person.id, now)
    await refuseIfLast(trx, c)
    await endSessions(trx, person.id)
    await writeAudit(trx, {
      action: 'accounts.disabled',
      at: now,
      actor: actorOf(by),
      subject: subjectOf(person),
    })
  })
}

function enable(c: Ctx): Promise<Response> {
  const { staff: by } = staffSession(c)
  return act(c, 'accounts.flash.enabled', async (trx, person, now) => {
    if (!person.disabled_at) return
    await setDisabled(trx, person.id, null)
    await writeAudit(trx, {
      action: 'accounts.enabled',
      at: now,
      actor: actorOf(by),
      subject: subjectOf(person),
    })
  })
}

async function inviteAgain(c: Ctx): Promise<Response> {
  const { config, lang } = c.var
  const { staff: by } = staffSession(c)
  const edition = await editionOf(c)
  return act(c, 'accounts.flash.invited', async (trx, person, now) => {
    if (person.disabled_at) throw new Fault(403)
    await sendInvitation(trx, person, { edition, config, lang, by, now })
  })
}
