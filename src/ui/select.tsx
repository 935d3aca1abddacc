import { describedBy, FieldLabel, FieldNotes } from './field.tsx'
import type { Question } from './field.tsx'

export interface SelectGroup {
  label: string
  options: { value: string; label: string }[]
}

/** One of many, as a list that opens; groups are optional. */
export function Select(
  props: Question & {
    value?: string | undefined
    /** The line that stands for "nothing chosen yet". */
    placeholder?: string | undefined
    options?: { value: string; label: string }[] | undefined
    groups?: SelectGroup[] | undefined
    disabled?: boolean | undefined
    autocomplete?: string | undefined
  },
) {
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <FieldLabel {...props} />
      <FieldNotes {...props} />
      <select
        class="input select"
        id={props.name}
        name={props.name}
        disabled={props.disabled}
        autocomplete={props.autocomplete}
        aria-describedby={describedBy(props)}
        aria-invalid={props.error ? 'true' : undefined}
      >
        {props.placeholder !== undefined && <option value="">{props.placeholder}</option>}
        {props.options && <Options options={props.options} value={props.value} />}
        {props.groups?.map((group) => (
          <optgroup key={group.label} label={group.label}>
            <Options options={group.options} value={props.value} />
          </optgroup>
        ))}
      </select>
    </div>
  )
}

function Options(props: {
  options: { value: string; label: string }[]
  value: string | undefined
}) {
  return (
    <>
      {props.options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === props.value}>
          {option.label}
        </option>
      ))}
    </>
  )
}

/** A file to send; what is kept from last time is named, because browsers forget it. */
export function FileField(
  props: Question & {
    accept?: string | undefined
    kept?: string | undefined
    multiple?: boolean | undefined
  },
) {
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <FieldLabel {...props} />
      <FieldNotes {...props} />
      {props.kept && <p class="field-kept">{props.kept}</p>}
      <input
        class="input file"
        id={props.name}
        name={props.name}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        aria-describedby={describedBy(props)}
        aria-invalid={props.error ? 'true' : undefined}
      />
    </div>
  )
}
