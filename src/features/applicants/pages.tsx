import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { Pager, shownPages } from '../../ui/pager.tsx'
import { listPath, type TypedFilter } from './list-filter.ts'
import type { OneEvent } from './one-event.ts'

/** The pages of the list; nothing when there is one. */
export function ListPages(props: {
  c: Ctx
  one: OneEvent
  typed: TypedFilter
  page: number
  last: number
  found: number
}) {
  const { c, page, last } = props
  const { t } = c.var
  if (last <= 1) return null
  const href = (other: number) =>
    to(c, listPath(props.one.event.slug, { ...props.typed, page: String(other) }))
  return (
    <Pager
      label={t('site.pager.label')}
      summary={t('applicants.found', { count: props.found })}
      items={shownPages(page, last).map((other) =>
        other === null
          ? { page: null }
          : {
              page: other,
              href: href(other),
              label: t('site.pager.page', { page: other }),
              current: other === page,
            },
      )}
      previous={page > 1 ? { href: href(page - 1), label: t('site.pager.previous') } : undefined}
      next={page < last ? { href: href(page + 1), label: t('site.pager.next') } : undefined}
    />
  )
}
