import type { ComponentChildren } from 'preact'

/** The head of the home page, set like a leaf of an almanac: the month's numeral, name, period. */
export function Hero(props: {
  /** The month as people see it, for the eye only: the title and period say it in words. */
  numeral: string
  title: string
  titleLang?: string | undefined
  ordinal: string
  period: string
  lead: string
  actions: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <div class="hero">
      <div class="hero-head">
        <p class="hero-numeral" aria-hidden="true">
          {props.numeral}
        </p>
        <div class="hero-words">
          <p class="hero-ordinal">{props.ordinal}</p>
          <h1 lang={props.titleLang}>{props.title}</h1>
          <p class="hero-period figures">{props.period}</p>
          <p class="lead">{props.lead}</p>
        </div>
        <div class="hero-actions">{props.actions}</div>
      </div>
      {props.children}
    </div>
  )
}

/** Today in the campaign: its day, and what is on and next. */
export function Today(props: {
  title: string
  day: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <section class="today" aria-labelledby="today">
      <div class="today-day">
        <h2 id="today">{props.title}</h2>
        {props.day}
      </div>
      <div class="today-list">{props.children}</div>
    </section>
  )
}
