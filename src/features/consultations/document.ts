import { sniffImage } from '../../files/image-type.ts'

/** Media types that are taken, by what the file is. */
export const documentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  text: 'text/plain',
} as const
export type DocumentType = keyof typeof documentTypes

/** How many documents somebody may send for one consultation. */
export const mostDocuments = 5

const office = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml', pptx: 'ppt/presentation.xml' }

/**
 * What a document is by its bytes, never by its name (R20); undefined for what is not taken: programs,
 * archives, pages, and office files that carry macros.
 */
export function sniffDocument(bytes: Uint8Array): DocumentType | undefined {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (whole.subarray(0, 1024).includes('%PDF-')) return 'pdf'
  if (whole.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return officeType(whole)
  const image = sniffImage(bytes)
  if (image === 'jpeg' || image === 'png' || image === 'webp') return image
  return image === 'none' && isPlainText(whole) ? 'text' : undefined
}

function officeType(whole: Buffer): DocumentType | undefined {
  if (!whole.includes('[Content_Types].xml') || whole.includes('vbaProject.bin')) return undefined
  const found = Object.entries(office).find(([, part]) => whole.includes(part))
  return found?.[0] as DocumentType | undefined
}

/** Text in UTF-8 or Shift_JIS that no browser would take for a page. */
function isPlainText(whole: Buffer): boolean {
  if (whole.includes(0) || /^\s*(<|%!|#!|MZ)/.test(whole.subarray(0, 200).toString('latin1')))
    return false
  return ['utf-8', 'shift_jis'].some((encoding) => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(whole) !== ''
    } catch {
      return false
    }
  })
}
