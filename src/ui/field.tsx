import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

/** What every question of a form has: its name, its words, its hint and what is wrong with it. */
export interface Question {
  name: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** The word behind the label of what may be left out: "(任意)". */
  optional?: string | undefined
  /** Spoken before the error's sentence: "エラー". */
  errorWord?: string | undefined
  /** Beside the label, such as the publication badge. */
  badge?: ComponentChildren
}

export interface FieldProps extends Question {
  type?:
    | 'text'
    | 'email'
    | 'tel'
    | 'url'
    | 'date'
    | 'number'
    | 'password'
    | 'datetime-local'
    | 'month'
    | 'textarea'
    | undefined
  value?: string | undefined
  autocomplete?: string | undefined
  inputmode?: 'numeric' | 'tel' | 'email' | 'url' | 'text' | undefined
  /** Read out and written under the field: "200字まで". */
  counter?: string | undefined
  maxlength?: number | undefined
  rows?: number | undefined
  width?: 'short' | 'medium' | 'full' | undefined
  unit?: string | undefined
  disabled?: boolean | undefined
  min?: string | undefined
  max?: string | undefined
}

/** The ids of what describes a control, for `aria-describedby`. */
export function describedBy(question: Question, counter?: string): string | undefined {
  const ids = [
    question.hint && `${question.name}-hint`,
    question.error && `${question.name}-error`,
    counter && `${question.name}-counter`,
  ]
  return ids.filter(Boolean).join(' ') || undefined
}

/** One question answered by typing: label above, hint, error, then the control. */
export function Field(props: FieldProps) {
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <FieldLabel {...props} />
      <FieldNotes {...props} />
      <div class={`field-control field-${props.width ?? 'full'}`}>
        {props.type === 'textarea' ? <LongInput {...props} /> : <ShortInput {...props} />}
        {props.unit && <span class="field-unit">{props.unit}</span>}
      </div>
      {props.counter && (
        <p class="field-counter figures" id={`${props.name}-counter`}>
          {props.counter}
        </p>
      )}
    </div>
  )
}

export function FieldLabel(props: Question) {
  return (
    <div class="field-head">
      <label for={props.name}>
        {props.label}
        {props.optional && <span class="field-optional">{props.optional}</span>}
      </label>
      {props.badge}
    </div>
  )
}

/** Hint and error of a question, with the ids that `describedBy` names. */
export function FieldNotes(props: Question) {
  return (
    <>
      {props.hint && (
        <p class="field-hint" id={`${props.name}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="field-error" id={`${props.name}-error`}>
          <Icon name="error" />
          <span>
            {props.errorWord && <span class="offscreen">{props.errorWord} </span>}
            {props.error}
          </span>
        </p>
      )}
    </>
  )
}

function ShortInput(props: FieldProps) {
  return (
    <input
      class="input"
      id={props.name}
      name={props.name}
      // Preact types every kind of input apart, so a union of kinds fits none of them.
      type={(props.type ?? 'text') as 'text'}
      value={props.value}
      autocomplete={props.autocomplete}
      inputMode={props.inputmode}
      maxLength={props.maxlength}
      min={props.min}
      max={props.max}
      disabled={props.disabled}
      aria-describedby={describedBy(props, props.counter)}
      aria-invalid={props.error ? 'true' : undefined}
    />
  )
}

function LongInput(props: FieldProps) {
  return (
    <textarea
      class="input"
      id={props.name}
      name={props.name}
      rows={props.rows ?? 6}
      maxLength={props.maxlength}
      disabled={props.disabled}
      aria-describedby={describedBy(props, props.counter)}
      aria-invalid={props.error ? 'true' : undefined}
    >
      {props.value}
    </textarea>
  )
}
