import { dayOf } from '../clock.ts'
import { formatDayWithYear } from '../lib/jp-date.ts'
import { inLanguage } from '../lib/languages.ts'
import type { Ctx } from './context.ts'

/** Says on every page of a demo that nothing here is real, and where the mails are. */
export function DemoBanner({ c }: { c: Ctx }) {
  const { t, lang, now } = c.var
  return (
    <aside class="demo-banner" aria-label={t('site.demo.label')}>
      <p class="frame">
        {t('site.demo.banner', { date: formatDayWithYear(dayOf(now), lang) })}{' '}
        <a href={inLanguage(lang, '/demo/mails')}>{t('site.demo.mails')}</a>
      </p>
    </aside>
  )
}
