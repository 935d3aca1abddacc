/**
 * A text made to be copied: selected as a whole on focus by the browser's own means. A script may
 * find `data-copy` and put a button there; without one, people select and copy.
 */
export function CopyField(props: {
  id: string
  label: string
  hint: string
  text: string
  rows?: number | undefined
}) {
  return (
    <div class="copy">
      <label for={props.id}>{props.label}</label>
      <p class="field-hint" id={`${props.id}-hint`}>
        {props.hint}
      </p>
      <textarea
        class="input copy-text"
        id={props.id}
        rows={props.rows ?? 3}
        readOnly
        aria-describedby={`${props.id}-hint`}
        data-copy
      >
        {props.text}
      </textarea>
    </div>
  )
}
