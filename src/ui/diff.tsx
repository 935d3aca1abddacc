export interface DiffSegment {
  text: string
  /** Removed text stands on the before side only, added on the after side only. */
  change?: 'removed' | 'added' | undefined
}
export interface DiffField {
  label: string
  before: DiffSegment[]
  after: DiffSegment[]
}

/** Fields before and after, side by side; struck or underlined and spoken, not only coloured. */
export function Diff(props: {
  caption: string
  headers: { field: string; before: string; after: string }
  /** Spoken around a change: "削除", "追加". */
  words: { removed: string; added: string; empty: string }
  fields: DiffField[]
  lang?: string | undefined
}) {
  const { headers, words } = props
  return (
    <table class="diff">
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{headers.field}</th>
          <th scope="col">{headers.before}</th>
          <th scope="col">{headers.after}</th>
        </tr>
      </thead>
      <tbody>
        {props.fields.map((field) => (
          <tr key={field.label}>
            <th scope="row">{field.label}</th>
            <Side lang={props.lang} head={headers.before} segments={field.before} words={words} />
            <Side lang={props.lang} head={headers.after} segments={field.after} words={words} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Side(props: {
  lang: string | undefined
  head: string
  segments: DiffSegment[]
  words: { removed: string; added: string; empty: string }
}) {
  return (
    <td lang={props.lang}>
      <span class="diff-side" aria-hidden="true">
        {props.head}
      </span>
      <Segments segments={props.segments} words={props.words} />
    </td>
  )
}

function Segments(props: {
  segments: DiffSegment[]
  words: { removed: string; added: string; empty: string }
}) {
  if (props.segments.every((segment) => segment.text === '')) {
    return <span class="soft">{props.words.empty}</span>
  }
  return (
    <>
      {props.segments.map((segment, at) => {
        if (!segment.change) return <span key={at}>{segment.text}</span>
        const Change = segment.change === 'removed' ? 'del' : 'ins'
        return (
          <Change key={at}>
            <span class="offscreen">{props.words[segment.change]}: </span>
            {segment.text}
          </Change>
        )
      })}
    </>
  )
}
