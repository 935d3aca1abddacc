import { DataTable } from './data-table.tsx'

export interface Tile {
  code: string
  name: string
  /** At most three characters: 東京, 神奈川, TKY. The whole name is in `label` and in the table. */
  short: string
  column: number
  row: number
  count: number
  href: string
  /** What a screen reader says: "東京都 128件". */
  label: string
}

const side = 48

/** The 47 prefectures as tiles, a colour step and a number each; columns and rows from 0 or 1. */
export function TileMap(props: {
  tiles: Tile[]
  caption: string
  tableCaption: string
  tableSummary: string
  headers: [string, string]
}) {
  return (
    <figure class="tile-map">
      <figcaption>{props.caption}</figcaption>
      <Tiles tiles={props.tiles} label={props.caption} />
      <DataTable
        summary={props.tableSummary}
        caption={props.tableCaption}
        headers={props.headers}
        rows={props.tiles.map((tile) => ({
          cells: [tile.name, String(tile.count)],
          href: tile.href,
        }))}
      />
    </figure>
  )
}

function Tiles(props: { tiles: Tile[]; label: string }) {
  const columns = props.tiles.map((tile) => tile.column)
  const rows = props.tiles.map((tile) => tile.row)
  const [left, top] = [Math.min(...columns), Math.min(...rows)]
  const width = (Math.max(...columns) - left + 1) * side
  const height = (Math.max(...rows) - top + 1) * side
  const most = Math.max(...props.tiles.map((tile) => tile.count))
  const box = `-2 -2 ${width + 4} ${height + 4}`
  return (
    <svg viewBox={box} width={width} height={height} role="group" aria-label={props.label}>
      {props.tiles.map((tile) => (
        <TileCell
          key={tile.code}
          {...tile}
          x={(tile.column - left) * side}
          y={(tile.row - top) * side}
          step={colourStep(tile.count, most)}
        />
      ))}
    </svg>
  )
}

function TileCell(props: Tile & { x: number; y: number; step: number }) {
  return (
    <a class={`tile tile-${props.step}`} href={props.href}>
      <title>{props.label}</title>
      <rect x={props.x + 1} y={props.y + 1} width={side - 2} height={side - 2} rx="5" />
      <text
        aria-hidden="true"
        class={props.short.length > 2 ? 'tile-name tile-long' : 'tile-name'}
        x={props.x + side / 2}
        y={props.y + 20}
      >
        {props.short}
      </text>
      <text aria-hidden="true" class="tile-count" x={props.x + side / 2} y={props.y + 38}>
        {props.count}
      </text>
    </a>
  )
}

/** Steps 0–5 on a square-root scale: one big prefecture must not turn all others pale. */
export function colourStep(count: number, most: number): number {
  if (count <= 0 || most <= 0) return 0
  return Math.max(1, Math.ceil(5 * Math.sqrt(count / most)))
}
