import type { ComponentChildren } from 'preact'

/** A titled part of a page, ruled off above; `more` is the link to the full list. */
export function Section(props: {
  id: string
  title: string
  more?: { href: string; label: string } | undefined
  /** The smaller rule and heading, inside a page that is about one thing. */
  quiet?: boolean | undefined
  children: ComponentChildren
}) {
  return (
    <section class={props.quiet ? 'section section-quiet' : 'section'} aria-labelledby={props.id}>
      <div class="section-head">
        <h2 id={props.id}>{props.title}</h2>
        {props.more && (
          <a class="section-more" href={props.more.href}>
            {props.more.label}
          </a>
        )}
      </div>
      {props.children}
    </section>
  )
}

/** The head of a page: its one h1, what stands over it (tags, number) and one leading sentence. */
export function PageHead(props: {
  title: string
  titleLang?: string | undefined
  over?: ComponentChildren
  lead?: string | undefined
  children?: ComponentChildren
}) {
  return (
    <div class="page-head">
      {props.over && <div class="page-head-over">{props.over}</div>}
      <h1 lang={props.titleLang}>{props.title}</h1>
      {props.lead && <p class="lead">{props.lead}</p>}
      {props.children}
    </div>
  )
}
