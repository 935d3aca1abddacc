import { setImmediate as breathe } from 'node:timers/promises'

/** Rows of data, and their heading. */
const mostRows = 100_001
/** Column ZZ; we have no table that wide, and Excel goes on to XFD. */
const mostColumns = 702
/** Cells, empty ones between others included: 100,000 rows of 50 columns take 40 MB. */
const mostCells = 5_000_050

export type BadExtent = 'damaged' | 'too-large' | 'too-many-rows' | 'too-many-columns'

/**
 * Looks at the addresses of a worksheet's cells before it is read. The reader fills every gap: one
 * cell in XFD1048576 would become 17 thousand million. An address in any other spelling than Excel's
 * (`&#88;FD1`, `+9`) would be understood by the reader but not here, so it is `damaged`.
 */
export async function badExtent(xml: Buffer): Promise<BadExtent | undefined> {
  const slice = 1024 * 1024
  let rows = 0
  let columns = 0
  for (let at = 0; at < xml.length;) {
    const seam = xml.indexOf('<', at + slice)
    const end = seam < 0 ? xml.length : seam
    const text = xml.toString('latin1', at, end)
    for (const [, name, attributes = ''] of text.matchAll(
      /<(?:[^\s<>/:]+:)?(c|row)(?=[\s/>])([^>]*)>/g,
    )) {
      const address = addressOf(attributes, name === 'c')
      if (!address) return 'damaged'
      rows = Math.max(rows, address.row)
      columns = Math.max(columns, address.column)
    }
    at = end
    await breathe()
  }
  if (rows > mostRows) return 'too-many-rows'
  if (columns > mostColumns) return 'too-many-columns'
  return rows * columns > mostCells ? 'too-large' : undefined
}

/** The end of a tag is only its end when every quote before it is closed. */
function addressOf(
  attributes: string,
  isCell: boolean,
): { row: number; column: number } | undefined {
  const rest = attributes.replace(/"[^"]*"|'[^']*'/g, '')
  if (/["']/.test(rest)) return undefined
  const value = /(?:^|\s)r\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes)
  if (!value) return isCell ? undefined : { row: 0, column: 0 }
  const address = value[1] ?? value[2] ?? ''
  const match = (isCell ? /^([A-Z]{1,3})(\d{1,7})$/ : /^()(\d{1,7})$/).exec(address)
  return match ? { column: columnNumber(match[1] ?? ''), row: Number(match[2]) } : undefined
}

function columnNumber(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}
