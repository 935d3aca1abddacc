import type { Db } from '../../db/database.ts'
import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { inWords } from '../../http/form.tsx'
import type { Mistake } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import type { ProgrammeItem } from '../events/event.ts'
import { programmeOf } from '../events/queries.ts'
import { actOnce, backTo } from './acting.ts'
import { type AtHand, deskPath, eventAtHand, lockEvent } from './at-hand.ts'
import { strangers, typedIn } from './form-input.ts'
import { itemFaults, itemSpecs, moveItem, removeItem, saveItem } from './programme.ts'
import { ItemView, ProgrammeView } from './programme-views.tsx'
import { readTyped } from './reading.ts'
import type { Typed } from './spec.ts'
import { fingerprint, typedOf } from './stored.ts'

const all = '/staff/events/:slug/programme'
const one = `${all}/:item{[0-9]+}`

/** The programme: items with speakers, in an order. */
export function addProgrammeRoutes(list: Routes): void {
  const editing = may('events.edit')
  list.get(all, editing, showAll)
  list.get(`${all}/new`, editing, async (c) => show(c, await eventAtHand(c), {}))
  list.post(`${all}/new`, editing, async (c) => take(c, { ...(await eventAtHand(c)) }))
  list.get(one, editing, async (c) => show(c, await itemAtHand(c), {}))
  list.post(one, editing, async (c) => take(c, await itemAtHand(c)))
  list.post(`${one}/move`, editing, (c) => press(c, 'move'))
  list.post(`${one}/remove`, editing, (c) => press(c, 'remove'))
}

type ItemAtHand = AtHand & { item?: ProgrammeItem }

async function itemAtHand(c: Ctx): Promise<AtHand & { item: ProgrammeItem }> {
  const at = await eventAtHand(c)
  const id = idFrom(c.req.param('item'))
  const items = await programmeOf(c.var.db, at.event.id)
  return { ...at, item: orNotFound(items.find((item) => item.id === id)) }
}

async function showAll(c: Ctx): Promise<Response> {
  const { event } = await eventAtHand(c)
  return staffPage(
    c,
    { title: c.var.t('event-desk.programme.title') },
    <ProgrammeView c={c} event={event} programme={await programmeOf(c.var.db, event.id)} />,
  )
}

type Showing = { typed?: Typed; seen?: string; mistakes?: Mistake[] }

function show(c: Ctx, { event, item }: ItemAtHand, showing: Showing): Promise<Response> {
  const words = inWords(c, 'event-desk', showing.mistakes ?? [])
  const stored = item ? typedOf(itemSpecs, item) : {}
  return staffPage(
    c,
    { title: c.var.t('event-desk.programme.item'), mistaken: words.length > 0 },
    <ItemView
      c={c}
      event={event}
      item={item}
      typed={showing.typed ?? stored}
      seen={showing.seen ?? fingerprint(stored)}
      mistakes={words}
    />,
  )
}

async function take(c: Ctx, at: ItemAtHand): Promise<Response> {
  const { event, desk, item } = at
  const submitted = await readSubmitted(c)
  const typed = typedIn(submitted, itemSpecs)
  const seen = submitted.fields.get('seen')?.at(-1) ?? ''
  const { columns, mistakes } = readTyped(itemSpecs, typed)
  if (mistakes.length === 0) mistakes.push(...itemFaults(event, columns))
  mistakes.push(...strangers(submitted, itemSpecs, ['seen']))
  if (mistakes.length > 0) return show(c, at, { typed, seen, mistakes })
  const done = await actOnce(c, { form: 'event-desk.item', submitted }, async (trx) => {
    const now = await lockEvent(trx, event.id)
    if (item && (await changedSince(trx, item, seen))) return { refused: 'item-moved' }
    await saveItem(trx, desk, now, { item, columns })
    return deskPath(event, '/programme')
  })
  if (done === 'expired')
    return show(c, at, { typed, seen, mistakes: [{ field: '', reason: 'expired' }] })
  // the officer's words stay in the form, the colleague's are told of; sending again is a choice
  if ('refused' in done) {
    const newer = await itemAtHand(c)
    const stored = typedOf(itemSpecs, newer.item)
    const theirs = Object.values(stored).flat().filter(Boolean).join(' / ')
    const mistake = { field: '', reason: 'item-moved', values: { theirs } }
    return show(c, newer, { typed, seen: fingerprint(stored), mistakes: [mistake] })
  }
  return backTo(c, done.location, 'event-desk.flash.saved')
}

async function changedSince(trx: Db, item: ProgrammeItem, seen: string): Promise<boolean> {
  const row = await trx
    .selectFrom('programme_items')
    .selectAll()
    .where('id', '=', item.id)
    .executeTakeFirst()
  return fingerprint(typedOf(itemSpecs, orNotFound(row))) !== seen
}

async function press(c: Ctx, way: 'move' | 'remove'): Promise<Response> {
  const { event, desk, item } = await itemAtHand(c)
  const submitted = await readSubmitted(c)
  const path = deskPath(event, '/programme')
  const up = submitted.fields.get('to')?.at(-1) === 'up'
  const done = await actOnce(c, { form: `event-desk.${way}`, submitted }, async (trx) => {
    const now = await lockEvent(trx, event.id)
    if (way === 'move') await moveItem(trx, desk, now, { item, up })
    else await removeItem(trx, desk, now, item)
    return path
  })
  if (done === 'expired') return backTo(c, path, 'event-desk.flash.expired', { failed: true })
  return backTo(c, path, way === 'move' ? 'event-desk.flash.saved' : 'event-desk.flash.removed')
}
