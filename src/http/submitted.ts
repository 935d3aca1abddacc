import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'
import type { Ctx } from './context.ts'
import { Fault } from './faults.ts'

export type SubmittedFile = {
  name: string
  bytes: Uint8Array
  /** The file was larger than the limit; its bytes were not kept. */
  tooLarge: boolean
}

/** A form as it came in: every value a string, exactly as typed. */
export type Submitted = {
  fields: Map<string, string[]>
  files: Map<string, SubmittedFile>
}

export type Limits = {
  /** Largest single file in bytes; a larger one is read to its end and reported, not kept. */
  file: number
  /** Largest request in bytes; beyond it the connection is refused with 413. */
  total: number
}

/** Far more than any form of ours asks. */
const mostFields = 400

const usual: Limits = { file: 0, total: 1_000_000 }
/** A form with one picture: 10 MB of it are taken; up to 60 MB are read so that the rest is kept. */
export const withPicture: Limits = { file: 10_000_000, total: 60_000_000 }

/**
 * Reads a form (urlencoded or multipart). An oversized file does not lose the other fields.
 * @throws Fault 413, 415 or 400
 */
export async function readSubmitted(c: Ctx, limits: Limits = usual): Promise<Submitted> {
  const type = c.req.header('content-type') ?? ''
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type))
    throw new Fault(415)
  const length = Number(c.req.header('content-length') ?? 0)
  if (length > limits.total) throw tooLarge(limits)
  const body = c.req.raw.body
  if (!body) return { fields: new Map(), files: new Map() }
  return collect(Readable.fromWeb(body as NodeStream), type, limits)
}

function collect(body: Readable, type: string, limits: Limits): Promise<Submitted> {
  const submitted: Submitted = { fields: new Map(), files: new Map() }
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      body.unpipe(parser)
      body.resume()
      reject(error instanceof Fault ? error : new Fault(400))
    }
    const parser = openParser(type, limits)
    let fields = 0
    parser.on('field', (name, value) => {
      // the parser itself drops what is beyond its limit, without a word when it comes at once
      if (++fields > mostFields) return fail(new Fault(400))
      const values = submitted.fields.get(name)
      if (values) values.push(value)
      else submitted.fields.set(name, [value])
    })
    parser.on('file', (field, stream, fileName) => keepFile(submitted, field, stream, fileName))
    parser.on('finish', () => resolve(submitted))
    parser.on('error', fail)
    let read = 0
    body.on('data', (chunk: Buffer) => {
      read += chunk.length
      if (read > limits.total) fail(tooLarge(limits))
    })
    body.on('error', fail)
    body.pipe(parser)
  })
}

function openParser(type: string, limits: Limits) {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits: {
        fieldSize: 200_000,
        fields: mostFields + 1,
        files: 5,
        fileSize: limits.file,
        fieldNameSize: 100,
      },
    })
  } catch {
    throw new Fault(400)
  }
}

function keepFile(submitted: Submitted, field: string, stream: Readable, name: string): void {
  const chunks: Buffer[] = []
  let tooLarge = false
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  stream.on('limit', () => {
    tooLarge = true
    chunks.length = 0
  })
  stream.on('end', () => {
    const bytes = tooLarge ? new Uint8Array() : Buffer.concat(chunks)
    // A file field left empty arrives as a file without name and bytes.
    if (name || bytes.length > 0) submitted.files.set(field, { name: name ?? '', bytes, tooLarge })
  })
}

function tooLarge(limits: Limits): Fault {
  return new Fault(413, { limit: `${Math.round(limits.total / 1_000_000)}MB` })
}
