import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

/** A kind or another quality of a thing; with an address it leads to all that share it. */
export function Tag(props: {
  children: ComponentChildren
  href?: string | undefined
  edition?: boolean | undefined
}) {
  const style = props.edition ? 'tag tag-edition' : 'tag'
  if (props.href) {
    return (
      <a class={style} href={props.href}>
        {props.children}
      </a>
    )
  }
  return <span class={style}>{props.children}</span>
}

/** A filter in force; the whole tag is the link that removes it. */
export function FilterTag(props: { href: string; label: string; removeLabel: string }) {
  return (
    <a class="tag tag-filter" href={props.href}>
      <span>{props.label}</span>
      <Icon name="close" />
      <span class="offscreen">{props.removeLabel}</span>
    </a>
  )
}
