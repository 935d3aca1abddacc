import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/section.tsx'
import type { WhyNot } from './day.ts'

/** Why the page of the day is closed to somebody, and the way to what they can do about it. */
export function WhyNotView({ c, path, why }: { c: Ctx; path: string; why: WhyNot }) {
  const { t } = c.var
  return (
    <div class="form-page stack">
      <PageHead title={t('attendance.why.title')} lead={t(`attendance.why.${why}`)} />
      <p>
        <Button href={to(c, path)}>{t('attendance.back')}</Button>
      </p>
    </div>
  )
}
