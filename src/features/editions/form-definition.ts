import * as v from 'valibot'

const localized = v.strictObject({
  ja: v.pipe(v.string(), v.nonEmpty()),
  en: v.optional(v.string()),
  'zh-Hans': v.optional(v.string()),
  ko: v.optional(v.string()),
})

/**
 * Fields whose meaning the program knows: they have a column, a check of their own and a place on
 * the public page. Everything else that an edition asks is a question with an answer.
 */
const knownFields = [
  'participantKind',
  'name',
  'reading',
  'corporateNumber',
  'industry',
  'size',
  'prefecture',
  'kinds',
  'title',
  'body',
  'period',
  'startsOn',
  'endsOn',
  'online',
  'place',
  'url',
  'image',
  'contactName',
  'contactDepartment',
  'contactEmail',
  'contactPhone',
] as const
export type KnownField = (typeof knownFields)[number]

/**
 * Who reads a field: `public` always, `choice` when the owner leaves it public (it is by default),
 * `never` only the secretariat.
 */
const publications = ['public', 'choice', 'never'] as const

const shared = {
  /** Asked only of these: organisations, individuals or (when absent) both. */
  of: v.optional(v.picklist(['organisation', 'individual'])),
  required: v.boolean(),
  publication: v.picklist(publications),
}

/** A field that the program knows; label and hint may be replaced by the edition's own words. */
const known = v.strictObject({
  ...shared,
  field: v.picklist(knownFields),
  label: v.optional(localized),
  hint: v.optional(localized),
})

/** A question of the edition's own. */
const question = v.strictObject({
  ...shared,
  question: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/)),
  type: v.picklist(['line', 'text', 'count', 'choice', 'choices', 'yes-no']),
  label: localized,
  hint: v.optional(localized),
  max: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  options: v.optional(v.array(v.strictObject({ code: v.string(), name: localized }))),
})

/** The registration form of an edition: three named steps before the check of everything. */
export const formDefinition = v.strictObject({
  who: v.array(v.union([known, question])),
  what: v.array(v.union([known, question])),
  contact: v.array(v.union([known, question])),
})

export type FormDefinition = v.InferOutput<typeof formDefinition>
export type FormStep = keyof FormDefinition
export type FormItem = FormDefinition[FormStep][number]
export type KnownItem = Extract<FormItem, { field: KnownField }>
export type Question = Extract<FormItem, { question: string }>

/** All items of the form in the order in which they are asked. */
export function formItems(form: FormDefinition): FormItem[] {
  return [...form.who, ...form.what, ...form.contact]
}

/** Whether an item is asked of this kind of participant. */
export function isAsked(item: FormItem, participantKind: string): boolean {
  if (!item.of) return true
  return (item.of === 'individual') === (participantKind === 'individual')
}

/** The name under which an item travels in a form: the field, or `q-` and the question. */
export function inputName(item: FormItem): string {
  return 'field' in item ? item.field : `q-${item.question}`
}
