import { sniffImage } from '../../files/image-type.ts'

/** Files that may be handed out to applicants, by their first bytes and the name's ending. */
const office: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

/** The media type of a material, or undefined for a file that is not taken. */
export function materialType(name: string, bytes: Uint8Array): string | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  if (head.startsWith('%PDF-')) return 'application/pdf'
  if (head.startsWith('PK\x03\x04')) return office[ending]
  const image = sniffImage(bytes)
  return image === 'png' || image === 'jpeg' ? `image/${image}` : undefined
}
