import type { Ctx } from '../../http/context.ts'
import { inWords, type MistakeInWords } from '../../http/form.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { actOnce, backTo } from '../event-desk/acting.ts'
import { type AtHand, deskPath, eventAtHand, lockEvent } from '../event-desk/at-hand.ts'
import { strangers, typedIn } from '../event-desk/form-input.ts'
import { addQuestionSheet, type QuestionSheet } from '../event-desk/question-sheet.tsx'
import { readTyped } from '../event-desk/reading.ts'
import type { Typed } from '../event-desk/spec.ts'
import { typedOf } from '../event-desk/stored.ts'
import { questionsOf } from '../events/questions.ts'
import { DeskPanel, SettingsView } from './desk-views.tsx'
import { countAnswers, surveyOf } from './queries.ts'
import { saveSettings, settingSpecs, writeQuestions } from './setting-up.ts'

const sheet: QuestionSheet = {
  list: '/survey',
  one: '/survey/questions',
  words: {
    title: 'surveys.title',
    lead: 'surveys.desk.lead',
    none: 'event-desk.questions.none',
    noneText: 'surveys.desk.none.text',
  },
  read: async (db, event) => questionsOf((await surveyOf(db, event.id)) ?? { questions: [] }),
  save: writeQuestions,
  closed: async (db, event) =>
    (await countAnswers(db, event.id)) > 0 ? 'surveys.desk.frozen' : undefined,
  async above(c, { event }) {
    const survey = await surveyOf(c.var.db, event.id)
    const answers = await countAnswers(c.var.db, event.id)
    return <DeskPanel c={c} event={event} survey={survey} answers={answers} />
  },
}

/** What officers ask those who came: questions, anonymity, until when. */
export function addDeskRoutes(list: Routes): void {
  const settings = '/staff/events/:slug/survey/settings'
  addQuestionSheet(list, sheet)
  list.get(settings, may('events.edit'), async (c) => show(c, await eventAtHand(c), {}))
  list.post(settings, may('events.edit'), take)
}

type Showing = { typed?: Typed; mistakes?: MistakeInWords[] }

async function show(c: Ctx, { event }: AtHand, showing: Showing): Promise<Response> {
  const survey = await surveyOf(c.var.db, event.id)
  const stored = typedOf(settingSpecs, {
    anonymous: (survey?.anonymous ?? true) ? 'yes' : 'no',
    closes_at: survey?.closes_at,
  })
  const { typed = stored, mistakes = [] } = showing
  return staffPage(
    c,
    { title: c.var.t('surveys.desk.settings'), mistaken: mistakes.length > 0 },
    <SettingsView c={c} event={event} typed={typed} mistakes={mistakes} />,
  )
}

async function take(c: Ctx): Promise<Response> {
  const at = await eventAtHand(c)
  const submitted = await readSubmitted(c)
  const typed = typedIn(submitted, settingSpecs)
  const read = readTyped(settingSpecs, typed)
  const mistakes = [...strangers(submitted, settingSpecs), ...read.mistakes]
  const again = (reasons: typeof mistakes) =>
    show(c, at, { typed, mistakes: inWords(c, 'surveys', reasons) })
  if (mistakes.length > 0) return again(mistakes)
  const done = await actOnce(c, { form: 'surveys.settings', submitted }, async (trx) => {
    const event = await lockEvent(trx, at.event.id)
    const saved = await saveSettings(trx, at.desk, event, read.columns)
    return saved ? deskPath(event, '/survey') : { refused: 'promised' }
  })
  if (done === 'expired') return again([{ field: '', reason: 'expired' }])
  if ('refused' in done) return again([{ field: 'anonymous', reason: done.refused }])
  return backTo(c, done.location, 'event-desk.flash.saved')
}
