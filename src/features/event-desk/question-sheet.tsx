import type { Ctx } from '../../http/context.ts'
import { orNotFound } from '../../http/faults.ts'
import { inWords } from '../../http/form.tsx'
import type { Mistake } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import type { Db } from '../../db/database.ts'
import type { MessageKey } from '../../i18n/keys.ts'
import type { VNode } from 'preact'
import type { CampaignEvent } from '../events/event.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import type { Question } from '../events/questions.ts'
import { actOnce, backTo } from './acting.ts'
import { type AtHand, deskPath, type EventDesk, eventAtHand, lockEvent } from './at-hand.ts'
import { strangers, typedIn } from './form-input.ts'
import { QuestionsView, QuestionView } from './question-views.tsx'
import { asColumns, conditionsFor, nextCode, questionFrom, questionSpecs } from './questions.ts'
import { readTyped } from './reading.ts'
import type { Typed } from './spec.ts'
import { fingerprint, typedOf } from './stored.ts'

/** A list of questions of an event that officers edit: those to applicants, those of a survey. */
export type QuestionSheet = {
  /** The list's page under the event's, and what stands before one question's code. */
  list: string
  one: string
  words: Record<'title' | 'lead' | 'none' | 'noneText', MessageKey>
  read(db: Db, event: CampaignEvent): Promise<Question[]>
  /** Writes the questions; the event's row is locked. */
  save(trx: Db, desk: EventDesk, event: CampaignEvent, questions: Question[]): Promise<void>
  /** Why nothing can be changed any more, if so. */
  closed?(db: Db, event: CampaignEvent): Promise<MessageKey | undefined>
  /** What stands between the heading and the questions. */
  above?(c: Ctx, at: AtHand): Promise<VNode>
}

/** The routes of a sheet: its list, and every question as a form. */
export function addQuestionSheet(list: Routes, sheet: QuestionSheet): void {
  const editing = may('events.edit')
  const one = `/staff/events/:slug${sheet.one}/:question`
  list.get(`/staff/events/:slug${sheet.list}`, editing, (c) => showAll(c, sheet))
  list.get(one, editing, async (c) => show(c, await questionAtHand(c, sheet), {}))
  list.post(one, editing, (c) => take(c, sheet))
  list.post(`${one}/move`, editing, (c) => press(c, sheet, 'move'))
  list.post(`${one}/remove`, editing, (c) => press(c, sheet, 'remove'))
}

type QuestionAtHand = AtHand & {
  sheet: QuestionSheet
  questions: Question[]
  question: Question | undefined
}

/** The question of the address; `new` is none yet. */
async function questionAtHand(c: Ctx, sheet: QuestionSheet): Promise<QuestionAtHand> {
  const at = await eventAtHand(c)
  const questions = await sheet.read(c.var.db, at.event)
  const code = c.req.param('question')
  const question = questions.find((other) => other.code === code)
  const found = code === 'new' ? undefined : orNotFound(question)
  return { ...at, sheet, questions, question: found }
}

async function showAll(c: Ctx, sheet: QuestionSheet): Promise<Response> {
  const at = await eventAtHand(c)
  const { event } = at
  return staffPage(
    c,
    { title: c.var.t(sheet.words.title) },
    <QuestionsView
      c={c}
      event={event}
      sheet={sheet}
      questions={await sheet.read(c.var.db, event)}
      above={await sheet.above?.(c, at)}
      closed={await sheet.closed?.(c.var.db, event)}
    />,
  )
}

type Showing = { typed?: Typed; seen?: string; mistakes?: Mistake[] }

/** The form's values as they stand, with the condition. */
function storedTyped(question: Question | undefined): Typed {
  if (!question) return {}
  const { showIf } = question
  return {
    ...typedOf(questionSpecs, asColumns(question)),
    show_if: [showIf ? `${showIf.question}=${showIf.option}` : ''],
  }
}

function show(c: Ctx, at: QuestionAtHand, showing: Showing): Promise<Response> {
  const { event, sheet, questions, question } = at
  const words = inWords(c, 'event-desk', showing.mistakes ?? [])
  const stored = storedTyped(question)
  return staffPage(
    c,
    { title: c.var.t('event-desk.questions.one'), mistaken: words.length > 0 },
    <QuestionView
      c={c}
      event={event}
      sheet={sheet}
      question={question}
      conditions={conditionsFor(questions, question?.code)}
      typed={showing.typed ?? stored}
      seen={showing.seen ?? fingerprint(stored)}
      mistakes={words}
    />,
  )
}

async function take(c: Ctx, sheet: QuestionSheet): Promise<Response> {
  const at = await questionAtHand(c, sheet)
  const { questions, question: before } = at
  const submitted = await readSubmitted(c)
  const showIf = submitted.fields.get('show_if')?.at(-1) ?? ''
  const seen = submitted.fields.get('seen')?.at(-1) ?? ''
  const typed: Typed = { ...typedIn(submitted, questionSpecs), show_if: [showIf] }
  const { columns, mistakes } = readTyped(questionSpecs, typed)
  if (showIf && !conditionsFor(questions, before?.code).some(({ value }) => value === showIf))
    mistakes.push({ field: 'show_if', reason: 'choose' })
  mistakes.push(...strangers(submitted, questionSpecs, ['show_if', 'seen']))
  if (mistakes.length > 0) return show(c, at, { typed, seen, mistakes })
  const read = questionFrom(columns, { code: before?.code ?? nextCode(questions), before, showIf })
  if (read.mistakes.length > 0) return show(c, at, { typed, seen, mistakes: read.mistakes })
  const done = await keep(c, at, { submitted, seen, question: read.question })
  if (done === 'expired')
    return show(c, at, { typed, seen, mistakes: [{ field: '', reason: 'expired' }] })
  if ('location' in done) return backTo(c, done.location, 'event-desk.flash.saved')
  if (done.refused === 'moved') return tellOfColleague(c, sheet, typed)
  return backTo(c, deskPath(at.event, sheet.list), done.refused.closed, { failed: true })
}

type Refused = 'moved' | { closed: MessageKey }

/** Writes one question among the others, unless a colleague has changed it or all are closed. */
function keep(
  c: Ctx,
  { sheet, event, desk, question: before }: QuestionAtHand,
  about: { submitted: Submitted; seen: string; question: Question },
) {
  const { submitted, seen } = about
  return actOnce<Refused>(c, { form: 'event-desk.question', submitted }, async (trx) => {
    const now = await lockEvent(trx, event.id)
    const closed = await sheet.closed?.(trx, now)
    if (closed) return { refused: { closed } }
    const current = await sheet.read(trx, now)
    const known = current.find(({ code }) => code === before?.code)
    if (before && fingerprint(storedTyped(known)) !== seen) return { refused: 'moved' }
    const code = before?.code ?? nextCode(current)
    const own = { ...about.question, code }
    const after = known ? current.map((q) => (q.code === code ? own : q)) : [...current, own]
    await sheet.save(trx, desk, now, after)
    return deskPath(event, sheet.list)
  })
}

/** The officer's words stay in the form, the colleague's are told of; sending again is a choice. */
async function tellOfColleague(c: Ctx, sheet: QuestionSheet, typed: Typed): Promise<Response> {
  const newer = await questionAtHand(c, sheet)
  const stored = storedTyped(newer.question)
  const theirs = Object.values(stored).flat().filter(Boolean).join(' / ')
  const mistakes = [{ field: '', reason: 'item-moved', values: { theirs } }]
  return show(c, newer, { typed, seen: fingerprint(stored), mistakes })
}

async function press(c: Ctx, sheet: QuestionSheet, way: 'move' | 'remove'): Promise<Response> {
  const { event, desk, question } = await questionAtHand(c, sheet)
  const submitted = await readSubmitted(c)
  const path = deskPath(event, sheet.list)
  const up = submitted.fields.get('to')?.at(-1) === 'up'
  const done = await actOnce<MessageKey>(
    c,
    { form: `event-desk.${way}`, submitted },
    async (trx) => {
      const now = await lockEvent(trx, event.id)
      const closed = await sheet.closed?.(trx, now)
      if (closed) return { refused: closed }
      await sheet.save(trx, desk, now, without(await sheet.read(trx, now), question, { way, up }))
      return path
    },
  )
  if (done === 'expired') return backTo(c, path, 'event-desk.flash.expired', { failed: true })
  if ('refused' in done) return backTo(c, path, done.refused, { failed: true })
  return backTo(c, path, way === 'move' ? 'event-desk.flash.saved' : 'event-desk.flash.removed')
}

function without(
  questions: Question[],
  question: Question | undefined,
  { way, up }: { way: 'move' | 'remove'; up: boolean },
): Question[] {
  const at = questions.findIndex(({ code }) => code === question?.code)
  const rest = questions.filter((_, index) => index !== at)
  const moved = questions[at]
  if (way === 'remove' || !moved) return rest
  return rest.toSpliced(Math.max(0, up ? at - 1 : at + 1), 0, moved)
}
