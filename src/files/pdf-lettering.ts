import type { Lang } from '../lib/languages.ts'
import { fontFile, measureText, textRuns } from './fonts.ts'

type Ink = {
  size: number
  colour: string
  /** Space between characters in points. */
  tracking?: number
  /** `right`: x is where the line ends. */
  align?: 'left' | 'right'
}

export type Lettering = {
  /** Sets one line with its baseline at y; returns its width in points. */
  line: (text: string, at: { x: number; y: number }, ink: Ink) => number
  measure: (text: string) => number
}

/** A pen for one document in one language; fonts are embedded, cut down to what is used. */
export function openLettering(doc: PDFKit.PDFDocument, lang: Lang): Lettering {
  for (const name of ['jp', 'sc', 'kr'] as const) doc.registerFont(name, fontFile(name))
  const measure = (text: string) => measureText(text, lang)
  return {
    measure,
    line(text, { x, y }, { size, colour, tracking = 0, align = 'left' }) {
      const width = measure(text) * size + tracking * Math.max(countOf(text) - 1, 0)
      let left = align === 'right' ? x - width : x
      for (const run of textRuns(text, lang)) {
        doc.font(run.font).fontSize(size).fillColor(colour)
        doc.text(run.text, left, y, {
          lineBreak: false,
          baseline: 'alphabetic',
          characterSpacing: tracking,
        })
        left += measureText(run.text, lang) * size + tracking * countOf(run.text)
      }
      return width
    },
  }
}

// tracking is added to every glyph, and our titles have one to the code point
function countOf(text: string): number {
  return Array.from(text).length
}
