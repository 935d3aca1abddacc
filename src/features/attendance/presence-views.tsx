import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import type { JoinProps } from './join-views.tsx'
import { pressEvery } from './presence.ts'

/** What is counted and why; sentences with a `data-state` hold when the script says so. */
export function PresencePart({ c, own, minutes, noted }: JoinProps) {
  const { t } = c.var
  return (
    <Section id="presence" title={t('attendance.presence')} quiet>
      <div class="stack">
        {noted && (
          <Notice kind="success" live word={t('site.flash.done')}>
            <p>{t('attendance.presence.noted')}</p>
          </Notice>
        )}
        <div role="status">
          {(['counting', 'failing', 'over', 'stopped'] as const).map((state) => (
            <p key={state} data-state={state} hidden>
              <strong>{t(`attendance.presence.${state}`)}</strong>
            </p>
          ))}
        </div>
        <p data-state="stopped" hidden>
          <Button kind="secondary" href={to(c, `${own.path}/join`)}>
            {t('attendance.presence.resume')}
          </Button>
        </p>
        <p>{t('attendance.presence.minutes', { minutes })}</p>
        <p class="form-note">{t('attendance.presence.text')}</p>
        <form
          method="post"
          action={to(c, `${own.path}/presence`)}
          class="stack"
          data-state="failing"
        >
          <p class="form-note">{t('attendance.presence.manual', { minutes: pressEvery })}</p>
          <p>
            <Button kind="secondary">{t('attendance.presence.button')}</Button>
          </p>
        </form>
      </div>
    </Section>
  )
}
