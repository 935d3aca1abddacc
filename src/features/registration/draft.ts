import type { KnownField } from '../editions/form-definition.ts'
import { formItems, type FormItem, inputName, isAsked } from '../editions/form-definition.ts'
import type { Edition } from '../editions/edition.ts'
import type { Activity } from '../activities/queries.ts'
import { type Version } from '../activities/version.ts'
import type { Answers } from './questionnaire.ts'

/** A registration as its owner works on it: contact columns, public text, private answers. */
export type Draft = {
  version: Version
  contact: Pick<Activity, 'contact_name' | 'contact_department' | 'contact_email' | 'contact_phone'>
  privateAnswers: Record<string, unknown>
}

const contactColumns: Partial<Record<KnownField, keyof Draft['contact']>> = {
  contactName: 'contact_name',
  contactDepartment: 'contact_department',
  contactEmail: 'contact_email',
  contactPhone: 'contact_phone',
}

/** The draft with a step's answers put in their places. */
export function withAnswers(draft: Draft, items: FormItem[], answers: Answers): Draft {
  const version: Version = { ...draft.version, answers: { ...draft.version.answers } }
  const contact = { ...draft.contact }
  const privateAnswers = { ...draft.privateAnswers }
  for (const item of items) {
    const value = answers[inputName(item)]
    if ('question' in item) {
      const place = item.publication === 'never' ? privateAnswers : version.answers
      place[item.question] = value
      continue
    }
    const column = contactColumns[item.field]
    if (column) contact[column] = String(value ?? '')
    else if (item.field === 'image') version.imageAlt = String(answers['imageAlt'] ?? '').trim()
    else Object.assign(version, { [item.field]: value })
  }
  if (version.period !== 'dates') Object.assign(version, { startsOn: null, endsOn: null })
  return { version, contact, privateAnswers }
}

/** What a draft already says, as a form shows it: strings by input name. */
export function typedValues(draft: Draft, items: FormItem[]): Record<string, string[]> {
  const values: Record<string, string[]> = {}
  for (const item of items) values[inputName(item)] = asTyped(valueOf(draft, item))
  values['imageAlt'] = [draft.version.imageAlt]
  return values
}

/** The value that a draft holds for an item. */
export function valueOf(draft: Draft, item: FormItem): unknown {
  if ('question' in item)
    return item.publication === 'never'
      ? draft.privateAnswers[item.question]
      : draft.version.answers[item.question]
  const column = contactColumns[item.field]
  if (column) return draft.contact[column]
  if (item.field === 'image') return draft.version.imageId
  return draft.version[item.field as keyof Version]
}

function asTyped(value: unknown): string[] {
  if (value === null || value === undefined || value === false) return []
  if (value === true) return ['yes']
  if (Array.isArray(value)) return value.map(String)
  return [String(value)]
}

/** Items whose required value a draft does not have yet, with the step that asks for it. */
export function missingItems(draft: Draft, asked: FormItem[]): FormItem[] {
  return asked.filter((item) => {
    if (!item.required) return false
    const value = valueOf(draft, item)
    return (
      value === null ||
      value === undefined ||
      value === '' ||
      (Array.isArray(value) && value.length === 0)
    )
  })
}

/** The items of the form whose publication the owner may choose, as far as they hold something. */
export function choosableItems(draft: Draft, edition: Edition): FormItem[] {
  return formItems(edition.form).filter((item) => {
    if (item.publication !== 'choice' || !isAsked(item, draft.version.participantKind)) return false
    const value = valueOf(draft, item)
    return !(value === null || value === undefined || value === '' || value === false)
  })
}
