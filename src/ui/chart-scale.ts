/** A round upper end for an axis of counts and its four or five ticks, from the top down to 0. */
export function axisTicks(most: number): number[] {
  if (most <= 4) return [4, 3, 2, 1, 0]
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  const whole = Math.max(1, Math.ceil(step))
  const count = Math.ceil(most / whole)
  return Array.from({ length: count + 1 }, (_, at) => (count - at) * whole)
}

/** A share of the whole width as an SVG length. */
export function percent(part: number, whole: number): string {
  return `${whole > 0 ? Math.round((10000 * part) / whole) / 100 : 0}%`
}
