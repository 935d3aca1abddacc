import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { inWords } from '../../http/form.tsx'
import { ownFields, type Mistake } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import type { Db } from '../../db/database.ts'
import { wakeTelling } from '../applications/waking.ts'
import { writeAudit } from '../audit/queries.ts'
import { shownOf } from '../event-messages/showing.ts'
import { actOnce, backTo } from './acting.ts'
import { type AtHand, deskPath, entryOf, eventAtHand } from './at-hand.ts'
import { dropDraft, type Texts } from './drafting.ts'
import { MessageView } from './message-view.tsx'
import { audienceOf, type EventMessage, messagesOf, toldOf } from './message-queries.ts'
import { holdMessage, lockMessage, sendMessage, stopMessage } from './sending.ts'
import { readFreeTexts, readTexts, textInputs } from './texts-fields.tsx'

const one = '/staff/events/:slug/messages/:message{[0-9]+}'

/** The one mail about what has changed: its words, its recipients, sending, pausing, giving up. */
export function addMessageRoutes(list: Routes): void {
  const access = may('applications.manage')
  list.get(one, access, async (c) => show(c, await messageAtHand(c), {}))
  list.post(`${one}/write`, access, write)
  list.post(`${one}/send`, access, send)
  list.post(`${one}/drop`, access, drop)
  list.post(`${one}/stop`, access, stop)
  for (const way of ['pause', 'resume'] as const)
    list.post(`${one}/${way}`, access, (c) => hold(c, way))
}

type MessageAtHand = AtHand & { message: EventMessage }

async function messageAtHand(c: Ctx): Promise<MessageAtHand> {
  const at = await eventAtHand(c, 'applications.manage')
  const id = idFrom(c.req.param('message'))
  const messages = await messagesOf(c.var.db, at.event.id)
  const own = messages.find((message) => message.id === id)
  return { ...at, message: orNotFound(own) }
}

const pathOf = ({ event, message }: MessageAtHand) => deskPath(event, `/messages/${message.id}`)

async function show(
  c: Ctx,
  at: MessageAtHand,
  showing: { texts?: Texts; mistakes?: Mistake[] },
): Promise<Response> {
  const { db, t } = c.var
  const { event, message, desk } = at
  const words = inWords(c, 'event-desk', showing.mistakes ?? [])
  return staffPage(
    c,
    { title: t(`event-desk.message.kind.${message.kind}`), mistaken: words.length > 0 },
    <MessageView
      c={c}
      event={event}
      message={message}
      texts={showing.texts ?? message.texts}
      mistakes={words}
      recipients={message.recipients ?? (await audienceOf(db, message))}
      told={await toldOf(db, message.id)}
      own={message.asked_by === desk.staff.id}
      free={message.kind === 'free' ? await shownOf(c, message) : undefined}
    />,
  )
}

async function write(c: Ctx): Promise<Response> {
  const at = await messageAtHand(c)
  const { event, desk, message } = at
  const submitted = await readSubmitted(c)
  const read = message.kind === 'free' ? readFreeTexts : readTexts
  const { texts, mistakes } = read(submitted)
  const known = new Set([...ownFields, ...textInputs, 'seen'])
  if ([...submitted.fields.keys()].some((name) => !known.has(name)))
    mistakes.push({ field: '', reason: 'unknown-field' })
  if (mistakes.length > 0) return show(c, at, { texts, mistakes })
  const seen = submitted.fields.get('seen')?.at(-1)
  const done = await actOnce(c, { form: 'event-desk.write', submitted }, async (trx) => {
    const locked = await lockMessage(trx, event.id, message.id)
    if (locked?.state !== 'draft') return { refused: 'not-now' }
    if (locked.changed_at.toString() !== seen) return { refused: 'words-moved' }
    await trx
      .updateTable('event_messages')
      .set({
        texts: JSON.stringify(texts),
        edited: true,
        changed_at: desk.now,
        asked_at: null,
        asked_by: null,
      })
      .where('id', '=', message.id)
      .execute()
    await writeAudit(trx, entryOf(desk, event, 'events.message-written'))
    return pathOf(at)
  })
  if (done === 'expired')
    return show(c, at, { texts, mistakes: [{ field: '', reason: 'expired' }] })
  if ('refused' in done)
    return show(c, await messageAtHand(c), {
      texts,
      mistakes: [{ field: '', reason: done.refused }],
    })
  return backTo(c, done.location, 'event-desk.flash.saved')
}

/** What a button of the page does; its outcome is the message that is shown next. */
async function press(
  c: Ctx,
  form: string,
  act: (trx: Db, at: MessageAtHand) => Promise<string>,
): Promise<Response> {
  const at = await messageAtHand(c)
  const submitted = await readSubmitted(c)
  let outcome = 'again'
  const done = await actOnce(c, { form, submitted }, async (trx) => {
    outcome = await act(trx, at)
    return pathOf(at)
  })
  wakeTelling(c.var.db)
  const key = done === 'expired' ? 'expired' : outcome
  const failed = ['expired', 'not-now', 'own', 'nobody', 'words-moved'].includes(key)
  return backTo(c, pathOf(at), `event-desk.sent.${key}` as 'event-desk.sent.queued', { failed })
}

async function send(c: Ctx): Promise<Response> {
  const submittedSeen = c.req.query('seen')
  return press(c, 'event-desk.send', async (trx, { desk, event, message }) => {
    const locked = await lockMessage(trx, event.id, message.id)
    if (locked?.changed_at.toString() !== submittedSeen) return 'words-moved'
    return sendMessage(trx, desk, event, message.id)
  })
}

function drop(c: Ctx): Promise<Response> {
  return press(c, 'event-desk.drop', async (trx, { desk, event, message }) => {
    const locked = await lockMessage(trx, event.id, message.id)
    if (locked?.state !== 'draft') return 'not-now'
    await dropDraft(trx, desk, event, locked)
    return 'dropped'
  })
}

function stop(c: Ctx): Promise<Response> {
  return press(c, 'event-desk.stop', async (trx, { desk, event, message }) =>
    (await stopMessage(trx, desk, event, message.id)) === undefined ? 'not-now' : 'stopped',
  )
}

function hold(c: Ctx, way: 'pause' | 'resume'): Promise<Response> {
  return press(c, `event-desk.${way}`, async (trx, { desk, event, message }) =>
    (await holdMessage(trx, desk, event, { id: message.id, way })) ? `${way}d` : 'not-now',
  )
}
