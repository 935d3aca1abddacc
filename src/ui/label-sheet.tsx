export type LabelText = {
  id: string
  name: string
  organisation: string
  number: string
  /** One path of squares, see lib/qr.ts. */
  code: { size: number; path: string }
}

/** Name labels as they stand on A4 sheets of ten; the number says what the square code says. */
export function LabelSheet({ label, labels }: { label: string; labels: LabelText[] }) {
  return (
    <ul class="label-sheet" aria-label={label}>
      {labels.map((one) => (
        <li key={one.id} class="label">
          <div lang="ja">
            <p class="label-organisation">{one.organisation}</p>
            <p class="label-name">{one.name}</p>
            <p class="label-number figures">{one.number}</p>
          </div>
          <svg viewBox={`0 0 ${one.code.size} ${one.code.size}`} aria-hidden="true">
            <path d={one.code.path} />
          </svg>
        </li>
      ))}
    </ul>
  )
}
