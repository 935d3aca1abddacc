import type { Config } from '../../config.ts'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault, idFrom, notFound, orNotFound } from '../../http/faults.ts'
import { page, to } from '../../http/page.tsx'
import { can } from '../../http/roles.ts'
import { may, type Routes, routes, visitor } from '../../http/routes.ts'
import { leaveFlash, type Session } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { editionsFor } from '../accounts/account.ts'
import type { Entry } from '../audit/audit.ts'
import { writeAudit } from '../audit/queries.ts'
import {
  countMails,
  findMail,
  listMailKinds,
  listMails,
  type Mail,
  type MailFilter,
  type MailState,
  resendMail,
} from './queries.ts'
import { DemoMailsView, MailsView, type TypedFilter } from './views.tsx'
import { withoutSecrets } from './secrets.ts'
import { MailView } from './mail-view.tsx'

/** What was sent, what waits and what could not be sent; in a demo readable for everybody. */
export function outboxRoutes(config: Config): Routes {
  const list = routes()
  const reading = may('mail.read')
  const one = '/staff/mail/:id{[0-9]+}'
  list.get('/staff/mail', reading, show)
  list.get(one, reading, showOne)
  list.get(`${one}/html`, reading, showHtml)
  list.post(`${one}/resend`, may('mail.send'), resend)
  if (config.demo) {
    list.get('/demo/mails', visitor, showDemo)
    list.get('/demo/mails/:id{[0-9]+}', visitor, showDemoOne)
    list.get('/demo/mails/:id{[0-9]+}/html', visitor, async (c) => htmlPart(await findOr404(c)))
  }
  return list
}

const pageSize = 50
const states = ['waiting', 'sent', 'refused', 'expired', 'stopped'] as const

async function show(c: Ctx): Promise<Response> {
  const { db, t } = c.var
  refuseLimited(c)
  const one = (name: string) => (c.req.query(name) ?? '').trim().slice(0, 254)
  const values: TypedFilter = {
    state: one('state'),
    kind: one('kind'),
    address: one('address'),
    before: one('before'),
  }
  const found = await listMails(db, { ...filterFrom(values), limit: pageSize + 1 })
  return staffPage(
    c,
    { title: t('outbox.title') },
    <MailsView
      c={c}
      mails={found.slice(0, pageSize)}
      more={found.length > pageSize}
      values={values}
      kinds={await listMailKinds(db)}
      counts={await countMails(db)}
      sending={c.var.config.smtpUrl !== null}
    />,
  )
}

/** Mails of all editions lie in one outbox: a role for one edition does not open it. */
function refuseLimited(c: Ctx): void {
  const { staff } = staffOf(c)
  if (editionsFor(staff, 'mail.read') !== null) throw new Fault(403)
}

function filterFrom(values: TypedFilter): MailFilter {
  const filter: MailFilter = {}
  if (states.some((state) => state === values.state)) filter.state = values.state as MailState
  if (values.kind) filter.kind = values.kind
  if (values.address) filter.address = values.address
  if (/^[1-9]\d{0,14}$/.test(values.before)) filter.before = Number(values.before)
  return filter
}

function staffOf(c: Ctx): Extract<Session, { kind: 'staff' }> {
  return c.var.session?.kind === 'staff' ? c.var.session : notFound()
}

async function findOr404(c: Ctx): Promise<Mail> {
  return orNotFound(await findMail(c.var.db, idFrom(c.req.param('id'))))
}

/** A mail as this member of staff may see it. */
async function mailFor(c: Ctx): Promise<Mail> {
  refuseLimited(c)
  const mail = await findOr404(c)
  return seesSecrets(c) ? mail : withoutSecrets(mail)
}

/** Administrators could invite anybody anyway; in a demo the links are what newcomers need. */
function seesSecrets(c: Ctx): boolean {
  return c.var.config.demo || can(staffOf(c).staff, 'accounts.manage')
}

/** Reading a person's mail is written down (R37). */
async function viewedMail(c: Ctx): Promise<Mail> {
  const mail = await mailFor(c)
  await transaction(c.var.db, (trx) => writeAudit(trx, entry(c, 'mail.viewed', mail)))
  return mail
}

async function showHtml(c: Ctx): Promise<Response> {
  return htmlPart(await viewedMail(c))
}

async function showOne(c: Ctx): Promise<Response> {
  const mail = await viewedMail(c)
  const { staff } = staffOf(c)
  const resendable = ['refused', 'stopped'].includes(mail.state) && can(staff, 'mail.send')
  return staffPage(
    c,
    { title: mail.subject },
    <MailView
      c={c}
      mail={mail}
      list="/staff/mail"
      resendable={resendable}
      hidden={!seesSecrets(c)}
    />,
  )
}

function entry(c: Ctx, action: Entry['action'], mail: Mail): Entry {
  const { staff } = staffOf(c)
  const subject = {
    kind: 'mail',
    id: mail.id,
    name: mail.subject,
    ...(mail.edition_id !== null && { editionId: mail.edition_id }),
  }
  return {
    action,
    at: c.var.clock.now(),
    actor: { kind: 'staff', id: staff.id, name: staff.name },
    subject,
  }
}

async function resend(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const mail = await mailFor(c)
  const resent = await transaction(c.var.db, async (trx) => {
    const done = await resendMail(trx, mail.id)
    if (done) await writeAudit(trx, entry(c, 'mail.resent', mail))
    return done
  })
  await leaveFlash(
    c,
    resent
      ? { message: 'outbox.flash.resent' }
      : { message: 'outbox.flash.not-resent', failed: true },
  )
  return c.redirect(to(c, `/staff/mail/${mail.id}`), 303)
}

/** The html part alone, as a mail program shows it: no script, no frame, nothing from elsewhere. */
function htmlPart(mail: Mail): Response {
  return new Response(mail.html, {
    headers: {
      'content-type': 'text/html; charset=UTF-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    },
  })
}

async function showDemo(c: Ctx): Promise<Response> {
  const mails = await listMails(c.var.db, { limit: pageSize })
  return page(c, { title: c.var.t('outbox.demo.title') }, <DemoMailsView c={c} mails={mails} />)
}

async function showDemoOne(c: Ctx): Promise<Response> {
  const mail = await findOr404(c)
  return page(
    c,
    { title: mail.subject, trail: [{ href: '/demo/mails', label: c.var.t('outbox.demo.title') }] },
    <MailView c={c} mail={mail} list="/demo/mails" resendable={false} />,
  )
}
