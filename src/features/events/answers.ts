import * as v from 'valibot'
import { line, optionalLine, optionalText, text } from '../../http/fields.ts'
import type { Mistake } from '../../http/parse.ts'
import type { Question } from './questions.ts'

/** What somebody answered, by the question's code: a text, or the codes that were chosen. */
export type Answers = Record<string, string | string[]>

function needsOptions({ kind }: Pick<Question, 'kind'>): boolean {
  return kind === 'choice' || kind === 'choices'
}

/** The name of a question's field in a form. */
export function fieldOf({ code: own }: Pick<Question, 'code'>): string {
  return `q-${own}`
}

/** Names of the fields that may come several times, for parse(). */
export function listFields(questions: readonly Question[]): string[] {
  return questions.filter(({ kind }) => kind === 'choices').map(fieldOf)
}

/** The fields of all questions for a form's schema; whether one is required depends on the others. */
export function questionFields(questions: readonly Question[]): Record<string, v.GenericSchema> {
  return Object.fromEntries(questions.map((one) => [fieldOf(one), fieldSchema(one)]))
}

function fieldSchema(one: Question): v.GenericSchema {
  const codes = one.options.map((option) => option.code)
  const must = one.required && !one.showIf
  switch (one.kind) {
    case 'text':
      return must ? line(200) : optionalLine(200)
    case 'long':
      return must ? text(2000) : optionalText(2000)
    case 'choice':
      return v.pipe(
        v.optional(v.string(), ''),
        v.check((value) => codes.includes(value) || (value === '' && !must), 'choose'),
      )
    case 'choices':
      return v.pipe(
        v.array(v.picklist(codes, 'choose')),
        v.minLength(must ? 1 : 0, 'choose'),
        v.transform((values) => [...new Set(values)]),
      )
  }
}

/**
 * The answers in a form's parsed values. What was typed into a question that is not asked of this
 * person is dropped; what is asked and required but empty is a mistake.
 */
export function readAnswers(
  questions: readonly Question[],
  values: Record<string, unknown>,
): { answers: Answers; mistakes: Mistake[] } {
  const answers: Answers = {}
  const mistakes: Mistake[] = []
  for (const one of questions) {
    if (!isAsked(one, answers)) continue
    const value = values[fieldOf(one)] as string | string[] | undefined
    if (value !== undefined && value.length > 0) answers[one.code] = value
    else if (one.required)
      mistakes.push({ field: fieldOf(one), reason: needsOptions(one) ? 'choose' : 'required' })
  }
  return { answers, mistakes }
}

/** Whether a question is asked of somebody with these answers. */
function isAsked({ showIf }: Question, answers: Answers): boolean {
  return !showIf || [answers[showIf.question] ?? []].flat().includes(showIf.option)
}
