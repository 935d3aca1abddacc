import type { MistakeInWords } from '../../http/form.tsx'
import type { Ctx } from '../../http/context.ts'

/** Values as they stand in a form's fields. */
export type Typed = Record<string, string[]>

/**
 * One column as officers edit it. Its label is the message `event-desk.field.<name>`, or that of `words`
 * where columns of two tables share a name; the words of a
 * choice are `event-desk.<name>.<code>`.
 */
export type Spec = { name: string; required?: true; words?: string } & Kind
type Kind =
  /** Text by language, in jsonb. `max` in characters. */
  | { kind: 'texts'; max: number; long?: true }
  | { kind: 'line'; max: number }
  | { kind: 'address' }
  /** An instant, typed as clocks in Tokyo tell it. */
  | { kind: 'instant' }
  | { kind: 'month' }
  | { kind: 'one'; of: readonly string[] }
  | { kind: 'some'; of: readonly string[] }
  | { kind: 'count'; least: number; most: number }
  | { kind: 'prefecture' }
  /** Speakers, one a line: name / reading / role. */
  | { kind: 'people' }

/** What a view needs to show fields again. */
export type Shown = { c: Ctx; typed: Typed; mistakes: MistakeInWords[] }
