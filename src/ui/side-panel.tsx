import type { ComponentChildren } from 'preact'

/**
 * Content with the page's one act beside it. The panel stays in view on wide screens; on phones its
 * words stand after the content and its action sticks to the bottom edge as a bar.
 */
export function SidePanel(props: {
  label: string
  /** The sentence the bar keeps beside the action: "受付中・残り34席". */
  summary: ComponentChildren
  action?: ComponentChildren
  panel?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <div class="columns columns-side side-panel">
      <div class="side-panel-content">{props.children}</div>
      <aside class="side-panel-box" aria-label={props.label}>
        <div class="side-panel-bar">
          <div class="side-panel-summary">{props.summary}</div>
          {props.action && <div class="side-panel-actions">{props.action}</div>}
        </div>
        {props.panel && <div class="side-panel-more">{props.panel}</div>}
      </aside>
    </div>
  )
}
