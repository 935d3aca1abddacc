import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

export type StatusKind =
  | 'draft'
  | 'waiting'
  | 'returned'
  | 'published'
  | 'success'
  | 'open'
  | 'warning'
  | 'error'
  | 'closed'
  | 'hidden'

const icons: Record<StatusKind, IconName> = {
  draft: 'draft',
  waiting: 'waiting',
  returned: 'returned',
  published: 'published',
  success: 'success',
  open: 'success',
  warning: 'warning',
  error: 'error',
  closed: 'closed',
  hidden: 'hidden',
}

/** The state of a thing: sign and word; colour only supports them. */
export function Status(props: { kind: StatusKind; children: ComponentChildren }) {
  return (
    <span class={`status status-${props.kind}`}>
      <Icon name={icons[props.kind]} />
      <span>{props.children}</span>
    </span>
  )
}
