import type { Lang } from '../lib/languages.ts'
import type { Lettering } from './pdf-lettering.ts'

/** Everything that is printed; the words come from the caller, in `lang`. */
export type Certificate = {
  lang: Lang
  recipientName: string
  recipientReading?: string | undefined
  number: string
  editionTitle: string
  editionYear: number
  activityTitle: string
  kinds: readonly string[]
  /** Already written in the language: 2020年11月4日. */
  issuedOn: string
  /** One line each; from the fifth on they stand in two columns. */
  issuers: readonly string[]
  verifyUrl: string
  labels: {
    /** 参加証 */
    title: string
    /** Whole: 「第 2020-0042 号」. */
    number: string
    /** Behind the name (様, 殿, 귀중); empty where there is none. */
    honorific: string
    /** What is certified, two or three sentences. */
    statement: string
    activity: string
    kinds: string
    edition: string
    verify: string
    /** Text alternatives of the month of dots and of the QR code. */
    month: string
    qr: string
  }
  /** The edition's accent, #rrggbb. */
  accent: string
  /** The day of the month whose dot is filled, 1–30. */
  day: number
  /** Written into the file; the same certificate with the same instant has the same bytes. */
  createdAt: Temporal.Instant
}

export type Sheet = {
  doc: PDFKit.PDFDocument
  root: PDFKit.PDFStructureElement
  pen: Lettering
  certificate: Certificate
  add: (type: string, options: object, draw: () => void) => void
  /** The language to read a text in aloud, where it is not the document's. */
  spoken: (text: string) => { lang?: Lang }
}

// A4 landscape, 841.89 × 595.28 points
export const page = { width: 841.89, height: 595.28 }
export const side = { x: 64, width: 148 }
export const main = { x: 268, width: 510, right: 778 }
export const ink = '#1a1a1a'
export const soft = '#595959'
