import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatMonth } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import type { Edition } from '../editions/edition.ts'
import { type CampaignEvent, phaseOf } from './event.ts'
import { type EventFilter, eventKinds, eventModes, monthOf } from './list-filter.ts'
import { EventRows, type Listed } from './rows.tsx'

type Props = {
  c: Ctx
  edition: Edition
  filter: EventFilter
  /** Every public event, for the choices of the filter. */
  all: CampaignEvent[]
  listed: Listed[]
}

/** All events of the edition: those to come by month, then those that are over. */
export function ListView(props: Props) {
  const { c, listed } = props
  const { t, now } = c.var
  const isPast = ({ event }: Listed) => phaseOf(event, now) === 'over'
  const past = listed.filter(isPast)
  return (
    <>
      <PageHead title={t('events.title')} lead={t('events.lead')} />
      <Filter {...props} />
      {listed.length === 0 && <EmptyState title={t('events.none')} text={t('events.none.text')} />}
      <Months c={c} listed={listed.filter((one) => !isPast(one))} />
      {past.length > 0 && (
        <Section id="past" title={t('events.past')}>
          <EventRows c={c} listed={past.toReversed()} level={3} />
        </Section>
      )}
      <p>
        <a href={to(c, '/events.ics')}>{t('events.subscribe')}</a>
      </p>
    </>
  )
}

function Months({ c, listed }: { c: Ctx; listed: Listed[] }) {
  const { t, lang } = c.var
  const months = [...new Set(listed.map(({ event }) => monthOf(event)))]
  return (
    <>
      {months.map((month) => (
        <Section
          key={month}
          id={`month-${month || 'unknown'}`}
          title={
            month
              ? formatMonth(Temporal.PlainYearMonth.from(month), lang)
              : t('events.when.unknown')
          }
        >
          <EventRows
            c={c}
            listed={listed.filter(({ event }) => monthOf(event) === month)}
            level={3}
          />
        </Section>
      ))}
    </>
  )
}

/** A GET form: month, kind, way of taking part. */
function Filter({ c, filter, all }: Props) {
  const { t, lang } = c.var
  const months = [...new Set(all.map(monthOf))].filter(Boolean).toSorted()
  const chosen = filter.month || filter.kind || filter.mode
  return (
    <details class="stack" open={chosen !== ''}>
      <summary>{t('events.filter')}</summary>
      <form method="get" action={to(c, '/events')}>
        <Select
          name="month"
          label={t('events.filter.month')}
          placeholder={t('events.filter.any')}
          value={filter.month}
          options={months.map((month) => ({
            value: month,
            label: formatMonth(Temporal.PlainYearMonth.from(month), lang),
          }))}
        />
        <Select
          name="kind"
          label={t('events.filter.kind')}
          placeholder={t('events.filter.any')}
          value={filter.kind}
          options={eventKinds.map((kind) => ({ value: kind, label: t(`events.kind.${kind}`) }))}
        />
        <Select
          name="mode"
          label={t('events.filter.mode')}
          placeholder={t('events.filter.any')}
          value={filter.mode}
          options={eventModes.map((mode) => ({ value: mode, label: t(`events.mode.${mode}`) }))}
        />
        <Button kind="secondary">{t('events.filter.submit')}</Button>
      </form>
    </details>
  )
}
