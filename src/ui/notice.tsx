import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

export type NoticeKind = 'info' | 'success' | 'warning' | 'error'

/** Something the reader should know now: sign, word, sentence. `live` when it answers an act. */
export function Notice(props: {
  kind: NoticeKind
  /** The word beside the sign: "お知らせ", "完了", "注意", "エラー". */
  word: string
  title?: string | undefined
  live?: boolean | undefined
  children?: ComponentChildren
}) {
  return (
    <div class={`notice notice-${props.kind}`} role={role(props)}>
      <p class="notice-word">
        <Icon name={props.kind} />
        <strong>{props.word}</strong>
      </p>
      <div class="notice-body">
        {props.title && <p class="notice-title">{props.title}</p>}
        {props.children}
      </div>
    </div>
  )
}

function role(props: { kind: NoticeKind; live?: boolean | undefined }) {
  if (!props.live) return undefined
  return props.kind === 'error' ? 'alert' : 'status'
}
