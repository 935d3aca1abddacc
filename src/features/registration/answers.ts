import * as v from 'valibot'
import { line, optionalLine, optionalText, text, ticked } from '../../http/fields.ts'
import { parseCount } from '../../lib/numbers.ts'
import type { Question } from '../editions/form-definition.ts'

/** The schema of an edition's own question, by its type. */
export function answerSchema(question: Question): v.GenericSchema {
  const { required } = question
  const codes = question.options?.map(({ code }) => code) ?? []
  switch (question.type) {
    case 'line':
      return required ? line(question.max ?? 200) : optionalLine(question.max ?? 200)
    case 'text':
      return required ? text(question.max ?? 2000) : optionalText(question.max ?? 2000)
    case 'count':
      return count(required, question.max ?? 10_000_000)
    case 'choice':
      return required
        ? v.picklist(codes, 'choose')
        : v.optional(v.picklist(['', ...codes], 'choose'), '')
    case 'choices':
      return required
        ? v.pipe(v.array(v.picklist(codes, 'choose')), v.minLength(1, 'choose'))
        : v.array(v.picklist(codes, 'choose'))
    case 'yes-no':
      return ticked
  }
}

/** A whole number as people write it: full-width, with commas, with 人 or 万. */
function count(required: boolean, most: number): v.GenericSchema {
  return v.pipe(
    v.optional(v.string(), ''),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const read = parseCount(dataset.value)
      if (!read.ok && read.reason === 'empty' && !required) return null
      if (read.ok && read.count <= most) return read.count
      const reasons = { empty: 'required', 'too-large': 'out-of-range', negative: 'out-of-range' }
      const reason = read.ok ? 'out-of-range' : (reasons[read.reason as 'empty'] ?? 'not-a-number')
      addIssue({ message: reason })
      return NEVER
    }),
  )
}
