import type { ComponentChildren } from 'preact'

/**
 * Times by people: a table where there is room, one list entry per time on a phone. A cell without
 * content says nothing there; each tells its column's name, which only the phone shows.
 */
export function SlotTable(props: {
  caption: string
  timeLabel: string
  columns: { id: number; label: string }[]
  rows: { time: string; cell: (column: number) => ComponentChildren }[]
}) {
  return (
    <table class="slot-table">
      <caption class="offscreen">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{props.timeLabel}</th>
          {props.columns.map(({ id, label }) => (
            <th key={id} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ time, cell }) => (
          <tr key={time}>
            <th scope="row" class="figures">
              {time}
            </th>
            {props.columns.map(({ id, label }) => (
              <SlotCell key={id} label={label} content={cell(id)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SlotCell({ label, content }: { label: string; content: ComponentChildren }) {
  if (!content) return <td class="slot-none" />
  return (
    <td>
      <span class="slot-column" aria-hidden="true">
        {label}
      </span>
      {content}
    </td>
  )
}
