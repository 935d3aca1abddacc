import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault } from '../../http/faults.ts'
import { checkForm, inWords } from '../../http/form.tsx'
import { once } from '../../http/once.ts'
import { page, to } from '../../http/page.tsx'
import type { Mistake } from '../../http/parse.ts'
import { countAgainst } from '../../http/rate-limit.ts'
import { type Routes, routes, visitor } from '../../http/routes.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { networkOf } from '../../http/visitors.ts'
import { strangersLimit } from '../../mail/strangers-limit.ts'
import { editionOf } from '../editions/current.ts'
import { addOwnRoutes, findEventById } from './own-routes.tsx'
import { readProposal } from './proposal.ts'
import { keepProposal } from './proposing.ts'
import { tellProposer } from './telling.ts'
import { ProposalForm, SentView } from './views.tsx'

const perNetwork = { most: 10, seconds: 300 }
const path = '/events/propose'

/** Events of others, proposed from outside and listed when the secretariat has looked at them. */
export function partnerEventRoutes(): Routes {
  const list = routes()
  list.get(path, visitor, (c) => show(c, {}, []))
  list.post(path, visitor, take)
  list.get(`${path}/sent`, visitor, sent)
  addOwnRoutes(list)
  return list
}

type Typed = Record<string, string[]>

async function show(c: Ctx, typed: Typed, mistakes: Mistake[]): Promise<Response> {
  const { t } = c.var
  return page(
    c,
    {
      title: t('partner-events.title'),
      trail: [{ href: '/events', label: t('events.title') }],
      mistaken: mistakes.length > 0,
    },
    <ProposalForm
      c={c}
      action={path}
      typed={typed}
      mistakes={inWords(c, 'partner-events', mistakes)}
    />,
  )
}

async function take(c: Ctx): Promise<Response> {
  const { db, now, lang, config } = c.var
  const edition = await editionOf(c)
  const submitted = await readSubmitted(c)
  const { stamp } = checkForm(c, 'partner-events.propose', submitted)
  const typed = Object.fromEntries(submitted.fields)
  const read = readProposal(submitted, now)
  if (!read.ok) return show(c, typed, read.mistakes)
  if (!stamp.key || stamp.state === 'expired')
    return show(c, typed, [{ field: '', reason: 'expired' }])
  const wait = await countAgainst(db, `propose ${networkOf(c)}`, perNetwork, now)
  if (wait > 0) throw new Fault(429, { seconds: wait })
  const key = stamp.key
  await transaction(db, (trx) =>
    once(trx, { form: 'partner-events.propose', key, now }, async () => {
      const { proposal } = read
      const about = { editionId: edition.id, proposal, lang, now }
      const event = await findEventById(trx, await keepProposal(trx, about))
      if (event && (await strangersLimit(trx, proposal.email, now)))
        await tellProposer(trx, { edition, config, now }, { event, told: 'prove' })
      return `${path}/sent`
    }),
  )
  return c.redirect(to(c, `${path}/sent`), 303)
}

async function sent(c: Ctx): Promise<Response> {
  const title = c.var.t('partner-events.sent')
  return page(c, { title }, <SentView c={c} />)
}
