import type { ComponentChildren } from 'preact'

export interface EntryProps {
  href: string
  title: string
  /** Whose it is; legal names of 60 characters and more are safe. */
  owner: string
  /** The language of title and owner where it is not the page's. */
  lang?: string | undefined
  facts: string[]
  tags?: ComponentChildren
  status?: ComponentChildren
  text?: string | undefined
  image?: { src: string; alt: string; width: number; height: number } | undefined
  level?: 2 | 3 | undefined
}

/** An activity as a card, for a few of them side by side. */
export function Card(props: EntryProps) {
  return (
    <article class="card">
      {props.image && <img class="card-image" loading="lazy" decoding="async" {...props.image} />}
      <div class="card-body">
        <EntryTitle {...props} />
        <p class="entry-owner" lang={props.lang}>
          {props.owner}
        </p>
        {props.text && (
          <p class="card-text" lang={props.lang}>
            {props.text}
          </p>
        )}
        <EntryFacts {...props} />
      </div>
    </article>
  )
}

/** An activity as a quiet row of a list: name and place first, the rest steps back. */
export function Row(props: EntryProps) {
  return (
    <article class="row">
      <div class="row-main">
        <EntryTitle {...props} />
        <p class="entry-owner" lang={props.lang}>
          {props.owner}
        </p>
        {props.tags && <div class="entry-tags">{props.tags}</div>}
      </div>
      <div class="row-side">
        {props.status}
        {props.facts.map((fact) => (
          <p key={fact}>{fact}</p>
        ))}
      </div>
    </article>
  )
}

function EntryTitle(props: EntryProps) {
  const Heading = props.level === 2 ? 'h2' : 'h3'
  return (
    <Heading class="entry-title" lang={props.lang}>
      <a href={props.href}>{props.title}</a>
    </Heading>
  )
}

function EntryFacts(props: EntryProps) {
  return (
    <div class="entry-foot">
      {props.status}
      {props.tags && <div class="entry-tags">{props.tags}</div>}
      {props.facts.length > 0 && <p class="entry-facts figures">{props.facts.join(' · ')}</p>}
    </div>
  )
}

/** Rows or cards as a list, so that a screen reader says how many there are. */
export function EntryList(props: { cards?: boolean | undefined; children: ComponentChildren[] }) {
  return (
    <ul class={props.cards ? 'grid' : 'rows'}>
      {props.children.map((child, at) => (
        <li key={at}>{child}</li>
      ))}
    </ul>
  )
}
