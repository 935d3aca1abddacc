import type { ComponentChildren } from 'preact'

/** What can be done with the ticked rows of a table; its form is named by the checkboxes. */
export function BulkBar(props: {
  formId: string
  action: string
  label: string
  hint: string
  children: ComponentChildren
}) {
  return (
    <form
      class="bulk"
      id={props.formId}
      method="post"
      action={props.action}
      aria-label={props.label}
    >
      <p>{props.hint}</p>
      <div class="bulk-actions">{props.children}</div>
    </form>
  )
}
