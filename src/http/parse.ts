import * as v from 'valibot'
import type { Submitted } from './submitted.ts'

/** Names that belong to the form itself and not to what it asks. */
export const ownFields = ['_stamp', '_work', 'homepage_address', 'confirm_terms_again']

/** A mistake: the field it stands at, and the reason as a code that the feature puts into words. */
export type Mistake = { field: string; reason: string; values?: Record<string, string | number> }

export type Parsed<Output> = { ok: true; value: Output } | { ok: false; mistakes: Mistake[] }

/**
 * Checks a form against its schema. Unknown fields are a mistake of the field `''` (R3). A schema's
 * messages are reason codes such as `too-long`, with values after a colon: `too-long:80`.
 * @param lists names of the fields that may come several times
 */
export function parse<Schema extends v.GenericSchema>(
  submitted: Submitted,
  schema: Schema,
  lists: readonly string[] = [],
): Parsed<v.InferOutput<Schema>> {
  const input: Record<string, unknown> = {}
  for (const [name, values] of submitted.fields) {
    if (ownFields.includes(name)) continue
    input[name] = lists.includes(name) ? values : values.at(-1)
  }
  for (const list of lists) input[list] ??= []
  const result = v.safeParse(schema, input)
  if (result.success) return { ok: true, value: result.output }
  return { ok: false, mistakes: firstOfEach(result.issues.map(toMistake)) }
}

/** The value of a field as typed, for showing the form again. */
export function typed(submitted: Submitted, field: string): string {
  return submitted.fields.get(field)?.at(-1) ?? ''
}

function toMistake(issue: v.BaseIssue<unknown>): Mistake {
  const field = issue.path?.[0]?.key
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return { field: '', reason: 'unknown-field' }
  const missing = issue.received === 'undefined'
  const [reason = 'invalid', max] = missing ? ['required'] : issue.message.split(':')
  const known = /^[a-z-]+$/.test(reason)
  const mistake: Mistake = { field: String(field ?? ''), reason: known ? reason : 'invalid' }
  if (max !== undefined)
    mistake.values = { max: Number(max), length: [...String(issue.input)].length }
  return mistake
}

function firstOfEach(mistakes: Mistake[]): Mistake[] {
  const seen = new Set<string>()
  return mistakes.filter(({ field }) => !seen.has(field) && seen.add(field))
}
