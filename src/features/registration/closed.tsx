import { dayOf } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { page, to } from '../../http/page.tsx'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import type { Edition } from '../editions/edition.ts'
import { MessageView } from './views.tsx'

/** Says since when or from when one may register, and where to go meanwhile. */
export function closedPage(c: Ctx, edition: Edition): Response {
  const { t, lang } = c.var
  const { from, to: last } = edition.periods.registration
  const before = Temporal.PlainDate.compare(dayOf(c.var.now), from) < 0
  const when = before ? 'before' : 'after'
  const title = t(`registration.closed.${when}.title`)
  const date = formatDayWithYear(before ? from : last, lang)
  return page(
    c,
    { title },
    <MessageView title={title} text={t(`registration.closed.${when}.text`, { date })}>
      <Button kind="secondary" href={to(c, '/activities')}>
        {t('registration.closed.link')}
      </Button>
    </MessageView>,
  )
}
