import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { orNotFound } from '../../http/faults.ts'
import { checkForm, inWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import type { Mistake } from '../../http/parse.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { secret } from '../../http/secret-page.ts'
import { readSubmitted } from '../../http/submitted.ts'
import type { CampaignEvent } from '../events/event.ts'
import { organisersOf } from '../events/queries.ts'
import { proposalByKey, proposalPath } from './link.ts'
import { readProposal, typedProposal } from './proposal.ts'
import { changeProposal, isOpenToProposer, proveProposal, withdrawProposal } from './proposing.ts'
import { OwnView, ProposalForm, WithdrawnView } from './views.tsx'

const path = '/events/proposals/:key'

/** The proposer's own page: where it stands, change it, take it back. */
export function addOwnRoutes(list: Routes): void {
  list.get('/events/proposals/withdrawn', visitor, withdrawn)
  list.get(path, visitor, show)
  list.post(`${path}/proof`, visitor, prove)
  list.get(`${path}/change`, visitor, (c) => edit(c))
  list.post(`${path}/change`, visitor, change)
  list.post(`${path}/withdrawal`, visitor, withdraw)
}

/** An event by its id, in any state. */
export async function findEventById(db: Db, id: number): Promise<CampaignEvent | undefined> {
  return db.selectFrom('events').selectAll().where('id', '=', id).executeTakeFirst()
}

async function own(c: Ctx): Promise<{ event: CampaignEvent; path: string; organiser: string }> {
  const { db, config } = c.var
  const event = orNotFound(await proposalByKey(db, config.secret, c.req.param('key') ?? ''))
  const [organiser] = await organisersOf(db, [event.id])
  const name = organiser && 'ja' in organiser.name ? organiser.name.ja : ''
  return { event, path: proposalPath(config.secret, event.id), organiser: name }
}

async function show(c: Ctx): Promise<Response> {
  const about = await own(c)
  return secret(page(c, { title: c.var.t('partner-events.own') }, <OwnView c={c} {...about} />))
}

async function prove(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const about = await own(c)
  await transaction(c.var.db, (trx) => proveProposal(trx, about.event, c.var.now))
  return c.redirect(to(c, about.path), 303)
}

async function edit(c: Ctx, typed?: Record<string, string[]>, mistakes: Mistake[] = []) {
  const about = await own(c)
  if (!isOpenToProposer(about.event)) return c.redirect(to(c, about.path), 303)
  const { t } = c.var
  return secret(
    page(
      c,
      {
        title: t('partner-events.change'),
        trail: [{ href: about.path, label: t('partner-events.own') }],
        mistaken: mistakes.length > 0,
      },
      <ProposalForm
        c={c}
        action={`${about.path}/change`}
        typed={typed ?? typedProposal(about.event, about.organiser)}
        mistakes={inWords(c, 'partner-events', mistakes)}
        own
      />,
    ),
  )
}

async function change(c: Ctx): Promise<Response> {
  const { db, now } = c.var
  const submitted = await readSubmitted(c)
  const about = await own(c)
  const { stamp } = checkForm(c, 'partner-events.change', submitted)
  // the address stays the one that was proven
  submitted.fields.set('email', [about.event.proposer_email])
  const typed = Object.fromEntries(submitted.fields)
  const read = readProposal(submitted, now)
  if (!read.ok) return edit(c, typed, read.mistakes)
  if (!stamp.key || stamp.state === 'expired')
    return edit(c, typed, [{ field: '', reason: 'expired' }])
  const { event } = about
  await transaction(db, (trx) => changeProposal(trx, { event, proposal: read.proposal, now }))
  return c.redirect(to(c, about.path), 303)
}

async function withdraw(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const about = await own(c)
  const gone = await transaction(c.var.db, (trx) => withdrawProposal(trx, about.event))
  return c.redirect(to(c, gone ? '/events/proposals/withdrawn' : about.path), 303)
}

async function withdrawn(c: Ctx): Promise<Response> {
  const title = c.var.t('partner-events.withdrawn')
  return page(c, { title }, <WithdrawnView c={c} />)
}
