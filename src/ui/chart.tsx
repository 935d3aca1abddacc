import type { ComponentChildren } from 'preact'
import { axisTicks, percent } from './chart-scale.ts'
import { DataTable } from './data-table.tsx'

export interface ChartProps {
  title: string
  /** One sentence with the message of the picture; the picture's name for screen readers. */
  summary: string
  tableSummary: string
  headers: string[]
}
export interface ChartPoint {
  label: string
  value: number
  /** The value as people read it: "1,234件". */
  text: string
  /** Written under the axis; leave out for points between. */
  axis?: string | undefined
  /** Drawn in the accent while the others step back. */
  marked?: boolean | undefined
}

const plotHeight = 168

/** One bar per point, in order: registrations per day. Widths are shares, so text never shrinks. */
export function BarChart(props: ChartProps & { points: ChartPoint[] }) {
  const ticks = axisTicks(Math.max(0, ...props.points.map((point) => point.value)))
  const top = ticks[0] ?? 1
  const count = props.points.length
  return (
    <ChartFrame
      {...props}
      ticks={ticks}
      rows={props.points.map((point) => [point.label, point.text])}
    >
      {props.points.map((point, at) => {
        const height = (plotHeight * point.value) / top
        return (
          <rect
            key={point.label}
            class={point.marked ? 'chart-bar chart-bar-marked' : 'chart-bar'}
            x={percent(at + 0.14, count)}
            width={percent(0.72, count)}
            y={plotHeight - height}
            height={height}
          >
            <title>{`${point.label} ${point.text}`}</title>
          </rect>
        )
      })}
      <AxisLabels points={props.points} />
    </ChartFrame>
  )
}

export interface ChartSeries {
  name: string
  points: ChartPoint[]
}

/** Lines over the same days; the first is the edition's, the others are dashed comparisons. */
export function LineChart(props: ChartProps & { series: ChartSeries[] }) {
  const values = props.series.flatMap((series) => series.points.map((point) => point.value))
  const ticks = axisTicks(Math.max(0, ...values))
  const top = ticks[0] ?? 1
  const first = props.series[0]?.points ?? []
  const rows = first.map((point, at) => [
    point.label,
    ...props.series.map((series) => series.points[at]?.text ?? '–'),
  ])
  return (
    <ChartFrame {...props} ticks={ticks} rows={rows} legend={props.series.map(({ name }) => name)}>
      <svg viewBox="0 0 100 100" width="100%" height={plotHeight} preserveAspectRatio="none">
        {props.series.map((series, at) => (
          <polyline
            key={series.name}
            class={`chart-line chart-line-${at}`}
            points={linePoints(series.points, first.length, top)}
          />
        ))}
      </svg>
      <AxisLabels points={first} />
    </ChartFrame>
  )
}

function linePoints(points: ChartPoint[], count: number, top: number): string {
  return points
    .map((point, at) => `${((at + 0.5) * 100) / count},${100 - (100 * point.value) / top}`)
    .join(' ')
}

function AxisLabels(props: { points: ChartPoint[] }) {
  return (
    <>
      {props.points.map(
        (point, at) =>
          point.axis && (
            <text
              key={point.label}
              class="chart-text"
              x={percent(at + 0.5, props.points.length)}
              y={plotHeight + 20}
            >
              {point.axis}
            </text>
          ),
      )}
    </>
  )
}

interface FrameProps extends ChartProps {
  ticks: number[]
  rows: string[][]
  legend?: string[] | undefined
  children: ComponentChildren
}

function ChartFrame(props: FrameProps) {
  return (
    <figure class="chart">
      <figcaption>{props.title}</figcaption>
      {props.legend && <Legend names={props.legend} />}
      <ChartPlot {...props} />
      <DataTable
        summary={props.tableSummary}
        caption={props.title}
        headers={props.headers}
        rows={props.rows.map((cells) => ({ cells }))}
      />
    </figure>
  )
}

function ChartPlot(props: FrameProps) {
  const steps = props.ticks.length - 1
  return (
    <div class="chart-plot">
      <ul class="chart-scale" aria-hidden="true">
        {props.ticks.map((tick) => (
          <li key={tick}>{tick}</li>
        ))}
      </ul>
      <svg
        class="chart-picture"
        width="100%"
        height={plotHeight + 28}
        role="img"
        aria-label={props.summary}
      >
        {props.ticks.map((tick, at) => {
          const y = (plotHeight * at) / steps
          return <line key={tick} class="chart-rule" x1="0" x2="100%" y1={y} y2={y} />
        })}
        {props.children}
      </svg>
    </div>
  )
}

function Legend(props: { names: string[] }) {
  return (
    <ul class="chart-legend">
      {props.names.map((name, at) => (
        <li key={name}>
          <svg width="28" height="10" aria-hidden="true">
            <line class={`chart-line chart-line-${at}`} x1="0" x2="28" y1="5" y2="5" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
