/** One line of the results: what was measured, beside what, and whether the goal is met. */
export type Line = {
  name: string
  value: number
  unit: string
  /** What the same run measured for the yardstick, in the same unit. */
  yardstick?: number | undefined
  /** The figure that the goal speaks of, when it is not the value itself. */
  ratio?: number | undefined
  goal?: string | undefined
  met?: boolean | undefined
}

/** The middle one; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which this part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
}

/** A line of figures against a goal "at least" (`≥`) or "at most" (`≤`) of value or ratio. */
export function against(line: Line, sign: '≥' | '≤', goal: number, unit = ''): Line {
  const figure = line.ratio ?? line.value
  const met = sign === '≥' ? figure >= goal : figure <= goal
  return { ...line, goal: `${sign} ${goal}${unit}`, met }
}

/** A line as people read it. */
export function print(line: Line): void {
  const parts = [`${line.name}: ${figure(line.value)} ${line.unit}`]
  if (line.yardstick !== undefined) parts.push(`beside ${figure(line.yardstick)}`)
  if (line.ratio !== undefined) parts.push(`ratio ${figure(line.ratio)}`)
  if (line.goal) parts.push(`goal ${line.goal}`)
  if (line.met !== undefined) parts.push(line.met ? 'met' : 'MISSED')
  console.log(`  ${parts.join(' · ')}`)
}

function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}
