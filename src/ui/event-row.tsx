import { percent } from './chart-scale.ts'
import { Status } from './status.tsx'
import type { StatusKind } from './status.tsx'

/** An event in a list: when in a column of its own, what, where, and the seats in words. */
export function EventRow(props: {
  /** The event's own page, where it has one. */
  href?: string | undefined
  date: string
  time: string
  /** Machine-readable start, ISO 8601 with offset. */
  start: string
  title: string
  lang?: string | undefined
  place: string
  seats?: { kind: StatusKind; text: string; taken: number; capacity: number } | undefined
  level?: 2 | 3 | undefined
}) {
  const Heading = props.level === 2 ? 'h2' : 'h3'
  return (
    <article class="event">
      <p class="event-when">
        <time datetime={props.start}>
          <span class="event-date">{props.date}</span> <span class="event-time">{props.time}</span>
        </time>
      </p>
      <div class="event-what">
        <Heading class="entry-title" lang={props.lang}>
          {props.href ? <a href={props.href}>{props.title}</a> : props.title}
        </Heading>
        <p class="event-place">{props.place}</p>
      </div>
      {props.seats && <Seats {...props.seats} />}
    </article>
  )
}

/** Seats in words with a thin strip; the strip only repeats what the words say. */
function Seats(props: { kind: StatusKind; text: string; taken: number; capacity: number }) {
  return (
    <div class="seats">
      <Status kind={props.kind}>{props.text}</Status>
      <svg width="100%" height="4" aria-hidden="true">
        <rect class="goal-rest" width="100%" height="4" />
        <rect
          class="goal-fill"
          width={percent(Math.min(props.taken, props.capacity), props.capacity)}
          height="4"
        />
      </svg>
    </div>
  )
}
