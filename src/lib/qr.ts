import { encode } from 'uqr'

/**
 * A QR code (ISO/IEC 18004) as the data of one SVG path, one unit to the module. Level M bears 15 %
 * damage. `size` counts the quiet zone of four modules on each side, which the standard asks for.
 */
export function qrPath(text: string): { size: number; path: string } {
  const quiet = 4
  const { size, data } = encode(text, { ecc: 'M', border: 0 })
  let path = ''
  data.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x + 1]) x++
      const length = x - from + 1
      path += `M${from + quiet} ${y + quiet}h${length}v1h-${length}z`
    }
  })
  return { size: size + 2 * quiet, path }
}
