/** A page of the list, or a gap between pages. */
export type PagerItem =
  | { page: null }
  | { page: number; href: string; label: string; current?: boolean | undefined }

/** Pages of a list. Labels say what a screen reader needs: "3ページ目". */
export function Pager(props: {
  label: string
  previous?: { href: string; label: string } | undefined
  next?: { href: string; label: string } | undefined
  items: PagerItem[]
  summary: string
}) {
  return (
    <nav class="pager" aria-label={props.label}>
      <p class="figures">{props.summary}</p>
      <ul>
        {props.previous && (
          <li>
            <a rel="prev" href={props.previous.href}>
              {props.previous.label}
            </a>
          </li>
        )}
        {props.items.map((item, at) => (
          <li key={at}>
            <PageLink {...item} />
          </li>
        ))}
        {props.next && (
          <li>
            <a rel="next" href={props.next.href}>
              {props.next.label}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

function PageLink(props: PagerItem) {
  if (props.page === null) return <span aria-hidden="true">…</span>
  const current = props.current ? 'page' : undefined
  return (
    <a href={props.href} aria-label={props.label} aria-current={current}>
      {props.page}
    </a>
  )
}

/** The pages worth showing: first, last, the current one and its neighbours; gaps between. */
export function shownPages(current: number, last: number): (number | null)[] {
  const wanted = new Set([1, last, current - 1, current, current + 1])
  const pages = [...wanted].filter((page) => page >= 1 && page <= last).toSorted((a, b) => a - b)
  return pages.flatMap((page, at) => {
    const before = pages[at - 1] ?? 0
    if (page - before === 2) return [page - 1, page]
    return page - before > 2 ? [null, page] : [page]
  })
}
