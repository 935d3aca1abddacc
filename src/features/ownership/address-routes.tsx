import * as v from 'valibot'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { inWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import { findLink, linkState } from '../../http/personal-links.ts'
import { owner, type Routes, visitor } from '../../http/routes.ts'
import { openSession } from '../../http/sessions.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { parseEmail } from '../../lib/email-address.ts'
import { askNewAddress, changeAddress } from './changing-address.ts'
import { Ask, deadLink, formPage, pressPage } from './form-page.tsx'
import { type OwnActivity, ownActivity } from './own-activity.ts'
import { isOwned } from './ownership.ts'
import { settingOf } from './posting.ts'
import { actOnce, flashOf, noteSaved, stampMistakes } from './saving.ts'

const form = 'ownership.address'
const schema = v.strictObject({ email: v.string() })

/** Moving a registration to another mail address of its owner. */
export function addAddressRoutes(list: Routes): void {
  list.get('/mine/address', owner, async (c) => addressPage(c, await owned(c), [], ''))
  list.post('/mine/address', owner, ask)
  list.get('/mine/new-address/:token', visitor, show)
  list.post('/mine/new-address/:token', visitor, press)
}

async function owned(c: Ctx): Promise<OwnActivity> {
  const own = await ownActivity(c)
  return isOwned(own.activity.state) ? own : notFound()
}

function addressPage(c: Ctx, own: OwnActivity, mistakes: Mistake[], value: string): Response {
  const { t } = c.var
  const words = inWords(c, 'ownership', mistakes)
  return formPage(c, {
    title: t('ownership.address'),
    lead: t('ownership.address.lead', { email: own.activity.contact_email }),
    form,
    button: t('ownership.address.button'),
    mistakes: words,
    note: t('ownership.address.note'),
    back: true,
    fields: (
      <Ask
        c={c}
        mistakes={words}
        name="email"
        label={t('ownership.address.new')}
        inputmode="email"
        autocomplete="email"
        value={value}
      />
    ),
  })
}

async function ask(c: Ctx): Promise<Response> {
  const own = await owned(c)
  const submitted = await readSubmitted(c)
  const parsed = parse(submitted, schema)
  const value = typed(submitted, 'email')
  const mistakes = parsed.ok ? mistakesOf(value, own.activity.contact_email) : parsed.mistakes
  mistakes.push(...stampMistakes(c, form, submitted))
  const address = parseEmail(value)
  if (mistakes.length > 0 || !address.ok) return addressPage(c, own, mistakes, value)
  const setting = await settingOf(c)
  const done = await actOnce(c, { form, submitted }, (trx) =>
    askNewAddress(trx, setting, own.activity, address.address),
  )
  if (done !== 'again' && done.result === 'limit')
    return addressPage(c, own, [{ field: 'email', reason: 'limit' }], value)
  await noteSaved(c, 'saved.address', { email: address.address })
  return c.redirect(to(c, '/mine/activity'), 303)
}

function mistakesOf(email: string, now: string): Mistake[] {
  const address = parseEmail(email)
  if (!address.ok)
    return [{ field: 'email', reason: address.reason === 'empty' ? 'required' : 'invalid' }]
  return address.address.toLowerCase() === now.toLowerCase()
    ? [{ field: 'email', reason: 'same' }]
    : []
}

async function show(c: Ctx): Promise<Response> {
  const { t } = c.var
  const link = await findLink(c.var.db, 'change-address', c.req.param('token') ?? '')
  if (!link || linkState(link, c.var.now) !== 'good') return deadLink(c)
  return pressPage(c, {
    title: t('ownership.new-address.title'),
    text: t('ownership.new-address.text', { email: link.email ?? '' }),
    button: t('ownership.new-address.button'),
  })
}

async function press(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const link = await findLink(c.var.db, 'change-address', c.req.param('token') ?? '')
  if (!link) return deadLink(c)
  const setting = await settingOf(c)
  const activity = await transaction(c.var.db, (trx) => changeAddress(trx, setting, link))
  if (!activity) return deadLink(c)
  await openSession(c, { activityId: activity.id, flash: flashOf('saved.address-changed') })
  return c.redirect(to(c, '/mine/activity'), 303)
}
