// Optional: j and k move between the rows of a table, x ticks the row, Enter opens it.
const rows = () => [...document.querySelectorAll<HTMLTableRowElement>('main .table tbody tr')]
const linkOf = (row: HTMLTableRowElement | undefined) =>
  row?.querySelector<HTMLAnchorElement>('a[href]')

document.addEventListener('keydown', (event) => {
  const typing = (event.target as HTMLElement).closest(
    'input:not([type=checkbox]), textarea, select',
  )
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return
  const all = rows()
  const here = all.findIndex((row) => row.contains(document.activeElement))
  if (event.key === 'j' || event.key === 'k') {
    const next = here < 0 ? 0 : here + (event.key === 'j' ? 1 : -1)
    linkOf(all[next])?.focus()
    event.preventDefault()
  }
  // Enter on the focused link opens it without our help
  if (event.key === 'x') all[here]?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
})
