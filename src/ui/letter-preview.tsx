/** A mail as it will be read, in plain text, its lines as they are. */
export function LetterPreview(props: {
  id: string
  title: string
  subject: string
  text: string
  lang?: string | undefined
}) {
  return (
    <article class="letter-preview" aria-labelledby={props.id}>
      <h3 id={props.id}>{props.title}</h3>
      <p class="letter-subject" lang={props.lang}>
        {props.subject}
      </p>
      <p class="letter-text" lang={props.lang}>
        {props.text}
      </p>
    </article>
  )
}
