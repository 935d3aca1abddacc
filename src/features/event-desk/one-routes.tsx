import type { Ctx } from '../../http/context.ts'
import type { MistakeInWords } from '../../http/form.tsx'
import { can } from '../../http/roles.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { historyOf } from '../audit/queries.ts'
import { organisersOf, poolsOf, programmeOf } from '../events/queries.ts'
import { eventAtHand, titleOf } from './at-hand.ts'
import { type Missing, missingOf } from './life.ts'
import { OneView } from './one-view.tsx'
import { materialsOf, waitingOf } from './queries.ts'
import { messagesOf } from './message-queries.ts'
import { isUntold } from './sections.ts'
import type { Typed } from './spec.ts'

/** One event at the desk: what stands, what waits, what can be done. */
export function addOneRoutes(list: Routes): void {
  list.get('/staff/events/:slug', may('events.read'), (c) => showEvent(c, {}))
}

type Showing = { refused?: Missing[]; typed?: Typed; mistakes?: MistakeInWords[] }

/** The event's page; after a publication that was refused with what is missing. */
export async function showEvent(c: Ctx, showing: Showing): Promise<Response> {
  const { db } = c.var
  const { desk, event } = await eventAtHand(c, 'events.read')
  const mayDo = (capability: Parameters<typeof can>[1]) =>
    can(desk.staff, capability, desk.edition.id)
  const [pools, organisers] = [await poolsOf(db, [event.id]), await organisersOf(db, [event.id])]
  const parts = { pools, organisers }
  const waiting = await waitingOf(db, desk.edition.id)
  const mistaken = Boolean(showing.refused ?? showing.mistakes)
  return staffPage(
    c,
    { title: titleOf(event, c.var.lang).text, mistaken },
    <OneView
      c={c}
      desk={desk}
      event={event}
      {...parts}
      programme={await programmeOf(db, event.id)}
      materials={await materialsOf(db, event.id)}
      messages={await messagesOf(db, event.id)}
      history={await historyOf(db, 'event', event.id)}
      waiting={waiting.get(event.id)}
      mayEdit={mayDo('events.edit')}
      maySeeApplicants={mayDo('applications.read')}
      missing={isUntold(event) ? missingOf(event, parts, desk.now) : []}
      refused={showing.refused !== undefined}
      typed={showing.typed ?? {}}
      mistakes={showing.mistakes ?? []}
    />,
  )
}
