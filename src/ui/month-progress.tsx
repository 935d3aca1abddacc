import { thirtyDots } from './mark.tsx'

/** A goal as thirty dots; the text beside it says the numbers. */
export function MonthProgress(props: {
  actual: number
  goal: number
  text: string
  note?: string | undefined
}) {
  const lit = litDots(props.actual, props.goal)
  return (
    <div class="progress">
      <svg class="progress-dots" viewBox="0 0 60 50" width="180" height="150" aria-hidden="true">
        <path class="progress-rest" d={thirtyDots} />
        <path class="progress-lit" d={firstDots(lit)} />
      </svg>
      <p class="progress-text figures">
        <strong>{props.text}</strong>
        {props.note && <span class="soft">{props.note}</span>}
      </p>
    </div>
  )
}

/** How many of thirty dots are full. Never all before the goal is reached, never none once begun. */
export function litDots(actual: number, goal: number): number {
  if (actual <= 0 || goal <= 0) return 0
  if (actual >= goal) return 30
  return Math.min(29, Math.max(1, Math.round((30 * actual) / goal)))
}

function firstDots(count: number): string {
  const rows = Math.ceil(count / 6)
  return Array.from({ length: rows }, (_, row) => {
    const across = Math.min(6, count - row * 6)
    return `M5 ${5 + row * 10}h.01${'m10 0h.01'.repeat(across - 1)}`
  }).join('')
}
