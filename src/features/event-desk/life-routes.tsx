import type { Ctx } from '../../http/context.ts'
import { inWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { ownFields, type Mistake } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { programmeOf } from '../events/queries.ts'
import { actOnce, backTo } from './acting.ts'
import { type AtHand, deskPath, eventAtHand } from './at-hand.ts'
import { compose, type Texts } from './drafting.ts'
import { knownOf } from './known.ts'
import { afterAct, possibleActs, type ToldAct, toldActs, type Wish, wishFaults } from './life.ts'
import { type LifeProps, lifePage } from './life-view.tsx'
import { actOn } from './living.ts'
import { countRecipients, findDraft } from './message-queries.ts'
import { readTyped } from './reading.ts'
import { modes } from './sections.ts'
import { sendMessage } from './sending.ts'
import type { Spec, Typed } from './spec.ts'
import { readTexts, textInputs } from './texts-fields.tsx'

/** Postponing, converting, cancelling, re-opening: what will happen is shown before it does. */
export function addLifeRoutes(list: Routes): void {
  for (const act of toldActs) {
    const path = `/staff/events/:slug/${act}`
    list.get(path, may('events.edit'), (c) => ask(c, act))
    list.post(path, may('events.edit'), (c) => take(c, act))
  }
}

const wishSpecs: readonly Spec[] = [
  { name: 'starts_at', kind: 'instant' },
  { name: 'ends_at', kind: 'instant' },
]
const wishFields = ['until', 'starts_at', 'ends_at', 'mode', 'reason'] as const

type Wished = { wish: Wish; typed: Typed; mistakes: Mistake[] }

/** What the officer wishes, from the address of the second page or from the form that acts. */
function readWish({ event, desk }: AtHand, act: ToldAct, values: (name: string) => string): Wished {
  const typed = Object.fromEntries(wishFields.map((name) => [name, [values(name)]]))
  const open = act === 'postpone' && values('until') === 'open'
  const read = readTyped(open ? [] : wishSpecs, typed)
  const mode = modes.find((one) => one === values('mode')) ?? event.mode
  const wish: Wish = {
    startsAt: (read.columns['starts_at'] as Temporal.Instant | undefined) ?? null,
    endsAt: (read.columns['ends_at'] as Temporal.Instant | undefined) ?? null,
    mode,
  }
  const faults = wishFaults(event, act, { ...wish, open, now: desk.now })
  return { wish, typed, mistakes: read.mistakes.length > 0 ? read.mistakes : faults }
}

async function ask(c: Ctx, act: ToldAct): Promise<Response> {
  const at = await eventAtHand(c)
  if (!possibleActs(at.event).includes(act)) return c.redirect(to(c, deskPath(at.event)), 303)
  const simple = act === 'cancel' || act === 'reopen'
  const wished = readWish(at, act, (name) => c.req.query(name) ?? '')
  const asked = simple || c.req.query('until') !== undefined || c.req.query('mode') !== undefined
  if (!asked) return show(c, at, { act, wished: { ...wished, mistakes: [] }, step: 'wish' })
  return show(c, at, { act, wished, step: wished.mistakes.length > 0 ? 'wish' : 'confirm' })
}

type Showing = {
  act: ToldAct
  wished: Wished
  step: LifeProps['step']
  written?: Texts
  moved?: boolean
}

async function show(c: Ctx, at: AtHand, showing: Showing): Promise<Response> {
  const { db } = c.var
  const { event, desk } = at
  const { act, wished } = showing
  const after = afterAct(event, act, wished.wish)
  const programme = await programmeOf(db, event.id)
  const draft = await findDraft(db, event.id)
  const composed =
    showing.step === 'confirm'
      ? compose(desk.edition, event, {
          draft,
          before: knownOf(event, programme),
          after: knownOf(after, programme),
        })
      : undefined
  return lifePage({
    c,
    event,
    after,
    act,
    step: showing.step,
    typed: wished.typed,
    mistakes: inWords(c, 'event-desk', wished.mistakes),
    recipients: await countRecipients(db, event.id),
    texts: showing.written ?? composed?.texts,
    moved: showing.moved ?? false,
  })
}

async function take(c: Ctx, act: ToldAct): Promise<Response> {
  const at = await eventAtHand(c)
  const { event, desk } = at
  const submitted = await readSubmitted(c)
  const one = (name: string) => submitted.fields.get(name)?.at(-1) ?? ''
  const wished = readWish(at, act, one)
  const { texts: written, mistakes } = wordsIn(submitted)
  const wrong = [...wished.mistakes, ...mistakes, ...unknown(submitted)]
  if (one('reason').trim() === '') wrong.push({ field: 'reason', reason: 'required' })
  const again = (more: Mistake[], moved = false) => {
    const step = wished.mistakes.length > 0 ? 'wish' : 'confirm'
    const showing = { act, wished: { ...wished, mistakes: more }, step, moved } as const
    return show(c, at, written ? { ...showing, written } : showing)
  }
  if (!possibleActs(event).includes(act))
    return backTo(c, deskPath(event), 'event-desk.flash.not-now', { failed: true })
  if (wrong.length > 0) return again(wrong)
  const told = one('tell') === 'now'
  let sent: Awaited<ReturnType<typeof sendMessage>> | undefined
  const done = await actOnce(c, { form: `event-desk.${act}`, submitted }, async (trx) => {
    const acted = await actOn(trx, desk, {
      eventId: event.id,
      act,
      wish: wished.wish,
      seen: one('seen'),
      written,
      reason: one('reason').slice(0, 400),
    })
    if ('refused' in acted) return { refused: acted.refused }
    if (acted.messageId === undefined) return deskPath(event)
    if (told) sent = await sendMessage(trx, desk, acted.event, acted.messageId)
    return deskPath(event, `/messages/${acted.messageId}`)
  })
  if (done === 'expired') return again([{ field: '', reason: 'expired' }])
  if ('refused' in done) return again([{ field: '', reason: done.refused }], true)
  return backTo(c, done.location, sent ? `event-desk.sent.${sent}` : `event-desk.flash.${act}`)
}

/** The words that the page carried; none when there was nobody to tell. */
function wordsIn(submitted: Submitted): { texts: Texts | undefined; mistakes: Mistake[] } {
  if (!submitted.fields.has('subject-ja')) return { texts: undefined, mistakes: [] }
  return readTexts(submitted)
}

function unknown(submitted: Submitted): Mistake[] {
  const known = new Set<string>([...ownFields, ...wishFields, ...textInputs, 'seen', 'tell'])
  const strange = [...submitted.fields.keys()].some((name) => !known.has(name))
  return strange ? [{ field: '', reason: 'unknown-field' }] : []
}
