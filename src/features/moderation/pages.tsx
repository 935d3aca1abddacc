import type { Ctx } from '../../http/context.ts'
import { Pager, shownPages } from '../../ui/pager.tsx'

/** The pages of a list; nothing when there is one. */
export function Pages(props: {
  c: Ctx
  page: number
  last: number
  href: (page: number) => string
}) {
  const { c, page, last, href } = props
  const { t } = c.var
  if (last <= 1) return null
  return (
    <Pager
      label={t('site.pager.label')}
      summary={t('moderation.pages', { page, last })}
      items={shownPages(page, last).map((one) =>
        one === null
          ? { page: null }
          : {
              page: one,
              href: href(one),
              label: t('site.pager.page', { page: one }),
              current: one === page,
            },
      )}
      previous={page > 1 ? { href: href(page - 1), label: t('site.pager.previous') } : undefined}
      next={page < last ? { href: href(page + 1), label: t('site.pager.next') } : undefined}
    />
  )
}
