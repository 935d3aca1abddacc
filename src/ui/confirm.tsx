import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

/** Before an act that cannot be taken back: what it will do, to whom, then the button. */
export function Confirm(props: {
  title: string
  /** Each a full sentence: "212人にメールが送られます。" */
  effects: string[]
  effectsLabel: string
  danger?: boolean | undefined
  /** The form with its buttons. */
  children: ComponentChildren
}) {
  return (
    <section
      class={props.danger ? 'confirm confirm-danger' : 'confirm'}
      aria-labelledby="confirm-title"
    >
      <h2 id="confirm-title">
        <Icon name={props.danger ? 'warning' : 'info'} />
        {props.title}
      </h2>
      <p>{props.effectsLabel}</p>
      <ul>
        {props.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      {props.children}
    </section>
  )
}
