import * as v from 'valibot'
import type { Ctx } from '../../http/context.ts'
import { line, optionalLine, text } from '../../http/fields.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import type { Submitted } from '../../http/submitted.ts'
import { parseCorporateNumber } from '../../lib/corporate-number.ts'
import { parseEmail } from '../../lib/email-address.ts'
import { emailKey } from '../../lib/email-key.ts'
import { pick, languageNames } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { FileField, Select } from '../../ui/select.tsx'
import type { Applicant } from '../applications/change.ts'
import type { Edition } from '../editions/edition.ts'
import type { Asking } from './booking.ts'
import { companyOf, type ConsultationDay } from './consultation.ts'
import { documentMistake } from './documents.ts'

/** Everything that the form asks, as typed. */
const names = [
  'topic',
  'question',
  'company',
  'corporateNumber',
  'size',
  'name',
  'email',
  'language',
] as const
type Name = (typeof names)[number]
export type Typed = Record<Name, string>

const schema = v.strictObject({
  topic: optionalLine(40),
  question: text(1000),
  company: line(100),
  corporateNumber: optionalLine(30),
  size: optionalLine(40),
  name: line(60),
  email: line(254),
  language: v.picklist(['ja', 'en', 'zh-Hans', 'ko'], 'choose'),
  slot: optionalLine(20),
  from: optionalLine(80),
})

export type Answered = {
  /** `onceKey` is filled in by who knows the day. */
  applicant: Applicant
  company: string
  asking: Asking
  slot: number | undefined
}

/** Reads the form: the person, the company, the question; or what is wrong. */
export function readBooking(
  c: Ctx,
  day: ConsultationDay,
  submitted: Submitted,
): { ok: true; value: Answered } | { ok: false; mistakes: Mistake[] } {
  const parsed = parse(submitted, schema)
  const mistakes: Mistake[] = parsed.ok ? [] : parsed.mistakes
  const number = parseCorporateNumber(typed(submitted, 'corporateNumber'))
  if (typed(submitted, 'corporateNumber').trim() && !number.ok)
    mistakes.push({ field: 'corporateNumber', reason: 'invalid' })
  const email = parseEmail(typed(submitted, 'email'))
  if (!email.ok && !mistakes.some(({ field }) => field === 'email'))
    mistakes.push({ field: 'email', reason: 'invalid' })
  if (day.topics.length > 0 && !day.topics.some(({ code }) => code === typed(submitted, 'topic')))
    mistakes.push({ field: 'topic', reason: 'choose' })
  const document = documentMistake(submitted.files.get('document'))
  if (document) mistakes.push(document)
  if (!parsed.ok || !email.ok || mistakes.length > 0) return { ok: false, mistakes }
  const { topic, question, company, size, name, language, slot } = parsed.value
  const corporateNumber = number.ok ? number.number : ''
  const applicant: Applicant = {
    email: email.address,
    emailKey: emailKey(email.address),
    name,
    reading: '',
    organisation: company,
    onceKey: null,
    language: c.var.lang,
    answers: { language, size, corporateNumber },
  }
  const id = companyOf({ name: company, corporateNumber })
  const chosen = /^[1-9]\d{0,14}$/.test(slot) ? Number(slot) : undefined
  return { ok: true, value: { applicant, company: id, asking: { topic, question }, slot: chosen } }
}

/** What was typed, for showing the form again. */
export function typedBooking(submitted: Submitted): Typed {
  return Object.fromEntries(names.map((name) => [name, typed(submitted, name)])) as Typed
}

export type BookingFormProps = {
  c: Ctx
  edition: Edition
  day: ConsultationDay
  values: Typed
  mistakes: MistakeInWords[]
  form: string
  from: string
  /** Languages of those who might advise. */
  languages: readonly string[]
  button: string
  /** Free slots, when the kept one is gone. */
  slots?: { value: string; label: string }[] | undefined
}

/** Topic, question, company, person, a document. */
export function BookingForm(props: BookingFormProps) {
  const { c, slots, button, from } = props
  return (
    <form class="stack" method="post" encType="multipart/form-data" noValidate>
      <FormStart c={c} form={props.form} />
      {from && <input type="hidden" name="from" value={from} />}
      {slots && (
        <Select
          name="slot"
          label={c.var.t('consultations.field.slot')}
          error={wordsAt(props.mistakes, 'slot')}
          errorWord={c.var.t('site.error.prefix')}
          options={slots}
        />
      )}
      <Questions {...props} />
      <Person {...props} />
      <FormActions note={c.var.t('consultations.form.privacy')}>
        <Button>{button}</Button>
      </FormActions>
    </form>
  )
}

/** What every question here shares. */
function shared({ c, values, mistakes }: BookingFormProps, name: Name) {
  const { t } = c.var
  return {
    name,
    label: t(`consultations.field.${name}`),
    error: wordsAt(mistakes, name),
    errorWord: t('site.error.prefix'),
    value: values[name],
  }
}

function Questions(props: BookingFormProps) {
  const { c, day, languages, mistakes } = props
  const { t, lang } = c.var
  return (
    <>
      {day.topics.length > 0 && (
        <Select
          {...shared(props, 'topic')}
          placeholder={t('consultations.choose-one')}
          options={day.topics.map(({ code, name }) => ({
            value: code,
            label: pick(name, lang).text,
          }))}
        />
      )}
      <Field
        {...shared(props, 'question')}
        type="textarea"
        rows={5}
        hint={t('consultations.field.question.hint')}
      />
      <Select
        {...shared(props, 'language')}
        options={languages.map((code) => ({
          value: code,
          label: languageNames[code as keyof typeof languageNames] ?? code,
        }))}
      />
      <FileField
        name="document"
        label={t('consultations.field.document')}
        hint={t('consultations.field.document.hint')}
        optional={t('site.form.optional')}
        error={wordsAt(mistakes, 'document')}
        errorWord={t('site.error.prefix')}
      />
    </>
  )
}

function Person(props: BookingFormProps) {
  const { c, edition } = props
  const { t, lang } = c.var
  const optional = t('site.form.optional')
  return (
    <>
      <Field {...shared(props, 'company')} autocomplete="organization" />
      <Field
        {...shared(props, 'corporateNumber')}
        hint={t('consultations.field.corporateNumber.hint')}
        optional={optional}
        inputmode="numeric"
      />
      <Select
        {...shared(props, 'size')}
        optional={optional}
        placeholder={t('consultations.choose-one')}
        options={edition.sizes.map(({ code, name }) => ({
          value: code,
          label: pick(name, lang).text,
        }))}
      />
      <Field {...shared(props, 'name')} autocomplete="name" />
      <Field
        {...shared(props, 'email')}
        hint={t('consultations.field.email.hint')}
        type="email"
        autocomplete="email"
      />
    </>
  )
}
