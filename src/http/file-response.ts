import { openFile } from '../files/store.ts'
import { contentDisposition } from '../lib/content-disposition.ts'
import type { Ctx } from './context.ts'
import { orNotFound } from './faults.ts'

/** A file of the store as it is sent: `tag` changes whenever its bytes do. */
export type SentFile = { key: string; name: string; type: string; tag: string }

/**
 * A file to be saved, never shown by us: attachment, own policy, sandbox (R19). A part of it when the
 * browser asks for one (RFC 9110 section 14), so that a broken download goes on where it stopped.
 */
export async function sendFile(c: Ctx, { key, name, type, tag }: SentFile): Promise<Response> {
  const etag = `"${tag}"`
  const headers = new Headers({
    'content-type': type,
    'content-disposition': contentDisposition(name),
    'content-security-policy': "default-src 'none'; sandbox",
    'accept-ranges': 'bytes',
    etag,
  })
  if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers })
  const file = orNotFound(await openFile(c.var.files, key))
  const same = [undefined, etag].includes(c.req.header('if-range'))
  const range = same ? rangeOf(c.req.header('range'), file.size) : undefined
  if (range === 'outside') {
    await file.close()
    headers.set('content-range', `bytes */${file.size}`)
    return new Response(null, { status: 416, headers })
  }
  const { from, to } = range ?? { from: 0, to: file.size - 1 }
  headers.set('content-length', String(to - from + 1))
  if (range) headers.set('content-range', `bytes ${from}-${to}/${file.size}`)
  const status = range ? 206 : 200
  if (c.req.method !== 'HEAD') return new Response(file.read(from, to), { status, headers })
  await file.close()
  return new Response(null, { status, headers })
}

/** One range of bytes; undefined for none, and for several, which nobody needs. */
export function rangeOf(
  header: string | undefined,
  size: number,
): { from: number; to: number } | 'outside' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const [, first = '', last = ''] = match
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'outside' : { from: size - length, to: size - 1 }
  }
  const from = Number(first)
  if (last !== '' && Number(last) < from) return undefined
  if (from >= size) return 'outside'
  return { from, to: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
