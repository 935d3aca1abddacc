import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { checkForm, inWords } from '../../http/form.tsx'
import type { Mistake } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { doorsOf } from '../applications/queue.ts'
import type { EventPool } from '../events/event.ts'
import { poolsOf } from '../events/queries.ts'
import { actOnce, backTo } from './acting.ts'
import { actorOf, type AtHand, deskPath, eventAtHand } from './at-hand.ts'
import { strangers, typedIn } from './form-input.ts'
import {
  addPool,
  closePool,
  poolSpecs,
  reasonSpec,
  ruleFaults,
  ruleSpecs,
  saveRules,
  sizeSpecs,
} from './places.ts'
import { NewPoolView, PlacesView, PoolView } from './places-views.tsx'
import { changesOf } from './queries.ts'
import { type Columns, readTyped } from './reading.ts'
import type { Spec, Typed } from './spec.ts'
import { typedOf } from './stored.ts'

const one = '/staff/events/:slug/places/:pool{[0-9]+}'

/** The pools of an event: their three numbers, their rules, what has been changed. */
export function addPlacesRoutes(list: Routes): void {
  const editing = may('events.edit')
  list.get('/staff/events/:slug/places', may('events.read'), showAll)
  list.get('/staff/events/:slug/places/new', editing, async (c) =>
    showNew(c, await eventAtHand(c), {}, []),
  )
  list.post('/staff/events/:slug/places/new', editing, takeNew)
  list.get(one, editing, async (c) => showPool(c, await poolAtHand(c), {}))
  list.post(`${one}/size`, editing, takeSize)
  list.post(`${one}/rules`, editing, takeRules)
  list.post(`${one}/close`, editing, takeClose)
}

type PoolAtHand = AtHand & { pool: EventPool }

async function poolAtHand(c: Ctx): Promise<PoolAtHand> {
  const at = await eventAtHand(c)
  const id = idFrom(c.req.param('pool'))
  const pools = await poolsOf(c.var.db, [at.event.id])
  return { ...at, pool: orNotFound(pools.find((pool) => pool.id === id)) }
}

const poolPath = ({ event, pool }: PoolAtHand) => deskPath(event, `/places/${pool.id}`)

async function showAll(c: Ctx): Promise<Response> {
  const { event } = await eventAtHand(c, 'events.read')
  const pools = await poolsOf(c.var.db, [event.id])
  return staffPage(
    c,
    { title: c.var.t('event-desk.places.title') },
    <PlacesView c={c} event={event} pools={pools} />,
  )
}

type Showing = { typed?: Typed; mistakes?: Mistake[]; belowTaken?: number }

async function showPool(c: Ctx, at: PoolAtHand, showing: Showing): Promise<Response> {
  const { mistakes = [], belowTaken } = showing
  const words = inWords(c, 'event-desk', mistakes)
  const typed = typedOf([...sizeSpecs, ...ruleSpecs], at.pool)
  return staffPage(
    c,
    {
      title: c.var.t('event-desk.places.title'),
      mistaken: words.length > 0 || belowTaken !== undefined,
    },
    <PoolView
      c={c}
      {...at}
      typed={{ ...typed, ...showing.typed }}
      mistakes={words}
      belowTaken={belowTaken}
      changes={await changesOf(c.var.db, at.pool.id)}
    />,
  )
}

type Checked = { typed: Typed; columns: Columns; mistakes: Mistake[] }

function check(submitted: Submitted, specs: readonly Spec[]): Checked {
  const typed = typedIn(submitted, specs)
  const { columns, mistakes } = readTyped(specs, typed)
  return { typed, columns, mistakes: [...mistakes, ...strangers(submitted, specs)] }
}

/** The three numbers go through the one door; the same numbers again change nothing. */
async function takeSize(c: Ctx): Promise<Response> {
  const at = await poolAtHand(c)
  const submitted = await readSubmitted(c)
  const { typed, columns, mistakes } = check(submitted, [...sizeSpecs, reasonSpec])
  const { key } = checkForm(c, 'event-desk.size', submitted).stamp
  if (!key) mistakes.push({ field: '', reason: 'expired' })
  if (mistakes.length > 0) return showPool(c, at, { typed, mistakes })
  const size = columns as Pick<EventPool, 'accepted_limit' | 'published_capacity' | 'stream_limit'>
  const { pool } = at
  const isSame = Object.entries(size).every(
    ([name, value]) => name === 'reason' || pool[name as keyof EventPool] === value,
  )
  if (isSame) return backTo(c, poolPath(at), 'event-desk.flash.same')
  const outcome = await doorsOf(c.var).pass(pool.id, {
    door: 'size',
    acceptedLimit: size.accepted_limit,
    publishedCapacity: size.published_capacity,
    streamLimit: size.stream_limit,
    actor: actorOf(at.desk),
    reason: columns['reason'] as string,
  })
  if (!outcome.ok) return showPool(c, at, { typed, belowTaken: outcome.taken ?? pool.taken })
  return backTo(c, poolPath(at), 'event-desk.flash.sized')
}

async function takeRules(c: Ctx): Promise<Response> {
  const at = await poolAtHand(c)
  const submitted = await readSubmitted(c)
  const { typed, columns, mistakes } = check(submitted, ruleSpecs)
  if (mistakes.length === 0) mistakes.push(...ruleFaults(at.event, columns))
  if (mistakes.length > 0) return showPool(c, at, { typed, mistakes })
  const done = await actOnce(c, { form: 'event-desk.rules', submitted }, async (trx) => {
    await saveRules(trx, at.desk, at.event, { pool: at.pool, columns })
    return poolPath(at)
  })
  if (done === 'expired' || 'refused' in done)
    return showPool(c, at, { typed, mistakes: [{ field: '', reason: 'expired' }] })
  return backTo(c, done.location, 'event-desk.flash.saved')
}

async function takeClose(c: Ctx): Promise<Response> {
  const at = await poolAtHand(c)
  const submitted = await readSubmitted(c)
  const close = submitted.fields.get('close')?.at(-1) === 'yes'
  const done = await actOnce(c, { form: 'event-desk.close', submitted }, async (trx) => {
    await closePool(trx, at.desk, at.event, { pool: at.pool, close })
    return poolPath(at)
  })
  if (done === 'expired')
    return backTo(c, poolPath(at), 'event-desk.flash.expired', { failed: true })
  return backTo(c, poolPath(at), close ? 'event-desk.flash.closed' : 'event-desk.flash.opened')
}

function showNew(c: Ctx, { event }: AtHand, typed: Typed, mistakes: Mistake[]): Promise<Response> {
  const words = inWords(c, 'event-desk', mistakes)
  return staffPage(
    c,
    { title: c.var.t('event-desk.pool.new'), mistaken: words.length > 0 },
    <NewPoolView c={c} event={event} typed={typed} mistakes={words} />,
  )
}

async function takeNew(c: Ctx): Promise<Response> {
  const at = await eventAtHand(c)
  const submitted = await readSubmitted(c)
  const { typed, columns, mistakes } = check(submitted, poolSpecs)
  if (mistakes.length > 0) return showNew(c, at, typed, mistakes)
  const done = await actOnce(c, { form: 'event-desk.pool', submitted }, async (trx) => {
    await addPool(trx, at.desk, at.event, columns)
    return deskPath(at.event, '/places')
  })
  if (done === 'expired' || 'refused' in done)
    return showNew(c, at, typed, [{ field: '', reason: 'expired' }])
  return backTo(c, done.location, 'event-desk.flash.saved')
}
