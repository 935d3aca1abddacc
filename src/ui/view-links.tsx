/** Views of one list, one of them shown: links with the number of what they show. */
export function ViewLinks(props: {
  label: string
  views: { href: string; label: string; count: string; current: boolean }[]
}) {
  return (
    <nav class="view-links" aria-label={props.label}>
      <ul>
        {props.views.map((view) => (
          <li key={view.label}>
            <a href={view.href} aria-current={view.current ? 'page' : undefined}>
              {view.label} <span class="figures">{view.count}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
