import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Figures } from '../../ui/figures.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import type { CampaignEvent } from '../events/event.ts'
import { receiptNumber } from './application.ts'
import { joinsOnScreen } from './own.ts'
import type { Whole } from './queries.ts'
import { foreign, poolNameOf, whenOf } from './wording.ts'

type Rest = { already: CampaignEvent[]; full: CampaignEvent[] }

/** The number, big; what happens next; until when the address must be proven. */
export function ReceiptView(props: {
  c: Ctx
  event: CampaignEvent
  receipts: Whole[]
  rest: Rest
}) {
  const { c, event, receipts, rest } = props
  const { t } = c.var
  const proving = receipts.some(({ application }) => application.hold_until !== null)
  return (
    <div class="form-page stack">
      <PageHead
        title={t('applications.receipt.title')}
        lead={t(proving ? 'applications.receipt.lead' : 'applications.receipt.lead.later')}
      />
      {receipts.map((one) => (
        <Receipt key={one.application.id} c={c} one={one} />
      ))}
      <RestNotices c={c} rest={rest} />
      {proving && <p>{t('applications.receipt.no-mail')}</p>}
      <BackToEvent c={c} event={event} />
    </div>
  )
}

function Receipt({ c, one }: { c: Ctx; one: Whole }) {
  const { t, lang } = c.var
  const { application, event, pool } = one
  const { state, waiting_number: place, hold_until: until } = application
  const joins = joinsOnScreen(one, c.var.now)
  const title = pick(event.title, lang)
  const number = receiptNumber(event.slug, application.number)
  return (
    <Section id={`receipt-${application.id}`} title={whenOf(event, lang, t)} quiet>
      <div class="stack">
        <p>
          <strong lang={foreign(title, lang)}>{title.text}</strong> (
          {poolNameOf(pool, lang, t).text})
        </p>
        <Figures
          items={[
            state === 'waiting' && place !== null
              ? {
                  label: t('applications.number.waiting'),
                  value: `W-${place}`,
                  note: `${t('applications.number')} ${number}`,
                }
              : { label: t('applications.number'), value: number },
          ]}
        />
        <p>{t(`applications.receipt.state.${state}`)}</p>
        {joins && <JoinNow c={c} one={one} />}
        {until && !joins && (
          <p>
            <strong>
              {t(`applications.receipt.until.${state === 'waiting' ? 'waiting' : 'held'}`, {
                date: formatInstant(until, lang),
              })}
            </strong>
          </p>
        )}
      </div>
    </Section>
  )
}

/** The way in for who has just applied: pressing it takes the place, without the mail. */
function JoinNow({ c, one: { application, event } }: { c: Ctx; one: Whole }) {
  const { t } = c.var
  const path = `/events/${event.slug}/applications/${application.form_key}/join`
  return (
    <form class="stack" method="post" action={to(c, path)}>
      <FormStart c={c} form="applications.join" />
      <input type="hidden" name="number" value={application.number} />
      <p>{t('applications.receipt.join.lead')}</p>
      <p>
        <Button>{t('applications.act.join')}</Button>
      </p>
    </form>
  )
}

/** The address has applied before: its receipt was sent again. */
export function AgainView({ c, event, rest }: { c: Ctx; event: CampaignEvent; rest: Rest }) {
  return (
    <div class="form-page stack">
      <PageHead
        title={c.var.t('applications.again.title')}
        lead={c.var.t('applications.again.lead')}
      />
      <RestNotices c={c} rest={rest} />
      <BackToEvent c={c} event={event} />
    </div>
  )
}

function RestNotices({ c, rest }: { c: Ctx; rest: Rest }) {
  const { t, lang } = c.var
  return (
    <>
      {(['already', 'full'] as const).map(
        (kind) =>
          rest[kind].length > 0 && (
            <Notice key={kind} kind="warning" word={t('applications.notice.word')}>
              <p>{t(`applications.rest.${kind}`)}</p>
              <ul>
                {rest[kind].map((event) => (
                  <li key={event.id}>
                    {pick(event.title, lang).text} {whenOf(event, lang, t)}
                  </li>
                ))}
              </ul>
            </Notice>
          ),
      )}
    </>
  )
}

function BackToEvent({ c, event }: { c: Ctx; event: CampaignEvent }) {
  return (
    <p>
      <Button kind="secondary" href={to(c, `/events/${event.slug}`)}>
        {c.var.t('applications.back-to-event')}
      </Button>
    </p>
  )
}
