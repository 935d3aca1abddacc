import type { Ctx } from '../../http/context.ts'
import { orNotFound } from '../../http/faults.ts'
import { inWords } from '../../http/form.tsx'
import type { Mistake } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { type Question, questionsOf } from '../events/questions.ts'
import { actOnce, backTo } from './acting.ts'
import { type AtHand, deskPath, eventAtHand, lockEvent } from './at-hand.ts'
import { strangers, typedIn } from './form-input.ts'
import { QuestionsView, QuestionView } from './question-views.tsx'
import {
  asColumns,
  conditionsFor,
  nextCode,
  questionFrom,
  questionSpecs,
  saveQuestions,
} from './questions.ts'
import { readTyped } from './reading.ts'
import type { Typed } from './spec.ts'
import { fingerprint, typedOf } from './stored.ts'

const all = '/staff/events/:slug/questions'
const one = `${all}/:question`

/** What applicants are asked beside name and address. */
export function addQuestionRoutes(list: Routes): void {
  const editing = may('events.edit')
  list.get(all, editing, showAll)
  list.get(one, editing, async (c) => show(c, await questionAtHand(c), {}))
  list.post(one, editing, take)
  list.post(`${one}/move`, editing, (c) => press(c, 'move'))
  list.post(`${one}/remove`, editing, (c) => press(c, 'remove'))
}

type QuestionAtHand = AtHand & { question: Question | undefined }

/** The question of the address; `new` is none yet. */
async function questionAtHand(c: Ctx): Promise<QuestionAtHand> {
  const at = await eventAtHand(c)
  const code = c.req.param('question')
  if (code === 'new') return { ...at, question: undefined }
  const question = questionsOf(at.event).find((other) => other.code === code)
  return { ...at, question: orNotFound(question) }
}

async function showAll(c: Ctx): Promise<Response> {
  const { event } = await eventAtHand(c)
  return staffPage(
    c,
    { title: c.var.t('event-desk.questions.title') },
    <QuestionsView c={c} event={event} questions={questionsOf(event)} />,
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

function show(c: Ctx, { event, question }: QuestionAtHand, showing: Showing): Promise<Response> {
  const words = inWords(c, 'event-desk', showing.mistakes ?? [])
  const stored = storedTyped(question)
  return staffPage(
    c,
    { title: c.var.t('event-desk.questions.one'), mistaken: words.length > 0 },
    <QuestionView
      c={c}
      event={event}
      question={question}
      conditions={conditionsFor(questionsOf(event), question?.code)}
      typed={showing.typed ?? stored}
      seen={showing.seen ?? fingerprint(stored)}
      mistakes={words}
    />,
  )
}

async function take(c: Ctx): Promise<Response> {
  const at = await questionAtHand(c)
  const { event, desk, question: before } = at
  const submitted = await readSubmitted(c)
  const showIf = submitted.fields.get('show_if')?.at(-1) ?? ''
  const seen = submitted.fields.get('seen')?.at(-1) ?? ''
  const typed: Typed = { ...typedIn(submitted, questionSpecs), show_if: [showIf] }
  const { columns, mistakes } = readTyped(questionSpecs, typed)
  const questions = questionsOf(event)
  if (showIf && !conditionsFor(questions, before?.code).some(({ value }) => value === showIf))
    mistakes.push({ field: 'show_if', reason: 'choose' })
  mistakes.push(...strangers(submitted, questionSpecs, ['show_if', 'seen']))
  if (mistakes.length > 0) return show(c, at, { typed, seen, mistakes })
  const read = questionFrom(columns, { code: before?.code ?? nextCode(questions), before, showIf })
  if (read.mistakes.length > 0) return show(c, at, { typed, seen, mistakes: read.mistakes })
  const done = await actOnce(c, { form: 'event-desk.question', submitted }, async (trx) => {
    const now = await lockEvent(trx, event.id)
    const current = questionsOf(now)
    const known = current.find(({ code }) => code === before?.code)
    if (before && fingerprint(storedTyped(known)) !== seen) return { refused: 'moved' }
    const code = before?.code ?? nextCode(current)
    const own = { ...read.question, code }
    const after = known ? current.map((q) => (q.code === code ? own : q)) : [...current, own]
    await saveQuestions(trx, desk, now, after)
    return deskPath(event, '/questions')
  })
  if (done === 'expired')
    return show(c, at, { typed, seen, mistakes: [{ field: '', reason: 'expired' }] })
  if ('refused' in done) return tellOfColleague(c, typed)
  return backTo(c, done.location, 'event-desk.flash.saved')
}

/** The officer's words stay in the form, the colleague's are told of; sending again is a choice. */
async function tellOfColleague(c: Ctx, typed: Typed): Promise<Response> {
  const newer = await questionAtHand(c)
  const stored = storedTyped(newer.question)
  const theirs = Object.values(stored).flat().filter(Boolean).join(' / ')
  const mistakes = [{ field: '', reason: 'item-moved', values: { theirs } }]
  return show(c, newer, { typed, seen: fingerprint(stored), mistakes })
}

async function press(c: Ctx, way: 'move' | 'remove'): Promise<Response> {
  const { event, desk, question } = await questionAtHand(c)
  const submitted = await readSubmitted(c)
  const path = deskPath(event, '/questions')
  const up = submitted.fields.get('to')?.at(-1) === 'up'
  const done = await actOnce(c, { form: `event-desk.${way}`, submitted }, async (trx) => {
    const now = await lockEvent(trx, event.id)
    await saveQuestions(trx, desk, now, without(questionsOf(now), question, { way, up }))
    return path
  })
  if (done === 'expired') return backTo(c, path, 'event-desk.flash.expired', { failed: true })
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
