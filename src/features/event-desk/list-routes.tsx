import { may, type Routes } from '../../http/routes.ts'
import { can } from '../../http/roles.ts'
import { staffPage } from '../../http/staff-page.tsx'
import type { Ctx } from '../../http/context.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { inWords } from '../../http/form.tsx'
import type { Mistake } from '../../http/parse.ts'
import { poolsOf } from '../events/queries.ts'
import { actOnce, backTo } from './acting.ts'
import { deskOf, deskPath, eventAtHand } from './at-hand.ts'
import { copyEvent, createEvent, isFreeWord } from './creating.ts'
import { strangers, typedIn } from './form-input.ts'
import { ListView } from './list-view.tsx'
import { newSpecs, NewView } from './new-view.tsx'
import { listEvents, waitingOf } from './queries.ts'
import { readTyped } from './reading.ts'
import { faultsOf } from './faults.ts'
import type { Typed } from './spec.ts'

/** All events, a new one, and one like another. */
export function addListRoutes(list: Routes): void {
  list.get('/staff/events', may('events.read'), showAll)
  list.get('/staff/events/new', may('events.edit'), (c) =>
    showNew(c, { kind: ['seminar'], mode: ['online'], precision: ['exact'] }, []),
  )
  list.post('/staff/events/new', may('events.edit'), takeNew)
  list.post('/staff/events/:slug/copy', may('events.edit'), takeCopy)
}

async function showAll(c: Ctx): Promise<Response> {
  const { db, t } = c.var
  const { edition, staff } = await deskOf(c, 'events.read')
  const events = await listEvents(db, edition.id)
  const pools = await poolsOf(
    db,
    events.map(({ id }) => id),
  )
  return staffPage(
    c,
    { title: t('event-desk.list.title'), wide: true },
    <ListView
      c={c}
      events={events}
      pools={pools}
      waiting={await waitingOf(db, edition.id)}
      mayEdit={can(staff, 'events.edit', edition.id)}
    />,
  )
}

function showNew(c: Ctx, typed: Typed, mistakes: Mistake[]): Promise<Response> {
  return staffPage(
    c,
    { title: c.var.t('event-desk.new.title'), mistaken: mistakes.length > 0 },
    <NewView c={c} typed={typed} mistakes={inWords(c, 'event-desk', mistakes)} />,
  )
}

async function takeNew(c: Ctx): Promise<Response> {
  const desk = await deskOf(c, 'events.edit')
  const submitted = await readSubmitted(c)
  const typed = typedIn(submitted, newSpecs)
  const { columns, mistakes } = readTyped(newSpecs, typed)
  const { places, ...own } = columns
  if (typeof own['slug'] === 'string' && own['slug'] !== '' && !isFreeWord(own['slug']))
    mistakes.push({ field: 'slug', reason: 'code' })
  mistakes.push(...strangers(submitted, newSpecs))
  if (mistakes.length === 0) mistakes.push(...faultsOf({} as never, own))
  if (mistakes.length > 0) return showNew(c, typed, mistakes)
  const form = 'event-desk.new'
  const done = await actOnce(c, { form, submitted }, async (trx) => {
    const event = await createEvent(trx, desk, { columns: own, places: places as number })
    return event ? deskPath(event) : { refused: 'taken' as const }
  })
  if (done === 'expired') return showNew(c, typed, [{ field: '', reason: 'expired' }])
  if ('refused' in done) return showNew(c, typed, [{ field: 'slug', reason: 'taken' }])
  return backTo(c, done.location, 'event-desk.flash.created')
}

async function takeCopy(c: Ctx): Promise<Response> {
  const { desk, event } = await eventAtHand(c)
  const submitted = await readSubmitted(c)
  const done = await actOnce(c, { form: 'event-desk.copy', submitted }, async (trx) =>
    deskPath(await copyEvent(trx, desk, event)),
  )
  if (done === 'expired' || 'refused' in done)
    return backTo(c, deskPath(event), 'event-desk.flash.expired', { failed: true })
  return backTo(c, done.location, 'event-desk.flash.copied')
}
