import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatMonth } from '../../lib/jp-date.ts'
import { formatNumber } from '../../lib/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { ActiveFilters } from '../../ui/facets.tsx'
import { ViewLinks } from '../../ui/view-links.tsx'
import { type Choosing, choicesOf, counted, looser } from './choices.ts'
import { phaseOf } from './event.ts'
import { type Condition, conditions, filterQuery, fitting, monthOf } from './list-filter.ts'
import { MonthView } from './month-view.tsx'
import { EventRows, type Listed } from './rows.tsx'

type Props = Choosing & {
  /** Those of `all` that fit. */
  listed: Listed[]
}

/** All events of the edition: those to come by month, then those that are over; or one month. */
export function ListView(props: Props) {
  const { c, filter } = props
  const { t } = c.var
  return (
    <>
      <PageHead title={t('events.title')} lead={t('events.lead')} />
      <Filter {...props} />
      <Chosen {...props} />
      <Views {...props} />
      {filter.view === 'month' ? (
        <MonthView c={c} filter={filter} month={shownMonth(props)} listed={ofAnyMonth(props)} />
      ) : (
        <Listing {...props} />
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

/** The conditions in force, each taken away by a press. */
function Chosen(props: Props) {
  const { c, filter } = props
  const { t } = c.var
  // the month view leafs through months by itself
  const shown = looser(props).filter(({ condition }) => !(filter.view && condition === 'month'))
  return (
    <ActiveFilters
      label={t('events.filter.chosen')}
      filters={shown.map(({ condition, label }) => ({
        href: to(c, `/events${filterQuery(filter, { [condition]: '' })}`),
        label,
        removeLabel: t('events.filter.remove', { label }),
      }))}
      clear={{ href: to(c, '/events'), label: t('events.none.all') }}
    />
  )
}

/** Nothing fits: which condition, taken away, would find how many. */
function Nothing(props: Props) {
  const { c, filter } = props
  const { t } = c.var
  const ways = looser(props).filter(({ count }) => count > 0)
  return (
    <EmptyState
      title={t('events.none')}
      text={t(ways.length > 0 ? 'events.none.loosen' : 'events.none.text')}
    >
      {ways.length > 0 && (
        <ul>
          {ways.map(({ condition, label, count }) => (
            <li key={condition}>
              <a href={to(c, `/events${filterQuery(filter, { [condition]: '' })}`)}>
                {t('events.none.without', { label, count })}
              </a>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={to(c, '/events')}>{t('events.none.all')}</a>
      </p>
    </EmptyState>
  )
}

function Listing(props: Props) {
  const { c, listed } = props
  const isPast = ({ event }: Listed) => phaseOf(event, c.var.now) === 'over'
  const past = listed.filter(isPast)
  return (
    <>
      {listed.length === 0 && <Nothing {...props} />}
      <Months c={c} listed={listed.filter((one) => !isPast(one))} />
      {past.length > 0 && (
        <Section id="past" title={c.var.t('events.past')}>
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

/** A GET form with the conditions that this list can be narrowed by. */
function Filter(props: Props) {
  const { c, filter } = props
  const { t } = c.var
  return (
    <details class="stack" open={filterQuery(filter, { view: '' }) !== ''}>
      <summary>{t('events.filter')}</summary>
      <form method="get" action={to(c, '/events')}>
        {filter.view && <input type="hidden" name="view" value={filter.view} />}
        <FilterFields {...props} />
        <FormActions>
          <Button kind="secondary">{t('events.filter.submit')}</Button>
        </FormActions>
      </form>
    </details>
  )
}

/** The conditions as fields; the page for embedding has them too. */
export function FilterFields(choosing: Choosing) {
  return (
    <div class="filter-fields">
      {conditions.map((condition) => (
        <ConditionField key={condition} choosing={choosing} condition={condition} />
      ))}
    </div>
  )
}

/** A condition to which there is but one answer is not asked for. */
function ConditionField({ choosing, condition }: { choosing: Choosing; condition: Condition }) {
  const { c, filter } = choosing
  const { t } = c.var
  const choices = choicesOf(choosing, condition)
  const needless = choices.length < (condition === 'places' ? 1 : 2) && !filter[condition]
  if (needless) return null
  return (
    <Select
      name={condition}
      label={t(`events.filter.${condition}`)}
      placeholder={t('events.filter.any')}
      value={filter[condition]}
      options={choices.map((choice) => ({ value: choice.value, label: counted(c, choice) }))}
    />
  )
}
