import * as v from 'valibot'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault } from '../../http/faults.ts'
import { FormStart, inWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import {
  addCode,
  findLink,
  findLinkByCode,
  linkState,
  makeLink,
  type PersonalLink,
  spendLink,
} from '../../http/personal-links.ts'
import { countAgainst } from '../../http/rate-limit.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { openSession } from '../../http/sessions.ts'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { networkOf } from '../../http/visitors.ts'
import { parseEmail } from '../../lib/email-address.ts'
import { queueMail } from '../../mail/outbox.ts'
import { strangersLimit } from '../../mail/strangers-limit.ts'
import { editionOf } from '../editions/current.ts'
import { AskedView, AskView, LinkView, MessagePage } from './link-views.tsx'
import { manageLetter } from './mail.ts'
import { readNumber } from './ownership.ts'
import { ownedBy } from './queries.ts'

const asking = v.strictObject({ number: v.optional(v.string(), ''), email: v.string() })
const coding = v.strictObject({ number: v.string(), email: v.string(), code: v.string() })
const perNetwork = { most: 30, seconds: 300 }

/** How an owner comes back: number and address, then a link or digits from a mail. */
export function addLinkRoutes(list: Routes): void {
  list.get('/mine', visitor, (c) => ask(c, [], { number: '', email: '' }))
  list.post('/mine', visitor, sendLinks)
  list.post('/mine/code', visitor, takeCode)
  list.get('/mine/link/:token', visitor, showLink)
  list.post('/mine/link/:token', visitor, pressLink)
}

type Asked = { number: string; email: string }

function ask(c: Ctx, mistakes: Mistake[], values: Asked): Response {
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
  await holdBack(c)
  const submitted = await readSubmitted(c)
  const values = { number: typed(submitted, 'number'), email: typed(submitted, 'email') }
  const parsed = parse(submitted, asking)
  const mistakes = parsed.ok ? mistakesOf(values) : parsed.mistakes
  if (mistakes.length > 0) return ask(c, mistakes, values)
  await transaction(c.var.db, (trx) => mailLinks(c, trx as typeof c.var.db, values))
  return asked(c, values, [])
}

function mistakesOf({ number, email }: Asked): Mistake[] {
  const mistakes: Mistake[] = []
  if (number.trim() !== '' && !readNumber(number))
    mistakes.push({ field: 'number', reason: 'unreadable' })
  const address = parseEmail(email)
  if (!address.ok)
    mistakes.push({ field: 'email', reason: address.reason === 'empty' ? 'required' : 'invalid' })
  return mistakes
}

async function mailLinks(c: Ctx, trx: Ctx['var']['db'], values: Asked): Promise<void> {
  const { now, config } = c.var
  const edition = await editionOf(c)
  const address = parseEmail(values.email)
  const wanted = readNumber(values.number)
  if (!address.ok || (wanted && wanted.slug !== edition.slug)) return
  const owned = await ownedBy(trx, edition.id, address.address, wanted?.number)
  if (!(await strangersLimit(trx, address.address, now))) return
  for (const activity of owned) {
    const token = await makeLink(trx, { purpose: 'manage', subjectId: activity.id, now })
    const code = await addCode(trx, config.secret, token)
    const letter = manageLetter(
      { edition, origin: config.origin, activity },
      token,
      code,
      now.add({ hours: 1 }),
    )
    await queueMail(trx, letter, { now, origin: config.origin })
  }
}

function asked(c: Ctx, values: Asked, mistakes: Mistake[]): Response {
  const words = inWords(c, 'ownership', mistakes)
  const title = c.var.t('ownership.asked.title')
  return page(
    c,
    { title, mistaken: words.length > 0 },
    <AskedView c={c} mistakes={words} values={values} />,
  )
}

async function takeCode(c: Ctx): Promise<Response> {
  await holdBack(c)
  const submitted = await readSubmitted(c)
  const values = { number: typed(submitted, 'number'), email: typed(submitted, 'email') }
  const parsed = parse(submitted, coding)
  if (!parsed.ok) return asked(c, values, parsed.mistakes)
  const link = await linkOfCode(c, values, submitted)
  if (!link || !(await open(c, link))) return asked(c, values, [{ field: 'code', reason: 'wrong' }])
  return c.redirect(to(c, '/mine/activity'), 303)
}

async function linkOfCode(
  c: Ctx,
  values: Asked,
  submitted: Submitted,
): Promise<PersonalLink | undefined> {
  const { db, config, now } = c.var
  const edition = await editionOf(c)
  const address = parseEmail(values.email)
  const wanted = readNumber(values.number)
  if (!address.ok) return undefined
  const [activity] = await ownedBy(db, edition.id, address.address, wanted?.number)
  if (!activity) return undefined
  const about = { purpose: 'manage', subjectId: activity.id, now } as const
  return findLinkByCode(db, config.secret, about, typed(submitted, 'code'))
}

async function showLink(c: Ctx): Promise<Response> {
  const link = await findLink(c.var.db, 'manage', c.req.param('token') ?? '')
  if (linkState(link, c.var.now) !== 'good') return dead(c)
  const title = c.var.t('ownership.link.title')
  return secret(
    page(c, { title }, <LinkView c={c} start={<FormStart c={c} form="ownership.link" />} />),
  )
}

async function pressLink(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const link = await findLink(c.var.db, 'manage', c.req.param('token') ?? '')
  if (!link || !(await open(c, link))) return dead(c)
  return c.redirect(to(c, '/mine/activity'), 303)
}

/** Spends the link and opens the owner's session; of two at once only one succeeds. */
async function open(c: Ctx, link: PersonalLink): Promise<boolean> {
  const spent = await spendLink(c.var.db, link, c.var.now)
  if (spent) await openSession(c, { activityId: link.subject_id })
  return spent
}

function dead(c: Ctx): Response {
  const { t } = c.var
  const title = t('ownership.link.dead.title')
  return secret(
    page(
      c,
      { title, status: 404 },
      <MessagePage c={c} title={title} text={t('ownership.link.dead.text')} />,
    ),
  )
}

/** The address of such a page is a secret: it is not told to the next site. */
function secret(response: Response): Response {
  response.headers.set('referrer-policy', 'no-referrer')
  return response
}

async function holdBack(c: Ctx): Promise<void> {
  const wait = await countAgainst(c.var.db, `mine ${networkOf(c)}`, perNetwork, c.var.now)
  if (wait > 0) throw new Fault(429, { seconds: wait })
}
