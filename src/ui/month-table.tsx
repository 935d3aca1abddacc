export interface MonthTableDay {
  day: number
  /** The whole date, for who does not see the table: 11月4日(水). */
  label: string
  /** Of the month before or after. */
  outside: boolean
  today: boolean
  entries: { href: string; title: string; lang?: string | undefined; time: string; start: string }[]
}

/** A month as a table of weeks. On a telephone it is left out: the list below says the same. */
export function MonthTable(props: {
  caption: string
  weekdays: { short: string; full: string }[]
  weeks: MonthTableDay[][]
}) {
  return (
    <table class="month-table">
      <caption class="offscreen">{props.caption}</caption>
      <thead>
        <tr>
          {props.weekdays.map(({ short, full }) => (
            <th key={full} scope="col" abbr={full}>
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.weeks.map((week) => (
          <tr key={week[0]?.label}>
            {week.map((day) => (
              <Day key={day.label} {...day} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day, label, outside, today, entries }: MonthTableDay) {
  return (
    <td class={outside ? 'month-outside' : undefined} aria-current={today ? 'date' : undefined}>
      <span class="month-day figures" aria-hidden="true">
        {day}
      </span>
      <span class="offscreen">{label}</span>
      {entries.length > 0 && (
        <ul>
          {entries.map(({ href, title, lang, time, start }) => (
            <li key={href}>
              {time && <time datetime={start}>{time}</time>}{' '}
              <a href={href} lang={lang}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      )}
    </td>
  )
}
