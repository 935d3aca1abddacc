/**
 * A text made to be copied: selected as a whole on focus by the browser's own means. A script
 * (src/browser/copy-field.ts) puts a button there; without one, people select and copy.
 */
export function CopyField(props: {
  id: string
  label: string
  hint: string
  text: string
  rows?: number | undefined
  /** Words of the button that the script `copy-field` adds, and of its answer. */
  button?: { copy: string; copied: string } | undefined
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
        data-copy={props.button?.copy}
        data-copied={props.button?.copied}
      >
        {props.text}
      </textarea>
    </div>
  )
}
