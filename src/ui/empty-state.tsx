import type { ComponentChildren } from 'preact'
import { thirtyDots } from './mark.tsx'

/** Nothing here, said honestly, with what to do about it. */
export function EmptyState(props: {
  title: string
  text: string
  level?: 2 | 3 | undefined
  children?: ComponentChildren
}) {
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <div class="empty">
      <svg class="empty-dots" viewBox="0 0 60 50" width="90" height="75" aria-hidden="true">
        <path d={thirtyDots} />
      </svg>
      <Heading>{props.title}</Heading>
      <p>{props.text}</p>
      {props.children && <div class="empty-actions">{props.children}</div>}
    </div>
  )
}
