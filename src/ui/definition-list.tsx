import type { ComponentChildren } from 'preact'

/** Keys and values, as in a press release: 日時, 会場, 費用. `change` is a link at the row's end. */
export function DefinitionList(props: {
  items: {
    term: string
    value: ComponentChildren
    lang?: string | undefined
    change?: { href: string; label: string; about: string } | undefined
  }[]
}) {
  return (
    <dl class="facts">
      {props.items.map((item) => (
        <div class="fact" key={item.term}>
          <dt>{item.term}</dt>
          <dd lang={item.lang}>{item.value}</dd>
          {item.change && (
            <dd class="fact-change">
              <a href={item.change.href}>
                {item.change.label}
                <span class="offscreen">{item.change.about}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
