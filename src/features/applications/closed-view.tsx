import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { CampaignEvent } from '../events/event.ts'
import { EventHead } from './apply-views.tsx'
import type { Offer, Offering } from './choosing.ts'

/** Nothing can be applied for now: why, and what to do instead. */
export function ClosedView({ c, event, offer }: { c: Ctx; event: CampaignEvent; offer: Offer }) {
  const { t, lang } = c.var
  const key = closedKey(event, offer)
  const opens = offer.own.find(({ chance }) => chance === 'not-yet')?.pool.opens_at
  return (
    <div class="form-page">
      <EventHead c={c} event={event}>
        <Notice kind="info" word={t('applications.notice.word')}>
          <p>
            {t(`applications.closed.${key}`, { date: opens ? formatInstant(opens, lang) : '' })}
          </p>
        </Notice>
      </EventHead>
      <p>
        <Button kind="secondary" href={to(c, `/events/${event.slug}`)}>
          {t('applications.back-to-event')}
        </Button>
      </p>
    </div>
  )
}

type ClosedKey =
  | 'cancelled'
  | 'postponed'
  | 'elsewhere'
  | 'none'
  | 'not-yet'
  | 'full'
  | 'by-invitation'
  | 'closed'

function closedKey(event: CampaignEvent, { own }: Offer): ClosedKey {
  if (event.state === 'cancelled' || event.state === 'postponed') return event.state
  if (event.source === 'partner') return 'elsewhere'
  if (own.length === 0) return 'none'
  const has = (chance: Offering['chance']) => own.some((one) => one.chance === chance)
  return (['not-yet', 'full', 'by-invitation'] as const).find(has) ?? 'closed'
}
