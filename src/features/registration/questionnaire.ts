import * as v from 'valibot'
import type { Edition } from '../editions/edition.ts'
import { type FormItem, type FormStep, inputName, isAsked } from '../editions/form-definition.ts'
import { optionalLine } from '../../http/fields.ts'
import { type Mistake, parse, type Parsed } from '../../http/parse.ts'
import type { Submitted } from '../../http/submitted.ts'
import { answerSchema } from './answers.ts'
import { knownSchema, limits } from './known-fields.ts'

/** What a step of the form yields: canonical values by input name. */
export type Answers = Record<string, unknown>

/** The items that a step asks of this kind of participant, pictures apart. */
export function itemsOf(edition: Edition, step: FormStep, participantKind: string): FormItem[] {
  return edition.form[step].filter((item) => isAsked(item, participantKind))
}

/** Names of the items that may have several values. */
function listNames(items: FormItem[]): string[] {
  return items
    .filter((item) => ('field' in item ? item.field === 'kinds' : item.type === 'choices'))
    .map(inputName)
}

/**
 * Checks one step. The schema is built from the edition's form, so both profiles and every
 * question of a future edition go through the same lines.
 * @param year the year that a date without one belongs to
 */
export function readStep(
  edition: Edition,
  items: FormItem[],
  submitted: Submitted,
): Parsed<Answers> {
  const entries: Record<string, v.GenericSchema> = {}
  for (const item of items) {
    if ('field' in item && item.field === 'image') {
      entries['imageAlt'] = optionalLine(limits.imageAlt)
      entries['imageGone'] = v.optional(v.string(), '')
      entries['imageKept'] = v.optional(v.string(), '')
      continue
    }
    entries[inputName(item)] = 'field' in item ? knownSchema(item, edition) : answerSchema(item)
  }
  const parsed = parse(submitted, v.strictObject(entries), listNames(items))
  if (!parsed.ok) return parsed
  const mistakes = together(edition, items, parsed.value)
  return mistakes.length > 0 ? { ok: false, mistakes } : parsed
}

/** Rules between fields: dates that belong together, a place or the net. */
function together(edition: Edition, items: FormItem[], answers: Answers): Mistake[] {
  const asks = (name: string) => items.some((item) => inputName(item) === name)
  const mistakes: Mistake[] = []
  if (asks('period') && answers['period'] === 'dates' && asks('startsOn')) {
    const from = answers['startsOn'] as Temporal.PlainDate | null
    const to = answers['endsOn'] as Temporal.PlainDate | null
    if (!from) mistakes.push({ field: 'startsOn', reason: 'required' })
    if (from && to && Temporal.PlainDate.compare(to, from) < 0)
      mistakes.push({ field: 'endsOn', reason: 'before-start' })
    if (from && Math.abs(from.year - edition.year) > 1)
      mistakes.push({ field: 'startsOn', reason: 'other-year' })
  }
  return mistakes
}
