import * as v from 'valibot'
import type { Localized } from '../../lib/languages.ts'

const code = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/))
const localized = v.pipe(
  v.object({
    ja: v.pipe(v.string(), v.nonEmpty()),
    en: v.optional(v.string()),
    'zh-Hans': v.optional(v.string()),
    ko: v.optional(v.string()),
  }),
  v.transform((text): Localized => text),
)

const option = v.strictObject({
  code,
  label: localized,
  /** Shown beside the choice: what it means for whoever takes it. */
  note: v.optional(localized),
  /** How many applicants may take this choice. */
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
})

const question = v.strictObject({
  code,
  label: localized,
  hint: v.optional(localized),
  kind: v.picklist(['text', 'long', 'choice', 'choices']),
  options: v.optional(v.array(option), []),
  required: v.optional(v.boolean(), false),
  /** Asked only of those who took this choice of an earlier question. */
  showIf: v.optional(v.strictObject({ question: code, option: code })),
})

/** What organisers ask applicants beside name and address. */
export type Question = v.InferOutput<typeof question>
export const questionKinds = ['text', 'long', 'choice', 'choices'] as const

/** The questions of an event, in order. What an older version has written wrongly is left out. */
export function questionsOf(event: { questions: unknown[] }): Question[] {
  return event.questions.flatMap((one) => {
    const read = v.safeParse(question, one)
    return read.success ? [read.output] : []
  })
}
