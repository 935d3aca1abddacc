import { dayOf } from '../../clock.ts'
import { to } from '../../http/page.tsx'
import { formatDay } from '../../lib/jp-date.ts'
import { MonthStrip, type StripDay } from '../../ui/month-strip.tsx'
import type { HomeProps } from './home-view.tsx'

/** The month as cells: what is on each day, where today stands. */
export function Month(props: HomeProps) {
  const { c, edition } = props
  const { t } = c.var
  const { from, to } = edition.periods.campaign
  const days = from.until(to).days + 1
  return (
    <MonthStrip
      year={from.year}
      month={from.month}
      caption={t('home.strip.caption')}
      legend={{
        today: t('home.strip.today'),
        events: t('home.strip.events'),
        ceremony: t('home.strip.ceremony'),
      }}
      days={Array.from({ length: days }, (_, at) => dayCell(props, from.add({ days: at })))}
    />
  )
}

function dayCell({ c, events: listed, today }: HomeProps, date: Temporal.PlainDate): StripDay {
  const { t, lang } = c.var
  const events = listed
    .map(({ event }) => event)
    .filter(({ starts_at: start }) => start !== null && dayOf(start).equals(date))
  const isToday = date.equals(today)
  const named = formatDay(date, lang)
  const label =
    events.length > 0
      ? t('home.strip.day.events', { date: named, count: events.length })
      : t('home.strip.day', { date: named })
  const weekday = new Intl.DateTimeFormat(lang, { weekday: 'narrow', timeZone: 'UTC' })
  return {
    day: date.day,
    weekday: weekday.format(date.toZonedDateTime('UTC').epochMilliseconds),
    label: isToday ? t('home.strip.day.today', { label }) : label,
    href: events[0] && to(c, `/events/${events[0].slug}`),
    events: events.length,
    kind: isToday ? 'today' : events.some(({ kind }) => kind === 'ceremony') ? 'ceremony' : 'plain',
    past: Temporal.PlainDate.compare(date, today) < 0,
  }
}
