import type { Ctx } from '../../http/context.ts'
import { type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { hasMessage } from '../../i18n/messages.ts'
import { prefectures } from '../../lib/prefectures.ts'
import { pick } from '../../lib/languages.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field, type FieldProps, type Question as UiQuestion } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import type { Edition } from '../editions/edition.ts'
import {
  type FormItem,
  inputName,
  type KnownItem,
  type Question,
} from '../editions/form-definition.ts'
import { limits, organisationKinds } from './known-fields.ts'

/** What a form shows in its fields: strings as typed, by input name. */
export type TypedValues = Record<string, string[]>

export type ItemProps = {
  c: Ctx
  edition: Edition
  item: FormItem
  individual: boolean
  values: TypedValues
  mistakes: MistakeInWords[]
}

/** The label of an item: the edition's words, else ours. */
export function labelOf(c: Ctx, item: FormItem, individual: boolean): string {
  if (item.label) return pick(item.label, c.var.lang).text
  const name = inputName(item)
  const own = `registration.field.${name}.individual.label`
  const key = individual && hasMessage(own) ? own : `registration.field.${name}.label`
  return c.var.t(key as 'registration.field.name.label')
}

function hintOf(c: Ctx, item: FormItem, individual: boolean): string | undefined {
  if (item.hint) return pick(item.hint, c.var.lang).text
  const keys = [
    `registration.field.${inputName(item)}.individual.hint`,
    `registration.field.${inputName(item)}.hint`,
  ]
  const key = (individual ? keys : keys.slice(1)).find(hasMessage)
  return key && c.var.t(key)
}

/** One item of an edition's form as a control. Pictures have their own (picture-field.tsx). */
export function ItemField(props: ItemProps) {
  const { c, item } = props
  const name = inputName(item)
  const question: UiQuestion = {
    name,
    label: labelOf(c, item, props.individual),
    hint: hintOf(c, item, props.individual),
    error: wordsAt(props.mistakes, name),
    errorWord: c.var.t('site.error.prefix'),
    optional: item.required ? undefined : c.var.t('site.form.optional'),
  }
  return 'field' in item ? (
    <KnownControl {...props} item={item} question={question} />
  ) : (
    <QuestionControl {...props} item={item} question={question} />
  )
}

type Of<Item> = Omit<ItemProps, 'item'> & { item: Item; question: UiQuestion }

function KnownControl(props: Of<KnownItem>) {
  const { c, item, question } = props
  const chosen = props.values[question.name] ?? []
  const choices = choicesOf(props)
  if (choices)
    return (
      <Choice
        {...question}
        type={item.field === 'kinds' || item.field === 'online' ? 'checkbox' : 'radio'}
        options={choices.map((one) => ({ ...one, checked: chosen.includes(one.value) }))}
      />
    )
  const list = listOf(props)
  if (list)
    return (
      <Select
        {...question}
        value={chosen[0]}
        placeholder={c.var.t('registration.choose')}
        options={list}
      />
    )
  const most = item.field === 'title' || item.field === 'body' ? limits[item.field] : undefined
  return (
    <Field
      {...question}
      {...typing[item.field]}
      counter={most && c.var.t('registration.counter', { max: most })}
      value={chosen[0]}
    />
  )
}

type Option = { value: string; label: string; hint?: string }

/** The few answers of a field that shows them all; undefined for every other field. */
function choicesOf({ c, edition, item }: Of<KnownItem>): Option[] | undefined {
  const { t, lang } = c.var
  switch (item.field) {
    case 'participantKind':
      return organisationKinds.map((kind) => ({
        value: kind,
        label: t(`registration.kind.${kind}`),
      }))
    case 'kinds':
      return edition.kinds.map((kind) => ({
        value: kind.code,
        label: pick(kind.name, lang).text,
        hint: pick(kind.example, lang).text,
      }))
    case 'period':
      return (['all-month', 'dates', 'year-round'] as const).map((value) => ({
        value,
        label: t(`registration.period.${value}`),
      }))
    case 'online':
      return [{ value: 'yes', label: t('registration.field.online.box') }]
    default:
      return undefined
  }
}

/** The many answers of a field that opens as a list; undefined for every other field. */
function listOf({ c, edition, item }: Of<KnownItem>): Option[] | undefined {
  const { lang } = c.var
  const named = (list: readonly { code: string; name: { ja: string } }[]) =>
    list.map(({ code, name }) => ({ value: code, label: pick(name, lang).text }))
  if (item.field === 'industry') return named(edition.industries)
  if (item.field === 'size') return named(edition.sizes)
  if (item.field !== 'prefecture') return undefined
  return prefectures.map((one) => ({ value: String(one.number), label: one.name[lang] }))
}

// What helps typing: keyboards of phones, autofill, widths. Nothing here restricts what is taken.
const typing: Partial<Record<KnownItem['field'], Partial<FieldProps>>> = {
  name: { autocomplete: 'organization' },
  reading: {},
  corporateNumber: { inputmode: 'numeric', width: 'medium' },
  title: {},
  body: { type: 'textarea', rows: 8 },
  startsOn: { width: 'medium' },
  endsOn: { width: 'medium' },
  url: { inputmode: 'url', autocomplete: 'url' },
  contactName: { autocomplete: 'name' },
  contactEmail: { inputmode: 'email', autocomplete: 'email' },
  contactPhone: { inputmode: 'tel', autocomplete: 'tel', width: 'medium' },
}

function QuestionControl(props: Of<Question>) {
  const { c, item, question } = props
  const chosen = props.values[question.name] ?? []
  const options = (item.options ?? []).map(({ code, name }) => ({
    value: code,
    label: pick(name, c.var.lang).text,
    checked: chosen.includes(code),
  }))
  switch (item.type) {
    case 'choice':
      return <Choice {...question} type="radio" options={options} />
    case 'choices':
      return <Choice {...question} type="checkbox" options={options} />
    case 'yes-no':
      return (
        <Choice
          {...question}
          type="checkbox"
          options={[
            { value: 'yes', label: c.var.t('registration.yes'), checked: chosen.includes('yes') },
          ]}
        />
      )
    case 'text':
      return <Field {...question} type="textarea" value={chosen[0]} />
    case 'count':
      return <Field {...question} inputmode="numeric" width="short" value={chosen[0]} />
    case 'line':
      return <Field {...question} value={chosen[0]} />
  }
}
