import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatDuration } from '../../lib/durations.ts'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Countdown } from '../../ui/player.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Status, type StatusKind } from '../../ui/status.tsx'
import { receiptNumber } from '../applications/application.ts'
import { type Own, watchesOnline } from '../applications/own.ts'
import { foreign, whenOf } from '../applications/wording.ts'
import type { Moment } from './day.ts'
import { ArchivePart, LivePart } from './player-views.tsx'
import { PresencePart } from './presence-views.tsx'
import type { Source } from './source.ts'

export type JoinProps = {
  c: Ctx
  own: Own
  moment: Moment
  /** When the next moment comes. */
  until?: Temporal.Instant
  /** Whether signs of life are taken now. */
  open: boolean
  /** Only while it may be seen. */
  live: Source | undefined
  archive: Source | undefined
  /** Whole minutes counted so far. */
  minutes: number
  hasMaterials: boolean
  /** The visitor has asked to load the foreign player. */
  plays: boolean
  /** The button was pressed just now. */
  noted: boolean
}

const signs: Record<Moment, StatusKind> = {
  undated: 'draft',
  before: 'waiting',
  waiting: 'warning',
  live: 'open',
  ended: 'closed',
}

/** The page of the day: where it stands, what to do now, what is counted. */
export function JoinView(props: JoinProps) {
  const { c, own, moment } = props
  const { t, lang } = c.var
  const { event, application } = own
  const title = pick(event.title, lang)
  return (
    <div class="form-page stack" {...forScript(props)}>
      <PageHead
        title={title.text}
        titleLang={foreign(title, lang)}
        over={
          <>
            <span class="figures">{receiptNumber(event.slug, application.number)}</span>{' '}
            <Status kind={signs[moment]}>{t(`attendance.moment.${moment}`)}</Status>
          </>
        }
        lead={whenOf(event, lang, t)}
      />
      <Now {...props} />
      {props.live && <LivePart {...props} source={props.live} />}
      {props.archive && <ArchivePart {...props} source={props.archive} />}
      {props.open && <PresencePart {...props} />}
      {!props.open && props.minutes > 0 && (
        <p>{t('attendance.presence.minutes', { minutes: props.minutes })}</p>
      )}
      {props.hasMaterials && (
        <Section id="materials" title={t('attendance.materials')} quiet>
          <p>
            <a href={to(c, `${own.path}/materials`)}>{t('attendance.materials.open')}</a>
          </p>
        </Section>
      )}
      <p>
        <a href={to(c, own.path)}>{t('attendance.back')}</a>
      </p>
    </div>
  )
}

/** What the script needs: our clock, the next moment, where signs of life go. */
function forScript({ c, own, moment, until, open }: JoinProps) {
  const ms = (instant: Temporal.Instant | null | undefined) =>
    instant ? String(instant.epochMilliseconds) : undefined
  const counting = moment === 'before' || moment === 'waiting'
  return {
    'data-day': '',
    'data-moment': moment,
    'data-now': ms(c.var.now),
    'data-start': counting ? ms(own.event.starts_at) : undefined,
    // at the announced end nobody is thrown out of what is still running
    'data-until': counting ? ms(until) : undefined,
    'data-presence': open ? to(c, `${own.path}/presence`) : undefined,
  }
}

function Now(props: JoinProps) {
  const { c, own, moment } = props
  const { t } = c.var
  switch (moment) {
    case 'undated':
      return <p>{t('attendance.undated.text')}</p>
    case 'before':
      return (
        <>
          <Left {...props} />
          <p>{t('attendance.before.text')}</p>
          <p>
            <Button kind="secondary" href={to(c, `${own.path}/calendar.ics`)}>
              {t('attendance.calendar')}
            </Button>
          </p>
        </>
      )
    case 'waiting':
      return (
        <>
          <Left {...props} />
          <p>{t('attendance.waiting.text')}</p>
          <p>
            {t('attendance.waiting.manual')}{' '}
            <a href={to(c, `${own.path}/join`)}>{t('attendance.reload')}</a>
          </p>
        </>
      )
    case 'live':
      return null
    case 'ended':
      return <p>{t(endedText(props))}</p>
  }
}

function Left({ c, own }: JoinProps) {
  const { lang, now, t } = c.var
  const { starts_at: start } = own.event
  if (!start) return null
  const minutes = Math.max(1, Math.ceil(now.until(start).total('minutes')))
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const left = days > 0 ? { days, hours } : { hours, minutes: minutes % 60 }
  return (
    <Countdown
      label={t('attendance.until-start')}
      value={formatDuration(Temporal.Duration.from(left), lang)}
    />
  )
}

function endedText({ c, own, live, archive }: JoinProps) {
  const { archive_for: whom, archive_url: url } = own.event
  if (live) return 'attendance.ended.overrun'
  if (archive || !watchesOnline(own)) return 'attendance.ended.text'
  if (whom === 'none') return 'attendance.ended.none'
  const { archive_until: until } = own.event
  const closed = until !== null && Temporal.Instant.compare(c.var.now, until) >= 0
  return url === '' && !closed ? 'attendance.ended.later' : 'attendance.ended.closed'
}
