import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { orNotFound } from '../../http/faults.ts'
import { can } from '../../http/roles.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import type { Cell } from '../../lib/csv.ts'
import { pick } from '../../lib/languages.ts'
import { receiptNumber } from '../applications/application.ts'
import { writeAudit } from '../audit/queries.ts'
import { entryOf, eventAtHand } from '../event-desk/at-hand.ts'
import { type Question, questionsOf } from '../events/questions.ts'
import { formatOf, tableFile } from '../intake/table-file.ts'
import { answersOf, countAsked, surveyOf } from './queries.ts'
import { ResultsView } from './results-view.tsx'
import { tallyOf } from './survey.ts'

/** What those who came have answered: a page with pictures, and a file. */
export function addResultsRoutes(list: Routes): void {
  list.get('/staff/events/:slug/survey/results', may('applications.read'), show)
  list.get('/staff/events/:slug/survey/export', may('applications.export'), exportAnswers)
}

async function show(c: Ctx): Promise<Response> {
  const { db, t } = c.var
  const { event, desk } = await eventAtHand(c, 'applications.read')
  const survey = await surveyOf(db, event.id)
  const answers = await answersOf(db, event.id)
  return staffPage(
    c,
    { title: t('surveys.results.title') },
    <ResultsView
      c={c}
      event={event}
      survey={survey}
      answers={answers.length}
      asked={await countAsked(db, event.id)}
      tallies={tallyOf(survey ? questionsOf(survey) : [], answers)}
      mayExport={can(desk.staff, 'applications.export', desk.edition.id)}
    />,
  )
}

/** One row an answer; who gave it only where the people were told so. Every export is logged. */
async function exportAnswers(c: Ctx): Promise<Response> {
  const { db, t, lang } = c.var
  const { event, desk } = await eventAtHand(c, 'applications.export')
  const survey = orNotFound(await surveyOf(db, event.id))
  const answers = await answersOf(db, event.id)
  const format = formatOf(c)
  const after = { rows: answers.length, format }
  await transaction(db, (trx) =>
    writeAudit(trx, entryOf(desk, event, 'events.survey-exported', { after })),
  )
  const questions = questionsOf(survey)
  const who = survey.anonymous ? [] : [t('applicants.column.number'), t('applicants.column.name')]
  const whoOf = (one: (typeof answers)[number]): Cell[] =>
    survey.anonymous
      ? []
      : [one.number === null ? '' : receiptNumber(event.slug, one.number), one.name ?? '']
  return tableFile(
    {
      name: `survey-${event.slug}`,
      sheetName: event.slug,
      header: [...who, ...questions.map(({ label }) => pick(label, lang).text)],
      rows: answers.map((one) => [
        ...whoOf(one),
        ...questions.map((question) => cellOf(c, question, one.answers[question.code])),
      ]),
    },
    format,
  )
}

/** An answer as text: the names of what was chosen, not their codes. */
function cellOf(c: Ctx, { options }: Question, answer: string | string[] | undefined): string {
  return [answer ?? []]
    .flat()
    .map((value) => {
      const option = options.find(({ code }) => code === value)
      return option ? pick(option.label, c.var.lang).text : value
    })
    .join('、')
}
