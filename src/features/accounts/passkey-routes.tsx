import * as v from 'valibot'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault, notFound } from '../../http/faults.ts'
import { line, optionalLine } from '../../http/fields.ts'
import { siteNameOf, to } from '../../http/page.tsx'
import { parse } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { writeAudit } from '../audit/queries.ts'
import { ownEntry } from './account-routes.tsx'
import { describeAgent } from './agent.ts'
import { giveChallenge, spendChallenge, takeChallenge } from './challenge.ts'
import {
  addPasskey,
  askForNewPasskey,
  listPasskeys,
  readNewPasskey,
  removePasskey,
  renamePasskey,
} from './passkeys.ts'
import { proven } from './proven.ts'
import { staffSession } from './staff-sessions.ts'

/** Adding, naming and removing the own passkeys. */
export function addPasskeyRoutes(list: Routes): void {
  const own = may('staff.enter')
  list.post('/staff/account/passkeys/challenge', own, proven(ask))
  list.post('/staff/account/passkeys', own, proven(add))
  list.post('/staff/account/passkeys/rename', own, proven(rename))
  list.post('/staff/account/passkeys/remove', own, proven(remove))
}

async function ask(c: Ctx): Promise<Response> {
  const { config, db } = c.var
  const { staff } = staffSession(c)
  const about = { siteName: siteNameOf(c), person: staff, known: await listPasskeys(db, staff.id) }
  return c.json(await askForNewPasskey(config, giveChallenge(c, 'new passkey'), about))
}

const made = v.strictObject({
  response: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(20_000, 'invalid')),
  name: optionalLine(60),
})

async function add(c: Ctx): Promise<Response> {
  const { config, db, clock } = c.var
  const { staff } = staffSession(c)
  const parsed = parse(await readSubmitted(c), made)
  const challenge = takeChallenge(c, 'new passkey')
  if (!parsed.ok || !challenge) throw new Fault(400)
  const credential = await readNewPasskey(config, challenge, parsed.value.response)
  if (!credential) throw new Fault(400)
  const name = parsed.value.name || usualName(c)
  const now = clock.now()
  const added = await transaction(db, async (trx) => {
    if (!(await spendChallenge(trx, challenge, now))) return false
    const done = await addPasskey(trx, {
      credential_id: credential.id,
      staff_id: staff.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      name,
      created_at: now,
    })
    if (done)
      await writeAudit(trx, ownEntry(c, 'accounts.passkey-added', { after: { passkey: name } }))
    return done
  })
  if (!added) throw new Fault(400)
  await leaveFlash(c, { message: 'accounts.flash.passkey-added', values: { name } })
  return c.redirect(to(c, '/staff/account'), 303)
}

/** A passkey without a name is called after the machine it was made on. */
function usualName(c: Ctx): string {
  const { browser, system } = describeAgent(c.req.header('user-agent') ?? '')
  return system || browser || c.var.t('accounts.passkey.unnamed')
}

const renaming = v.strictObject({
  id: v.pipe(v.string('required'), v.maxLength(1400, 'invalid')),
  name: line(60),
})

async function rename(c: Ctx): Promise<Response> {
  const { staff } = staffSession(c)
  const parsed = parse(await readSubmitted(c), renaming)
  if (!parsed.ok) throw new Fault(400)
  const { id, name } = parsed.value
  await transaction(c.var.db, async (trx) => {
    const before = (await renamePasskey(trx, { staffId: staff.id, id }, name)) ?? notFound()
    const change = { before: { passkey: before }, after: { passkey: name } }
    await writeAudit(trx, ownEntry(c, 'accounts.passkey-renamed', change))
  })
  await leaveFlash(c, { message: 'accounts.flash.passkey-renamed', values: { name } })
  return c.redirect(to(c, '/staff/account'), 303)
}

const removing = v.strictObject({ id: v.pipe(v.string('required'), v.maxLength(1400, 'invalid')) })

async function remove(c: Ctx): Promise<Response> {
  const { staff } = staffSession(c)
  const parsed = parse(await readSubmitted(c), removing)
  if (!parsed.ok) throw new Fault(400)
  const name = await transaction(c.var.db, async (trx) => {
    const before =
      (await removePasskey(trx, { staffId: staff.id, id: parsed.value.id })) ?? notFound()
    await writeAudit(trx, ownEntry(c, 'accounts.passkey-removed', { before: { passkey: before } }))
    return before
  })
  await leaveFlash(c, { message: 'accounts.flash.passkey-removed', values: { name } })
  return c.redirect(to(c, '/staff/account'), 303)
}
