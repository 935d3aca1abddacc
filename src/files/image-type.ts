export type ImageType = 'jpeg' | 'png' | 'webp' | 'gif' | 'heic' | 'svg' | 'other' | 'none'

// Where the sign stands, and the sign. The last are pictures, but not ones we take.
const signs: readonly (readonly [ImageType, number, string])[] = [
  ['jpeg', 0, '\xff\xd8\xff'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['gif', 0, 'GIF87a'],
  ['gif', 0, 'GIF89a'],
  ['webp', 8, 'WEBP'],
  ...['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].map(
    (brand) => ['heic', 4, `ftyp${brand}`] as const,
  ),
  ['other', 4, 'ftypavif'],
  ['other', 4, 'ftypavis'],
  ['other', 0, 'II*\0'],
  ['other', 0, 'MM\0*'],
  ['other', 0, 'BM'],
  ['other', 0, '\0\0\x01\0'],
  ['other', 4, 'jP  '],
  ['other', 4, 'JXL '],
  ['other', 0, '8BPS'],
]

/**
 * What a file is by its first bytes, never by its name or the type that came with it. `none` is
 * anything that is no picture.
 */
export function sniffImage(bytes: Uint8Array): ImageType {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024))
  const text = head.toString('latin1')
  const found = signs.find(([, offset, sign]) => text.startsWith(sign, offset))
  if (found) return found[0]
  return looksLikeSvg(head) ? 'svg' : 'none'
}

function looksLikeSvg(head: Buffer): boolean {
  const wide = head[0] === 0xff && head[1] === 0xfe
  const text = head.toString(wide ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '')
  return /^\s*</.test(text) && /<(?:[\w-]+:)?svg[\s>/]|<!DOCTYPE\s+svg/i.test(text)
}
