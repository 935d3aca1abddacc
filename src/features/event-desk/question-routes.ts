import type { Routes } from '../../http/routes.ts'
import { questionsOf } from '../events/questions.ts'
import { addQuestionSheet } from './question-sheet.tsx'
import { saveQuestions } from './questions.ts'

/** What applicants are asked beside name and address. */
export function addQuestionRoutes(list: Routes): void {
  addQuestionSheet(list, {
    list: '/questions',
    one: '/questions',
    words: {
      title: 'event-desk.questions.title',
      lead: 'event-desk.questions.lead',
      none: 'event-desk.questions.none',
      noneText: 'event-desk.questions.none.text',
    },
    read: async (_, event) => questionsOf(event),
    save: saveQuestions,
  })
}
