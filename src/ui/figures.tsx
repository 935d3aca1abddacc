/** Big numbers with what they count and what they compare with. */
export function Figures(props: {
  items: {
    label: string
    value: string
    unit?: string | undefined
    note?: string | undefined
    href?: string | undefined
  }[]
}) {
  return (
    <dl class="big-figures">
      {props.items.map((item) => (
        <div key={item.label}>
          <dt>{item.href ? <a href={item.href}>{item.label}</a> : item.label}</dt>
          <dd class="figure-value">
            {item.value}
            {item.unit && <span class="figure-unit">{item.unit}</span>}
          </dd>
          {item.note && <dd class="figure-note">{item.note}</dd>}
        </div>
      ))}
    </dl>
  )
}
