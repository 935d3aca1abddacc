import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatMonth } from '../../lib/jp-date.ts'
import { formatNumber } from '../../lib/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { ViewLinks } from '../../ui/view-links.tsx'
import type { Edition } from '../editions/edition.ts'
import { phaseOf } from './event.ts'
import {
  type EventFilter,
  eventKinds,
  eventModes,
  filterQuery,
  fitting,
  monthOf,
} from './list-filter.ts'
import { MonthView } from './month-view.tsx'
import { EventRows, type Listed } from './rows.tsx'

type Props = {
  c: Ctx
  edition: Edition
  filter: EventFilter
  /** Every public event, for the choices of the filter. */
  all: Listed[]
  listed: Listed[]
}

/** All events of the edition: those to come by month, then those that are over; or one month. */
export function ListView(props: Props) {
  const { c, filter, listed } = props
  const { t } = c.var
  return (
    <>
      <PageHead title={t('events.title')} lead={t('events.lead')} />
      <Filter {...props} />
      <Views {...props} />
      {filter.view === 'month' ? (
        <MonthView c={c} filter={filter} month={shownMonth(props)} listed={ofAnyMonth(props)} />
      ) : (
        <Listing c={c} filter={filter} listed={listed} />
      )}
      <Ways c={c} filter={filter} />
    </>
  )
}

/** The month view leafs through months: the month is its page and not a condition. */
function ofAnyMonth({ c, filter, all }: Props): Listed[] {
  return fitting({ ...filter, month: '' }, all, c.var.now)
}

/** The chosen month, else that of the next event, else the campaign's own. */
function shownMonth(props: Props): Temporal.PlainYearMonth {
  const { c, edition, filter } = props
  const next = ofAnyMonth(props).find(({ event }) => phaseOf(event, c.var.now) !== 'over')
  const month = filter.month || (next && monthOf(next.event))
  return month
    ? Temporal.PlainYearMonth.from(month)
    : edition.periods.campaign.from.toPlainYearMonth()
}

function Views(props: Props) {
  const { c, filter, listed } = props
  const { t, lang } = c.var
  const view = (name: '' | 'month', count: number) => ({
    href: to(c, `/events${filterQuery(filter, { view: name })}`),
    label: t(name === 'month' ? 'events.view.month' : 'events.view.list'),
    count: formatNumber(count, lang),
    current: filter.view === name,
  })
  return (
    <ViewLinks
      label={t('events.view')}
      views={[view('', listed.length), view('month', ofAnyMonth(props).length)]}
    />
  )
}

function Listing({ c, filter, listed }: Pick<Props, 'c' | 'filter' | 'listed'>) {
  const { t, now } = c.var
  const isPast = ({ event }: Listed) => phaseOf(event, now) === 'over'
  const past = listed.filter(isPast)
  const narrowed = filterQuery(filter, { view: '' }) !== ''
  return (
    <>
      {listed.length === 0 && (
        <>
          <EmptyState title={t('events.none')} text={t('events.none.text')} />
          {narrowed && (
            <p>
              <a href={to(c, '/events')}>{t('events.none.all')}</a>
            </p>
          )}
        </>
      )}
      <Months c={c} listed={listed.filter((one) => !isPast(one))} />
      {past.length > 0 && (
        <Section id="past" title={t('events.past')}>
          <EventRows c={c} listed={past.toReversed()} level={3} />
        </Section>
      )}
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

/** The same list elsewhere: in a calendar, in a reader of feeds, as data, on another site. */
function Ways({ c, filter }: Pick<Props, 'c' | 'filter'>) {
  const { t } = c.var
  const query = filterQuery(filter, { view: '' })
  return (
    <Section id="elsewhere" title={t('events.elsewhere')} quiet>
      <ul>
        {(['ics', 'atom', 'json'] as const).map((kind) => (
          <li key={kind}>
            <a href={to(c, `/events.${kind}${query}`)}>{t(`events.elsewhere.${kind}`)}</a>
          </li>
        ))}
        <li>
          <a href={to(c, `/events/embed${query}`)}>{t('events.elsewhere.embed')}</a>
        </li>
        <li>
          <a href={to(c, '/events/propose')}>{t('partner-events.propose')}</a>
        </li>
      </ul>
    </Section>
  )
}

/** A GET form: month, kind, way of taking part, places left. */
function Filter({ c, filter, all }: Props) {
  const { t } = c.var
  return (
    <details class="stack" open={filterQuery(filter, { view: '' }) !== ''}>
      <summary>{t('events.filter')}</summary>
      <form method="get" action={to(c, '/events')}>
        {filter.view && <input type="hidden" name="view" value={filter.view} />}
        <FilterFields c={c} filter={filter} all={all} />
        <FormActions>
          <Button kind="secondary">{t('events.filter.submit')}</Button>
        </FormActions>
      </form>
    </details>
  )
}

/** The conditions as fields; the page for embedding has them too. */
export function FilterFields({ c, filter, all }: Pick<Props, 'c' | 'filter' | 'all'>) {
  const { t, lang } = c.var
  const months = [...new Set(all.map(({ event }) => monthOf(event)))].filter(Boolean).toSorted()
  const choices: Record<'month' | 'kind' | 'mode' | 'places', [string, string][]> = {
    month: months.map((one) => [one, formatMonth(Temporal.PlainYearMonth.from(one), lang)]),
    kind: eventKinds.map((one) => [one, t(`events.kind.${one}`)]),
    mode: eventModes.map((one) => [one, t(`events.mode.${one}`)]),
    places: [['free', t('events.filter.places.free')]],
  }
  return (
    <>
      {(['month', 'kind', 'mode', 'places'] as const).map((name) => (
        <Select
          key={name}
          name={name}
          label={t(`events.filter.${name}`)}
          placeholder={t('events.filter.any')}
          value={filter[name]}
          options={choices[name].map(([value, label]) => ({ value, label }))}
        />
      ))}
    </>
  )
}
