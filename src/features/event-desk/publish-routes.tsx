import type { Db } from '../../db/database.ts'
import type { Ctx } from '../../http/context.ts'
import { inWords } from '../../http/form.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { editionOf } from '../editions/current.ts'
import { tellProposer } from '../partner-events/telling.ts'
import { actOnce, backTo } from './acting.ts'
import { deskPath, eventAtHand, lockEvent } from './at-hand.ts'
import { strangers, typedIn } from './form-input.ts'
import type { Missing } from './life.ts'
import { publishEvent, refuseEvent } from './living.ts'
import { showEvent } from './one-routes.tsx'
import { reasonSpec } from './places.ts'
import { readTyped } from './reading.ts'

/** Publishing, and the review of what partners propose. */
export function addPublishRoutes(list: Routes): void {
  list.post('/staff/events/:slug/publish', may('events.edit'), publish)
  list.post('/staff/events/:slug/refuse', may('events.edit'), refuse)
}

async function publish(c: Ctx): Promise<Response> {
  const { desk, event } = await eventAtHand(c)
  const submitted = await readSubmitted(c)
  const form = 'event-desk.publish'
  const done = await actOnce<Missing[] | 'not-now'>(c, { form, submitted }, async (trx) => {
    const missing = await publishEvent(trx, desk, event.id)
    if (missing.length > 0) return { refused: missing }
    await tellPartner(c, trx, event.id, 'listed')
    return deskPath(event)
  })
  if (done === 'expired')
    return backTo(c, deskPath(event), 'event-desk.flash.expired', { failed: true })
  if ('location' in done) return backTo(c, done.location, 'event-desk.flash.published')
  if (done.refused === 'not-now')
    return backTo(c, deskPath(event), 'event-desk.flash.not-now', { failed: true })
  return showEvent(c, { refused: done.refused })
}

async function refuse(c: Ctx): Promise<Response> {
  const { desk, event } = await eventAtHand(c)
  const submitted = await readSubmitted(c)
  const typed = typedIn(submitted, [reasonSpec])
  const { columns, mistakes } = readTyped([reasonSpec], typed)
  mistakes.push(...strangers(submitted, [reasonSpec]))
  if (mistakes.length > 0)
    return showEvent(c, { typed, mistakes: inWords(c, 'event-desk', mistakes) })
  const reason = columns['reason'] as string
  const done = await actOnce(c, { form: 'event-desk.refuse', submitted }, async (trx) => {
    const refused = await refuseEvent(trx, desk, { eventId: event.id, reason })
    if (!refused) return { refused: 'not-now' }
    await tellPartner(c, trx, event.id, 'refused')
    return deskPath(event)
  })
  const failed = done === 'expired' || 'refused' in done
  return backTo(
    c,
    deskPath(event),
    failed ? 'event-desk.flash.not-now' : 'event-desk.flash.refused',
    { failed },
  )
}

/** Whoever proposed an event from outside hears what became of it, in the same transaction. */
async function tellPartner(
  c: Ctx,
  trx: Db,
  eventId: number,
  told: 'listed' | 'refused',
): Promise<void> {
  const { config, now } = c.var
  const event = await lockEvent(trx, eventId)
  if (event.source !== 'partner' || !event.proposer_email) return
  const edition = await editionOf(c)
  await tellProposer(trx, { edition, config, now }, { event, told })
}
