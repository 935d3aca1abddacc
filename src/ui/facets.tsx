import type { ComponentChildren, VNode } from 'preact'
import { FilterTag } from './tag.tsx'

export interface Facet {
  name: string
  label: string
  options: { value: string; label: string; count: string; checked?: boolean | undefined }[]
  open?: boolean | undefined
}

/** Filters beside a list: a GET form; on phones folded into one disclosure. */
export function Facets(props: {
  action?: string | undefined
  title: string
  /** The disclosure's words on phones: "絞り込む(2件の条件)". */
  openLabel: string
  /** A FacetGroup each. */
  children: VNode[]
  apply: string
  /** Query and sort order that the form carries along. */
  hidden?: { name: string; value: string }[] | undefined
}) {
  const id = 'facets-title'
  return (
    <div class="facets">
      <h2 class="offscreen" id={id}>
        {props.title}
      </h2>
      <details class="facets-fold">
        <summary class="button button-secondary">{props.openLabel}</summary>
        <form action={props.action} method="get" aria-labelledby={id}>
          {props.hidden?.map((one) => (
            <input key={one.name + one.value} type="hidden" name={one.name} value={one.value} />
          ))}
          {props.children}
          <button class="button button-secondary" type="submit">
            {props.apply}
          </button>
        </form>
      </details>
    </div>
  )
}

/** One facet with its values, each with the number of what it would find. */
export function FacetGroup(props: Facet) {
  return (
    <details class="facet" open={props.open || props.options.some((option) => option.checked)}>
      <summary>{props.label}</summary>
      <fieldset>
        <legend class="offscreen">{props.label}</legend>
        {props.options.map((option) => {
          const id = `facet-${props.name}-${option.value}`
          return (
            <div class="facet-line" key={option.value}>
              <input
                type="checkbox"
                id={id}
                name={props.name}
                value={option.value}
                checked={option.checked}
              />
              <label for={id}>
                <span>{option.label}</span> <span class="facet-count">{option.count}</span>
              </label>
            </div>
          )
        })}
      </fieldset>
    </details>
  )
}

/** The filters in force, each a tag that takes itself away. */
export function ActiveFilters(props: {
  label: string
  filters: { href: string; label: string; removeLabel: string }[]
  clear: { href: string; label: string }
}) {
  if (props.filters.length === 0) return null
  return (
    <div class="active-filters" role="group" aria-label={props.label}>
      {props.filters.map((filter) => (
        <FilterTag key={filter.label} {...filter} />
      ))}
      <a class="section-more" href={props.clear.href}>
        {props.clear.label}
      </a>
    </div>
  )
}

/** How many there are, and in which order. */
export function ResultHead(props: { count: string; children?: ComponentChildren }) {
  return (
    <div class="result-head">
      <p class="result-count figures" role="status">
        {props.count}
      </p>
      {props.children}
    </div>
  )
}

/** The orders of a list as links; the one in force is marked. */
export function SortLinks(props: {
  label: string
  items: { href: string; label: string; current?: boolean | undefined }[]
}) {
  return (
    <nav class="sort" aria-label={props.label}>
      <ul>
        {props.items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'true' : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
