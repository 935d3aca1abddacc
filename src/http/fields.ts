import * as v from 'valibot'
import { cleanLine, cleanText, graphemeLength } from '../lib/clean-text.ts'

// The building blocks of form schemas. Messages are reason codes; see parse.ts.

/** One line of text, cleaned; `max` counts what people see as characters. */
export const line = (max: number) =>
  v.pipe(
    v.string(),
    v.transform(cleanLine),
    v.nonEmpty('required'),
    v.check((text) => graphemeLength(text) <= max, `too-long:${max}`),
  )

/** A line that may be left empty. */
export const optionalLine = (max: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform(cleanLine),
    v.check((text) => graphemeLength(text) <= max, `too-long:${max}`),
  )

/** Several lines of text, cleaned. */
export const text = (max: number) =>
  v.pipe(
    v.string(),
    v.transform(cleanText),
    v.nonEmpty('required'),
    v.check((value) => graphemeLength(value) <= max, `too-long:${max}`),
  )

/** Several lines that may be left empty. */
export const optionalText = (max: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform(cleanText),
    v.check((value) => graphemeLength(value) <= max, `too-long:${max}`),
  )

/** One of these codes. */
export const oneOf = <const Codes extends readonly string[]>(codes: Codes) =>
  v.picklist(codes, 'choose')

/** A ticked box sends `yes`; an empty one sends nothing. */
export const ticked = v.pipe(
  v.optional(v.string(), ''),
  v.transform((value) => value === 'yes'),
)
