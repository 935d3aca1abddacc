import * as v from 'valibot'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { inWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import {
  findLink,
  findLinkByCode,
  linkState,
  type PersonalLink,
  spendLink,
} from '../../http/personal-links.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { openSession, readSession } from '../../http/sessions.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { parseEmail } from '../../lib/email-address.ts'
import { findActivity } from '../activities/queries.ts'
import { editionOf } from '../editions/current.ts'
import { deadLink, pressPage } from './form-page.tsx'
import { AskedView, AskView } from './link-views.tsx'
import { readNumber } from './ownership.ts'
import { holdBack } from './pace.ts'
import { settingOf } from './posting.ts'
import { actOnce, stampMistakes } from './saving.ts'
import { askedFor, mailLinks } from './sending-links.ts'

const asking = v.strictObject({ number: v.optional(v.string(), ''), email: v.string() })
const coding = v.strictObject({ number: v.string(), email: v.string(), code: v.string() })

/** How an owner comes back: number and address, then a link or digits from a mail. */
export function addLinkRoutes(list: Routes): void {
  list.get('/mine', visitor, begin)
  list.post('/mine', visitor, sendLinks)
  list.post('/mine/code', visitor, takeCode)
  list.get('/mine/link/:token', visitor, showLink)
  list.post('/mine/link/:token', visitor, pressLink)
}

/** Who has opened a registration in this browser goes on to it, unless they ask for another one. */
async function begin(c: Ctx): Promise<Response> {
  if (c.req.query('another') === undefined && (await isOpened(c)))
    return c.redirect(to(c, '/mine/activity'), 303)
  return ask(c, [], { number: '', email: '' })
}

/** A draft has a session of the same kind, but nothing to come back to here. */
async function isOpened(c: Ctx): Promise<boolean> {
  const session = await readSession(c, 'owner')
  if (session?.kind !== 'owner') return false
  const { id } = await editionOf(c)
  const activity = await findActivity(c.var.db, id, session.activityId)
  return activity !== undefined && activity.number !== null
}

type Typed = { number: string; email: string }

function ask(c: Ctx, mistakes: Mistake[], values: Typed): Response {
  const words = inWords(c, 'ownership', mistakes)
  const title = c.var.t('ownership.title')
  return page(
    c,
    { title, mistaken: words.length > 0 },
    <AskView c={c} mistakes={words} values={values} />,
  )
}

/** The same page whether anything was found or not (R12); the mail says the rest. */
async function sendLinks(c: Ctx): Promise<Response> {
  await holdBack(c, 'mine')
  const submitted = await readSubmitted(c)
  const values = { number: typed(submitted, 'number'), email: typed(submitted, 'email') }
  const parsed = parse(submitted, asking)
  const address = parseEmail(values.email)
  const mistakes = parsed.ok ? mistakesOf(values) : parsed.mistakes
  mistakes.push(...stampMistakes(c, 'ownership.ask', submitted))
  if (mistakes.length > 0 || !address.ok) return ask(c, mistakes, values)
  const setting = await settingOf(c)
  const asked = { number: values.number, email: address.address, lang: c.var.lang }
  await actOnce(c, { form: 'ownership.ask', submitted }, (trx) => mailLinks(trx, setting, asked))
  return askedPage(c, values, [])
}

function mistakesOf({ number, email }: Typed): Mistake[] {
  const mistakes: Mistake[] = []
  if (number.trim() !== '' && !readNumber(number))
    mistakes.push({ field: 'number', reason: 'unreadable' })
  const address = parseEmail(email)
  if (!address.ok)
    mistakes.push({ field: 'email', reason: address.reason === 'empty' ? 'required' : 'invalid' })
  return mistakes
}

function askedPage(c: Ctx, values: Typed, mistakes: Mistake[]): Response {
  const words = inWords(c, 'ownership', mistakes)
  const title = c.var.t('ownership.asked.title')
  return page(
    c,
    { title, mistaken: words.length > 0 },
    <AskedView c={c} mistakes={words} values={values} />,
  )
}

async function takeCode(c: Ctx): Promise<Response> {
  await holdBack(c, 'mine')
  const submitted = await readSubmitted(c)
  const values = { number: typed(submitted, 'number'), email: typed(submitted, 'email') }
  const parsed = parse(submitted, coding)
  if (!parsed.ok) return askedPage(c, values, parsed.mistakes)
  const link = await linkOfCode(c, values, parsed.value.code)
  if (!link || !(await open(c, link)))
    return askedPage(c, values, [{ field: 'code', reason: 'wrong' }])
  return c.redirect(to(c, '/mine/activity'), 303)
}

/** Asked without a number the digits may be those of any of the registrations. */
async function linkOfCode(c: Ctx, values: Typed, code: string): Promise<PersonalLink | undefined> {
  const { db, config, now } = c.var
  const address = parseEmail(values.email)
  const asked = { number: values.number, email: address.ok ? address.address : '' }
  const owned = await askedFor(db, await settingOf(c), asked)
  // nobody's: a look that finds nothing takes as long as one that does
  for (const { id } of owned.length > 0 ? owned : [{ id: 0 }]) {
    const about = { purpose: 'manage', subjectId: id, now } as const
    const link = await findLinkByCode(db, config.secret, about, code)
    if (link) return link
  }
  return undefined
}

async function showLink(c: Ctx): Promise<Response> {
  const { t } = c.var
  const link = await findLink(c.var.db, 'manage', c.req.param('token') ?? '')
  if (linkState(link, c.var.now) !== 'good') return deadLink(c)
  return pressPage(c, {
    title: t('ownership.link.title'),
    text: t('ownership.link.text'),
    button: t('ownership.link.button'),
  })
}

async function pressLink(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const link = await findLink(c.var.db, 'manage', c.req.param('token') ?? '')
  if (!link || !(await open(c, link))) return deadLink(c)
  return c.redirect(to(c, '/mine/activity'), 303)
}

/** Spends the link and opens the owner's session; of two at once only one succeeds. */
async function open(c: Ctx, link: PersonalLink): Promise<boolean> {
  const spent = await transaction(c.var.db, (trx) => spendLink(trx, link, c.var.now))
  if (spent) await openSession(c, { activityId: link.subject_id })
  return spent
}
