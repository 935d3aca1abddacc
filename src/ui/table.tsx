import type { ComponentChildren } from 'preact'

export interface TableColumn {
  label: string
  /** Numbers stand right, words left. */
  number?: boolean | undefined
  /** Short words and numbers that must not break. */
  narrow?: boolean | undefined
  sort?: { href: string; direction?: 'ascending' | 'descending' | undefined } | undefined
  /** A column of buttons has its name for screen readers only. */
  quiet?: boolean | undefined
}
export interface TableRow {
  id: string
  cells: ComponentChildren[]
  /** The name of the row, spoken at its checkbox. */
  selectLabel?: string | undefined
}

/** A dense table in a region of its own that scrolls and can be focused; on a telephone its rows are cards. */
export function Table(props: {
  caption: string
  captionHidden?: boolean | undefined
  columns: TableColumn[]
  rows: TableRow[]
  /** Gives every row a checkbox of this name, for the bulk bar's form. */
  select?: { name: string; label: string; form?: string | undefined } | undefined
}) {
  return (
    <div class="table-region" role="group" aria-label={props.caption} tabIndex={0}>
      <table class="table">
        <caption class={props.captionHidden ? 'offscreen' : undefined}>{props.caption}</caption>
        <thead>
          <tr>
            {props.select && (
              <th scope="col" class="table-select">
                <span class="offscreen">{props.select.label}</span>
              </th>
            )}
            {props.columns.map((column) => (
              <HeadCell key={column.label} {...column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <BodyRow key={row.id} {...row} columns={props.columns} select={props.select} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HeadCell(props: TableColumn) {
  const arrow = props.sort?.direction === 'ascending' ? '▲' : '▼'
  return (
    <th
      scope="col"
      class={props.number ? 'table-number' : undefined}
      aria-sort={props.sort?.direction}
    >
      {props.sort ? (
        <a href={props.sort.href}>
          {props.label}
          {props.sort.direction && <span aria-hidden="true"> {arrow}</span>}
        </a>
      ) : (
        <span class={props.quiet ? 'offscreen' : undefined}>{props.label}</span>
      )}
    </th>
  )
}

function BodyRow(
  props: TableRow & {
    columns: TableColumn[]
    select: { name: string; form?: string | undefined } | undefined
  },
) {
  return (
    <tr>
      {props.select && (
        <td class="table-select">
          <input
            type="checkbox"
            name={props.select.name}
            value={props.id}
            form={props.select.form}
            aria-label={props.selectLabel}
          />
        </td>
      )}
      {props.cells.map((cell, at) => (
        <td key={at} class={cellClass(props.columns[at])} data-label={labelOf(props.columns[at])}>
          {cell}
        </td>
      ))}
    </tr>
  )
}

/** What stands before the value on a card; a column of buttons speaks for itself. */
function labelOf(column: TableColumn | undefined): string | undefined {
  return column?.quiet ? undefined : column?.label
}

function cellClass(column: TableColumn | undefined): string | undefined {
  if (column?.number) return 'table-number'
  return column?.narrow ? 'table-narrow' : undefined
}
