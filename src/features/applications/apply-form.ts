import * as v from 'valibot'
import { line, optionalLine, optionalText } from '../../http/fields.ts'
import { type Mistake, parse } from '../../http/parse.ts'
import type { Submitted } from '../../http/submitted.ts'
import { parseEmail } from '../../lib/email-address.ts'
import { emailKey } from '../../lib/email-key.ts'
import type { Lang } from '../../lib/languages.ts'
import { type Answers, listFields, questionFields, readAnswers } from '../events/answers.ts'
import type { Question } from '../events/questions.ts'
import type { Applicant } from './change.ts'
import { clashing, isOpen, type Offer, type Offering } from './choosing.ts'

/** What people can ask for; "other" is described in the note. */
export const supportKinds = ['captions', 'sign-language', 'large-print', 'other'] as const
export type SupportKind = (typeof supportKinds)[number]
export type Support = { kinds: SupportKind[]; note: string }

const limits = { name: 100, organisation: 120, note: 500 }

const email = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const result = parseEmail(dataset.value)
    if (result.ok) return result.address
    addIssue({ message: result.reason === 'empty' ? 'required' : 'invalid' })
    return NEVER
  }),
)

const fixed = {
  name: line(limits.name),
  reading: optionalLine(limits.name),
  organisation: optionalLine(limits.organisation),
  email,
  pool: v.optional(v.string(), ''),
  also: v.array(v.string()),
  support: v.array(v.picklist(supportKinds, 'choose')),
  'support-note': optionalText(limits.note),
  consent: v.pipe(
    v.optional(v.string(), ''),
    v.check((value) => value === 'yes', 'required'),
  ),
  overlap: v.optional(v.string(), ''),
}

/** An application as the form sends it, read and checked. */
export type Filled = { applicant: Applicant; chosen: Offering[]; support: Support | null }

type Asked = { questions: readonly Question[]; offer: Offer; asksSupport: boolean; lang: Lang }

/** Reads the form against what the event asks and offers. */
export function readApplication(
  submitted: Submitted,
  asked: Asked,
): { ok: true; filled: Filled } | { ok: false; mistakes: Mistake[] } {
  const { questions, offer, lang } = asked
  const schema = v.strictObject({ ...fixed, ...questionFields(questions) })
  const parsed = parse(submitted, schema, ['also', 'support', ...listFields(questions)])
  if (!parsed.ok) return { ok: false, mistakes: parsed.mistakes }
  const values = parsed.value as v.InferOutput<v.StrictObjectSchema<typeof fixed, undefined>>
  const { answers, mistakes } = readAnswers(questions, values)
  const choice = choose(offer, values)
  const all = [...choice.mistakes, ...mistakes]
  if (all.length > 0) return { ok: false, mistakes: all }
  const applicant = { ...applicantOf(values, lang), answers }
  return {
    ok: true,
    filled: { applicant, chosen: choice.chosen, support: supportOf(asked, values) },
  }
}

type Values = { name: string; reading: string; organisation: string; email: string }

function applicantOf(values: Values, language: Lang): Applicant & { answers: Answers } {
  const { name, reading, organisation } = values
  return {
    email: values.email,
    emailKey: emailKey(values.email),
    name,
    reading,
    organisation,
    onceKey: null,
    language,
    answers: {},
  }
}

function supportOf(
  { asksSupport }: Asked,
  values: { support: SupportKind[]; 'support-note': string },
): Support | null {
  const support = { kinds: [...new Set(values.support)], note: values['support-note'] }
  return asksSupport && (support.kinds.length > 0 || support.note) ? support : null
}

/** Where somebody wants to come: one pool of this event, and other dates that were ticked. */
function choose(
  { own, others }: Offer,
  values: { pool: string; also: string[]; overlap: string },
): { chosen: Offering[]; mistakes: Mistake[] } {
  const open = own.filter(isOpen)
  const first =
    open.find(({ pool }) => String(pool.id) === values.pool) ??
    (open.length === 1 ? open[0] : undefined)
  if (!first) return { chosen: [], mistakes: [{ field: 'pool', reason: 'choose' }] }
  const also = others.filter((one) => isOpen(one) && values.also.includes(String(one.pool.id)))
  if (also.length < new Set(values.also).size)
    return { chosen: [], mistakes: [{ field: 'also', reason: 'gone' }] }
  const chosen = [first, ...also]
  const clash = clashing(chosen.map(({ event }) => event)).length > 0
  return clash && values.overlap !== 'yes'
    ? { chosen, mistakes: [{ field: 'overlap', reason: 'clash' }] }
    : { chosen, mistakes: [] }
}
