export type LabelText = {
  id: string
  name: string
  organisation: string
  number: string
  /** One path of squares, see lib/qr.ts. */
  code: { size: number; path: string }
}

const perSheet = 10

/** Name labels as they stand on A4 sheets of ten; the number says what the square code says. */
export function LabelSheets({ label, labels }: { label: string; labels: LabelText[] }) {
  const sheets = Array.from({ length: Math.ceil(labels.length / perSheet) }, (_, at) =>
    labels.slice(at * perSheet, (at + 1) * perSheet),
  )
  return (
    <>
      {sheets.map((sheet, at) => (
        <ul key={at} class="label-sheet" aria-label={`${label} ${at + 1} / ${sheets.length}`}>
          {sheet.map((one) => (
            <Label key={one.id} one={one} />
          ))}
        </ul>
      ))}
    </>
  )
}

function Label({ one }: { one: LabelText }) {
  const { size, path } = one.code
  return (
    <li class="label">
      <div lang="ja">
        <p class="label-organisation">{one.organisation}</p>
        <p class="label-name">{one.name}</p>
        <p class="label-number figures">{one.number}</p>
      </div>
      <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
        <path d={path} />
      </svg>
    </li>
  )
}
