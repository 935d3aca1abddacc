import { type Mistake, ownFields } from '../../http/parse.ts'
import type { Submitted } from '../../http/submitted.ts'
import type { Spec, Typed } from './spec.ts'
import { inputsOf } from './stored.ts'

/** What was typed into these columns, exactly as typed. */
export function typedIn(submitted: Submitted, specs: readonly Spec[]): Typed {
  return Object.fromEntries(
    specs.flatMap(inputsOf).map((name) => [name, submitted.fields.get(name) ?? []]),
  )
}

/** A field that the form does not have is a mistake of the whole form. */
export function strangers(
  submitted: Submitted,
  specs: readonly Spec[],
  others: readonly string[] = [],
): Mistake[] {
  const known = new Set([...ownFields, ...specs.flatMap(inputsOf), ...others])
  const strange = [...submitted.fields.keys()].some((name) => !known.has(name))
  return strange ? [{ field: '', reason: 'unknown-field' }] : []
}
