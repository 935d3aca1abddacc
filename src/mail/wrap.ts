import type { Lang } from '../lib/languages.ts'

/** Columns of a line of a plain-text mail; a Chinese, Japanese or Korean character takes two. */
const lineWidth = 72

/** Must not begin a line: closing brackets, stops, small kana, marks of length (JIS X 4051). */
const notFirst =
  /^[、。，．,.:;!?！？：；・）」』】〉》〕］｝)\]}ー々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ%％]/
/** Must not end a line: opening brackets. */
const notLast = /[（「『【〈《〔［｛([{]$/
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** How many columns a text takes in a fixed-width font. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += wide.test(character) ? 2 : 1
  return columns
}

/**
 * Breaks a text into lines of at most 72 columns, between words (of Japanese and Chinese too).
 * Line breaks of the text stay; a word longer than a line, such as an address, is not broken.
 */
export function wrapText(text: string, lang: Lang): string {
  const words = new Intl.Segmenter(lang, { granularity: 'word' })
  return text
    .split('\n')
    .map((line) => wrapLine(line, words))
    .join('\n')
}

function wrapLine(line: string, words: Intl.Segmenter): string {
  const lines: string[] = []
  let current = ''
  for (const piece of unbreakable(line, words)) {
    if (current && columnsOf((current + piece).trimEnd()) > lineWidth) {
      lines.push(current.trimEnd())
      current = piece.trimStart()
    } else current += piece
  }
  return [...lines, current.trimEnd()].join('\n')
}

/** Words glued to what may not stand at a line's beginning or end; addresses in one piece. */
function unbreakable(line: string, words: Intl.Segmenter): string[] {
  const pieces: string[] = []
  for (const part of line.split(/(https?:\/\/[\x21-\x7e]+)/)) {
    if (part.startsWith('http')) pieces.push(part)
    else for (const { segment } of words.segment(part)) addSegment(pieces, segment)
  }
  return pieces
}

function addSegment(pieces: string[], segment: string): void {
  const last = pieces.at(-1)
  const western = /^[\x21-\x7e]/.test(segment) && /[\x21-\x7e]$/.test(last ?? '')
  if (last !== undefined && (western || notFirst.test(segment) || notLast.test(last)))
    pieces[pieces.length - 1] = last + segment
  else pieces.push(segment)
}
