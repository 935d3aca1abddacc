import type { ComponentChildren } from 'preact'
import { describedBy, FieldNotes } from './field.tsx'
import type { Question } from './field.tsx'
import { Icon } from './icon.tsx'

export interface ChoiceOption {
  value: string
  label: string
  hint?: string | undefined
  checked?: boolean | undefined
  disabled?: boolean | undefined
}

/** One of a few (radio) or some of a few (checkbox). */
export function Choice(
  props: Question & {
    type: 'radio' | 'checkbox'
    options: ChoiceOption[]
    inline?: boolean | undefined
  },
) {
  return (
    <fieldset
      class={props.error ? 'choice field-wrong' : 'choice'}
      id={props.name}
      aria-describedby={describedBy(props)}
    >
      <legend>
        {props.label}
        {props.optional && <span class="field-optional">{props.optional}</span>}
      </legend>
      {props.badge}
      <FieldNotes {...props} />
      <div class={props.inline ? 'choice-options choice-inline' : 'choice-options'}>
        {props.options.map((option) => (
          <ChoiceLine key={option.value} {...option} name={props.name} type={props.type} />
        ))}
      </div>
    </fieldset>
  )
}

function ChoiceLine(props: ChoiceOption & { name: string; type: 'radio' | 'checkbox' }) {
  const id = `${props.name}-${props.value}`
  return (
    <div class="choice-line">
      <input
        id={id}
        type={props.type}
        name={props.name}
        value={props.value}
        checked={props.checked}
        disabled={props.disabled}
        aria-describedby={props.hint && `${id}-hint`}
      />
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p class="choice-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
    </div>
  )
}

/** May the answer be shown? Two radios on one line, after the answer they speak of. */
export function PublishChoice(props: {
  name: string
  legend: string
  publicLabel: string
  privateLabel: string
  value: 'public' | 'private'
}) {
  const options = [
    { value: 'public', label: props.publicLabel },
    { value: 'private', label: props.privateLabel },
  ]
  return (
    <fieldset class="publish">
      <legend>{props.legend}</legend>
      {options.map((option) => (
        <ChoiceLine
          key={option.value}
          {...option}
          type="radio"
          name={props.name}
          checked={option.value === props.value}
        />
      ))}
    </fieldset>
  )
}

/** Says of an answer whether the world will see it. */
export function PublishBadge(props: { visible: boolean; children: ComponentChildren }) {
  return (
    <span class={props.visible ? 'publish-badge publish-badge-public' : 'publish-badge'}>
      <Icon name={props.visible ? 'published' : 'hidden'} />
      {props.children}
    </span>
  )
}

/** Things to tick off before one act, such as the checks before a publication. */
export function CheckList(props: {
  name: string
  legend: string
  hint?: string | undefined
  items: ChoiceOption[]
}) {
  return (
    <div class="check-list">
      <Choice
        name={props.name}
        label={props.legend}
        hint={props.hint}
        type="checkbox"
        options={props.items}
      />
    </div>
  )
}
