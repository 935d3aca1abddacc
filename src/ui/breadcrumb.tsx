/** The way back up; the last one is this page and is no link. */
export function Breadcrumb(props: {
  label: string
  items: { href?: string | undefined; label: string }[]
}) {
  return (
    <nav class="breadcrumb" aria-label={props.label}>
      <ol>
        {props.items.map((item) => (
          <li key={item.label}>
            {item.href ? (
              <a href={item.href}>{item.label}</a>
            ) : (
              <span aria-current="page">{item.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
