// What a person sees must be what is stored: R18. Default_Ignorable_Code_Point is Unicode's own list
// of what has no shape (zero-width, bidi controls, fillers, tags, variation selectors).
const invisible = String.raw`[\p{Cc}\p{DI}\p{NChar}\uFFF9-\uFFFB]`

// Three of them carry meaning inside a visible character and stay: the joiner of an emoji sequence,
// a variation selector behind its base (IVS of names, emoji style), the tags of a subdivision flag.
const flag = String.raw`\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}`
const emojiJoiner = String.raw`\u200D(?<=\p{ExtPict}[\uFE0F\p{EMod}]?\u200D)(?=\p{ExtPict})`
const selector = String.raw`\p{VS}(?<=[^\s\p{Cc}\p{DI}\p{NChar}\uFFF9-\uFFFB]\p{VS})`
const invisibleOrKept = new RegExp(`(${flag}|${emojiJoiner}|${selector})|${invisible}`, 'gu')

const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g

/**
 * One line as it should be kept: composed, no control, bidi or zero-width characters, line breaks
 * and tabs as a space, no space at the ends.
 */
export function cleanLine(text: string): string {
  return withoutInvisible(text.replace(lineBreak, ' ').replaceAll('\t', ' ')).trim()
}

/**
 * Several lines, cleaned as `cleanLine` does. Breaks become LF, spaces at line ends go, of more than
 * two blank lines two stay. The full-width space that begins a Japanese paragraph stays.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .split(lineBreak)
    .map((line) => withoutInvisible(line).trimEnd())
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .replace(/^\n+|\n+$/g, '')
}

/** Text without anything that has no shape; NFC. Line breaks and tabs are removed too. */
export function withoutInvisible(text: string): string {
  return compose(text.toWellFormed().replace(invisibleOrKept, '$1'))
}

// NFC would turn 神 U+FA19, 福 U+FA1B and 50 more characters of JIS X 0213 into their modern shapes.
// People's names are written with them, so these blocks are left as they were typed.
function compose(text: string): string {
  return text.replace(/[^\uF900-\uFAFF\u{2F800}-\u{2FA1F}]+/gu, (run) => run.normalize('NFC'))
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

// The longest emoji in use has 10 code points. Without this, a letter below 10,000 accents is "1".
const longestGrapheme = 16

/**
 * Length as people count it: 𠮷, が and 👨‍👩‍👧 are one each. A cluster beyond 16 code points counts
 * once for every 16, so that stacked accents cannot pass a limit.
 */
export function graphemeLength(text: string): number {
  let length = 0
  for (const { segment } of graphemes.segment(text)) {
    length +=
      segment.length <= longestGrapheme ? 1 : Math.ceil([...segment].length / longestGrapheme)
  }
  return length
}

/** Length in bytes of UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}
