import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'link'

export interface ButtonProps {
  children: ComponentChildren
  kind?: ButtonKind | undefined
  /** With an address it is a link that looks like a button; without, it submits its form. */
  href?: string | undefined
  /** Leaves this page open; the other site learns nothing of its address. */
  newTab?: boolean | undefined
  name?: string | undefined
  value?: string | undefined
  icon?: IconName | undefined
  disabled?: boolean | undefined
  /** More words for a screen reader where the visible ones repeat on the page: the name of the row. */
  about?: string | undefined
  form?: string | undefined
  formAction?: string | undefined
  small?: boolean | undefined
}

/** A button or a link in its dress. */
export function Button(props: ButtonProps) {
  const style = `button button-${props.kind ?? 'primary'}${props.small ? ' button-small' : ''}`
  const content = (
    <>
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
      {props.about && <span class="offscreen">{props.about}</span>}
    </>
  )
  if (props.href) {
    return (
      <a
        class={style}
        href={props.href}
        {...(props.newTab && { target: '_blank', rel: 'noreferrer' })}
      >
        {content}
      </a>
    )
  }
  return (
    <button
      class={style}
      type="submit"
      name={props.name}
      value={props.value}
      disabled={props.disabled}
      form={props.form}
      formAction={props.formAction}
    >
      {content}
    </button>
  )
}
