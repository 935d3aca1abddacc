import type { ComponentChildren } from 'preact'

/** Thirty dots, six across and five down, as zero-length strokes with round caps. */
export const thirtyDots = Array.from(
  { length: 5 },
  (_, row) => `M5 ${5 + row * 10}h.01${'m10 0h.01'.repeat(5)}`,
).join('')

/** The centre of the nth dot (1–30) of the 6 × 5 grid; a 31st day shares the last. */
export function dotCentre(day: number): { x: number; y: number } {
  const at = Math.min(Math.max(day, 1), 30) - 1
  return { x: 5 + (at % 6) * 10, y: 5 + Math.floor(at / 6) * 10 }
}

/** Gekkan's mark: a month of dots with one day filled. Without a title it is decoration. */
export function GekkanMark(props: { title?: string | undefined; day?: number | undefined }) {
  const { x, y } = dotCentre(props.day ?? 16)
  return (
    <svg class="mark" viewBox="0 0 60 50" width="60" height="50" {...named(props.title)}>
      {props.title && <title>{props.title}</title>}
      <path class="mark-dots" d={thirtyDots} />
      <circle class="mark-lit" cx={x} cy={y} r="4.6" />
    </svg>
  )
}

/** Mark and name, set as one. */
export function GekkanWordmark(props: { children: ComponentChildren }) {
  return (
    <span class="wordmark">
      <GekkanMark />
      <span class="wordmark-name">{props.children}</span>
    </span>
  )
}

/** The demo edition's mark: a house whose windows are the month; one window is lit. */
export function CampaignMark(props: {
  title?: string | undefined
  tone?: 'colour' | 'mono' | undefined
}) {
  return (
    <svg
      class={`mark mark-campaign mark-${props.tone ?? 'colour'}`}
      viewBox="0 0 80 92"
      width="80"
      height="92"
      {...named(props.title)}
    >
      {props.title && <title>{props.title}</title>}
      <path class="mark-roof" d="M5 34 40 6l35 28M15 88h50" />
      <g transform="translate(10 33)">
        <path class="mark-windows" d={thirtyDots} />
        <circle class="mark-lit" cx="35" cy="25" r="4.8" />
      </g>
    </svg>
  )
}

function named(title: string | undefined) {
  return title ? { role: 'img' as const, 'aria-label': title } : { 'aria-hidden': true }
}
