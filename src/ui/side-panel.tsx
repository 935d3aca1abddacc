import type { ComponentChildren } from 'preact'

/**
 * Content with the page's one act beside it. The panel stays in view on wide screens; on phones its
 * words stand after the content and its action sticks to the bottom edge as a bar, or waits there.
 */
export function SidePanel(props: {
  label: string
  /** The sentence the bar keeps beside the action: "受付中・残り34席". */
  summary: ComponentChildren
  action?: ComponentChildren
  panel?: ComponentChildren
  /** On phones the action waits after the content instead of staying in view over it. */
  still?: boolean | undefined
  children: ComponentChildren
}) {
  return (
    <div class="columns columns-side side-panel">
      <div class="side-panel-content">{props.children}</div>
      <aside class="side-panel-box" aria-label={props.label}>
        <div class={props.still ? 'side-panel-bar side-panel-still' : 'side-panel-bar'}>
          <div class="side-panel-summary">{props.summary}</div>
          {props.action && <div class="side-panel-actions">{props.action}</div>}
        </div>
        {props.panel && <div class="side-panel-more">{props.panel}</div>}
      </aside>
    </div>
  )
}
