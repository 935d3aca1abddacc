import type { ComponentChildren } from 'preact'

/** What has happened to an entry, newest first: when, what, by whom. */
export function Timeline(props: {
  label: string
  items: {
    at: string
    iso: string
    what: string
    who?: string | undefined
    detail?: ComponentChildren
  }[]
}) {
  return (
    <ol class="timeline" aria-label={props.label}>
      {props.items.map((item) => (
        <li key={item.iso + item.what}>
          <time datetime={item.iso}>{item.at}</time>
          <p>
            <strong>{item.what}</strong>
            {item.who && <span class="soft"> {item.who}</span>}
          </p>
          {item.detail && <div class="timeline-detail">{item.detail}</div>}
        </li>
      ))}
    </ol>
  )
}
