export interface StripDay {
  day: number
  weekday: string
  /** What a screen reader says: "11月4日(水)、予定2件". */
  label: string
  href?: string | undefined
  events: number
  kind?: 'today' | 'ceremony' | 'plain' | undefined
  past: boolean
}

/** The month as thirty-odd cells: a strip where there is room, six across on a phone. */
export function MonthStrip(props: {
  year: number
  month: number
  days: StripDay[]
  caption: string
  legend?: { today: string; events: string; ceremony: string } | undefined
}) {
  return (
    <figure class="month">
      <figcaption class="month-caption">
        <span>{props.caption}</span>
        {props.legend && (
          <span class="month-legend">
            <span class="legend-today">{props.legend.today}</span>
            <span class="legend-events">{props.legend.events}</span>
            <span class="legend-ceremony">{props.legend.ceremony}</span>
          </span>
        )}
      </figcaption>
      <ol class="month-days">
        {props.days.map((day) => (
          <li key={day.day} class={dayClass(day, isSunday(props, day))}>
            <DayCell {...day} />
          </li>
        ))}
      </ol>
    </figure>
  )
}

function DayCell(props: StripDay) {
  if (!props.href) {
    return (
      <span class="day-cell">
        <DayFace {...props} />
      </span>
    )
  }
  const current = props.kind === 'today' ? 'date' : undefined
  return (
    <a class="day-cell" href={props.href} aria-current={current}>
      <DayFace {...props} />
    </a>
  )
}

function DayFace(props: StripDay) {
  return (
    <>
      <span class="offscreen">{props.label}</span>
      <span class="day-face" aria-hidden="true">
        <span class="day-week">{props.weekday}</span>
        <span class="day-number">{props.day}</span>
        <span class="day-events">{signs(props)}</span>
      </span>
    </>
  )
}

/** Up to three dots for events, a star for the ceremony: shapes, so that colour is not needed. */
function signs(day: StripDay): string {
  if (day.kind === 'ceremony') return '★'
  return day.events > 3 ? '●●+' : '●'.repeat(day.events)
}

function dayClass(day: StripDay, sunday: boolean): string {
  const classes = ['day', `day-${day.kind ?? 'plain'}`]
  if (day.past) classes.push('day-past')
  if (day.events === 0 && day.kind !== 'ceremony') classes.push('day-empty')
  if (sunday) classes.push('day-sunday')
  return classes.join(' ')
}

function isSunday(month: { year: number; month: number }, day: StripDay): boolean {
  const date = Temporal.PlainDate.from({ year: month.year, month: month.month, day: day.day })
  return date.dayOfWeek === 7
}
