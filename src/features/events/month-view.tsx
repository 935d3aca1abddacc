import { dayOf, zone } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatDay, formatMonth, formatTime } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MonthTable, type MonthTableDay } from '../../ui/month-table.tsx'
import { Section } from '../../ui/section.tsx'
import { type EventFilter, filterQuery, monthOf } from './list-filter.ts'
import { EventRows, type Listed } from './rows.tsx'
import { isoStart } from './words.tsx'

type Props = {
  c: Ctx
  filter: EventFilter
  month: Temporal.PlainYearMonth
  /** All that fit the filter, of any month. */
  listed: Listed[]
}

/** A month as a table of its days where there is room, and as a list everywhere. */
export function MonthView({ c, filter, month, listed }: Props) {
  const { t, lang } = c.var
  const title = formatMonth(month, lang)
  const own = listed.filter(({ event }) => monthOf(event) === month.toString())
  const href = (other: Temporal.PlainYearMonth) =>
    to(c, `/events${filterQuery(filter, { view: 'month', month: other.toString() })}`)
  const [before, after] = [month.subtract({ months: 1 }), month.add({ months: 1 })]
  return (
    <Section id="calendar" title={title}>
      <p class="month-ways">
        <a href={href(before)} rel="prev">
          ← {formatMonth(before, lang)}
        </a>{' '}
        <a href={href(after)} rel="next">
          {formatMonth(after, lang)} →
        </a>
      </p>
      <MonthTable
        caption={t('events.month.caption', { month: title })}
        weekdays={weekdays(lang)}
        weeks={weeksOf(month).map((week) => week.map((date) => dayCell(c, { date, month, own })))}
      />
      {own.length === 0 ? (
        <EmptyState title={t('events.month.none')} text={t('events.none.text')} />
      ) : (
        <EventRows c={c} listed={own} level={3} />
      )}
    </Section>
  )
}

/** Short and full names of the days from Sunday, as Japanese calendars begin. */
function weekdays(lang: string): { short: string; full: string }[] {
  const name = (weekday: 'short' | 'long', at: number) =>
    new Intl.DateTimeFormat(lang, { weekday, timeZone: 'UTC' }).format(Date.UTC(2020, 10, 1 + at))
  return Array.from({ length: 7 }, (_, at) => ({
    short: name('short', at),
    full: name('long', at),
  }))
}

/** Whole weeks from Sunday to Saturday that cover the month. */
function weeksOf(month: Temporal.PlainYearMonth): Temporal.PlainDate[][] {
  const first = month.toPlainDate({ day: 1 })
  const start = first.subtract({ days: first.dayOfWeek % 7 })
  const count = Math.ceil(((first.dayOfWeek % 7) + month.daysInMonth) / 7)
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => start.add({ days: week * 7 + day })),
  )
}

function dayCell(
  c: Ctx,
  about: { date: Temporal.PlainDate; month: Temporal.PlainYearMonth; own: Listed[] },
): MonthTableDay {
  const { lang, now } = c.var
  const { date, month, own } = about
  const events = own.filter(({ event }) => event.starts_at && dayOf(event.starts_at).equals(date))
  return {
    day: date.day,
    label: formatDay(date, lang),
    outside: !date.toPlainYearMonth().equals(month),
    today: dayOf(now).equals(date),
    entries: events.map(({ event }) => {
      const title = pick(event.title, lang)
      const start = event.starts_at?.toZonedDateTimeISO(zone).toPlainTime()
      return {
        href: to(c, `/events/${event.slug}`),
        title: title.text,
        lang: title.lang === lang ? undefined : title.lang,
        time: start && event.precision === 'exact' ? formatTime(start, lang) : '',
        start: isoStart(event),
      }
    }),
  }
}
