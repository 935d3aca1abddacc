import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

/** The buttons at the end of a form: the way on first, the way back last. */
export function FormActions(props: { children: ComponentChildren; note?: string | undefined }) {
  return (
    <div class="form-actions">
      {props.children}
      {props.note && <p class="form-actions-note">{props.note}</p>}
    </div>
  )
}

export interface Step {
  label: string
  state: 'done' | 'current' | 'next'
  href?: string | undefined
}

/** Where one is in a form of several pages. `summary` is what phones show: "2 / 5 活動の内容". */
export function Steps(props: { label: string; summary: string; doneWord: string; steps: Step[] }) {
  return (
    <nav class="steps" aria-label={props.label}>
      <p class="steps-summary">{props.summary}</p>
      <ol>
        {props.steps.map((step, at) => (
          <li
            key={step.label}
            class={`step step-${step.state}`}
            aria-current={step.state === 'current' ? 'step' : undefined}
          >
            <span class="step-number" aria-hidden="true">
              {step.state === 'done' ? <Icon name="check" /> : at + 1}
            </span>
            <span class="step-label">
              {step.href ? <a href={step.href}>{step.label}</a> : step.label}
              {step.state === 'done' && <span class="offscreen">{props.doneWord}</span>}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** A search in one line; a GET form that needs no script. */
export function SearchBox(props: {
  action?: string | undefined
  name: string
  label: string
  button: string
  value?: string | undefined
  hint?: string | undefined
  hidden?: { name: string; value: string }[] | undefined
}) {
  const id = `${props.name}-search`
  return (
    <form class="search" role="search" action={props.action} method="get">
      <label for={id}>{props.label}</label>
      <div class="search-line">
        <input
          class="input"
          type="search"
          id={id}
          name={props.name}
          value={props.value}
          aria-describedby={props.hint && `${id}-hint`}
        />
        {props.hidden?.map((one) => (
          <input key={one.name + one.value} type="hidden" name={one.name} value={one.value} />
        ))}
        <button class="button button-primary" type="submit">
          <Icon name="search" />
          <span>{props.button}</span>
        </button>
      </div>
      {props.hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
    </form>
  )
}
