import type { Ctx } from '../../http/context.ts'
import type { MistakeInWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import type { AuditEntry } from '../audit/queries.ts'
import { History } from '../audit/history.tsx'
import type { CampaignEvent, EventPool, Organiser, ProgrammeItem } from '../events/event.ts'
import { publicStates } from '../events/event.ts'
import { deskPath, type EventDesk, titleOf } from './at-hand.ts'
import { ActButton, Mistakes } from './form-page.tsx'
import type { Missing } from './life.ts'
import { LifePanel } from './life-panel.tsx'
import { MessageList } from './message-list.tsx'
import { Parts } from './one-parts.tsx'
import { PoolTable } from './places-views.tsx'
import type { EventMessage } from './message-queries.ts'
import type { Material, Waiting } from './queries.ts'
import type { Typed } from './spec.ts'
import { dutiesOf, EventStatus, whenOf } from './words.tsx'

export type OneProps = {
  c: Ctx
  desk: EventDesk
  event: CampaignEvent
  pools: EventPool[]
  organisers: Organiser[]
  programme: ProgrammeItem[]
  materials: Material[]
  messages: EventMessage[]
  history: AuditEntry[]
  waiting: Waiting | undefined
  mayEdit: boolean
  maySeeApplicants: boolean
  missing: Missing[]
  /** A publication was refused because of what is missing. */
  refused: boolean
  typed: Typed
  mistakes: MistakeInWords[]
}

/** One event: its state, what waits, its parts, its places, its messages, its history. */
export function OneView(props: OneProps) {
  const { c, event, pools, mayEdit } = props
  const { t } = c.var
  return (
    <div class="stack">
      <Mistakes {...props} />
      <Head {...props} />
      <Duties {...props} />
      {mayEdit && <LifePanel {...props} />}
      <Section
        id="places"
        title={t('event-desk.places.title')}
        quiet
        more={{ href: to(c, deskPath(event, '/places')), label: t('event-desk.places.more') }}
      >
        <PoolTable c={c} event={event} pools={pools} />
      </Section>
      <Parts {...props} />
      <Section id="messages" title={t('event-desk.messages.title')} quiet>
        <MessageList {...props} mayWrite={props.maySeeApplicants} />
      </Section>
      {mayEdit && (
        <Section id="copy" title={t('event-desk.copy.title')} quiet>
          <p>{t('event-desk.copy.text')}</p>
          <ActButton
            c={c}
            action={deskPath(event, '/copy')}
            form="event-desk.copy"
            label={t('event-desk.copy.button')}
          />
        </Section>
      )}
      <Section id="history" title={t('event-desk.history')} quiet>
        <History c={c} entries={props.history} />
      </Section>
    </div>
  )
}

function Head({ c, event, mayEdit, maySeeApplicants }: OneProps) {
  const { t, lang } = c.var
  const title = titleOf(event, lang)
  const isPublic = (publicStates as readonly string[]).includes(event.state)
  return (
    <PageHead
      title={title.text}
      titleLang={title.lang}
      over={<EventStatus c={c} event={event} />}
      lead={`${whenOf(c, event)} · ${t(`event-desk.mode.${event.mode}`)}`}
    >
      <p class="form-actions">
        {maySeeApplicants && (
          <a href={to(c, deskPath(event, '/applicants'))}>{t('event-desk.applicants')}</a>
        )}
        {mayEdit && <a href={to(c, deskPath(event, '/survey'))}>{t('event-desk.survey')}</a>}
        <a href={to(c, deskPath(event, '/report'))}>{t('event-report.title')}</a>
        {isPublic && <a href={to(c, `/events/${event.slug}`)}>{t('event-desk.public-page')}</a>}
      </p>
    </PageHead>
  )
}

/** What waits on the officer, and an unsent message first of all. */
function Duties(props: OneProps) {
  const { c, event, messages, waiting } = props
  const { t } = c.var
  const draft = messages.find(({ state, kind }) => state === 'draft' && kind !== 'free')
  const duties = dutiesOf(c, event, waiting)
  if (duties.length === 0) return null
  return (
    <Notice kind="warning" word={t('event-desk.waits')}>
      <ul>
        {duties.map((duty) => (
          <li key={duty}>{duty}</li>
        ))}
      </ul>
      {draft && (
        <Button kind="secondary" href={to(c, deskPath(event, `/messages/${draft.id}`))}>
          {t('event-desk.message.open')}
        </Button>
      )}
    </Notice>
  )
}
