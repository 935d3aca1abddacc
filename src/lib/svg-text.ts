const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

// XML 1.0 section 2.2 has no way to write these, not even as a reference.
const notInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/**
 * Text for the content or a quoted attribute of SVG, Atom or any XML 1.0 document. Characters that
 * XML cannot hold are left out; a lone surrogate becomes U+FFFD.
 */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(notInXml, '')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/**
 * Estimated width of one line of text in em, for laying out a badge without its font. Figures are
 * the usual advances of a Japanese gothic: full-width 1, half-width kana 0.5, Latin by kind.
 */
export function widthInEm(text: string): number {
  let width = 0
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment)
  return Math.round(width * 100) / 100
}

function graphemeWidth(grapheme: string): number {
  if (/^[\p{Cc}\p{DI}\p{M}]/u.test(grapheme)) return 0
  if (/^[\uFF61-\uFF9F]/.test(grapheme)) return 0.5 * [...grapheme].length
  if (/^[ijlI.,:;'|!]/.test(grapheme)) return 0.3
  if (/^[mwMW@%]/.test(grapheme)) return 0.85
  if (/^[A-HJ-LN-VX-Z&]/.test(grapheme)) return 0.65
  if (grapheme === ' ') return 0.3
  return /^[\u0021-\u024F\u0370-\u04FF]/.test(grapheme) ? 0.55 : 1
}
