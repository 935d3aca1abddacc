import { Icon } from './icon.tsx'

/** What is wrong with a form, told once at the top; each line leads to its field. */
export function ErrorSummary(props: {
  title: string
  errors: { name: string; message: string }[]
}) {
  return (
    <div class="error-summary" role="alert" tabIndex={-1} id="error-summary">
      <h2>
        <Icon name="error" />
        {props.title}
      </h2>
      <ul>
        {props.errors.map((error) => (
          <li key={error.name + error.message}>
            <a href={`#${error.name}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
