import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { plainError } from '../lib/plain-error.ts'
import { format, formatVersion, type Header, type Line, type Trailer } from './format.ts'

/** More than any line that we write; a damaged file must not fill the memory. */
const longestLine = 64_000_000

/**
 * The lines of a backup, one at a time, the header first and the trailer last. What is wrong may
 * show only at the end: act for good only when the last line has come.
 * @throws Error (plain) when the file is damaged, truncated, of another kind or of a newer program
 */
export async function* readBackup(file: string): AsyncGenerator<Line | Trailer> {
  const hash = createHash('sha256')
  let trailer: Trailer | undefined
  let first = true
  for await (const bytes of linesOf(file)) {
    if (trailer) throw damaged(file, 'something follows its end')
    const line = parse(file, bytes)
    if (first) checkHeader(file, line)
    first = false
    if (!Array.isArray(line) && line.kind === 'trailer') {
      trailer = line
      if (trailer.sha256 !== hash.digest('hex')) throw damaged(file, 'its sum is not right')
    } else hash.update(bytes).update('\n')
    yield line
  }
  if (!trailer) throw damaged(file, 'it ends too early')
}

/** Reads the whole file and keeps nothing. @returns its header and trailer */
export async function checkBackup(file: string): Promise<{ header: Header; trailer: Trailer }> {
  let header: Header | undefined
  let trailer: Trailer | undefined
  for await (const line of readBackup(file)) {
    if (Array.isArray(line)) continue
    if (line.kind === 'header') header = line
    if (line.kind === 'trailer') trailer = line
  }
  if (!header || !trailer) throw damaged(file, 'it ends too early')
  return { header, trailer }
}

/** Lines without their ends. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  let length = 0
  for await (const chunk of unpacked(file)) {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)])
      rest = []
      length = 0
      from = at + 1
    }
    rest.push(chunk.subarray(from))
    length += chunk.length - from
    if (length > longestLine) throw damaged(file, 'a line has no end')
  }
  if (length > 0) throw damaged(file, 'it ends in the middle of a line')
}

async function* unpacked(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  try {
    yield* source.pipe(gunzip) as AsyncIterable<Buffer>
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (code === 'Z_BUF_ERROR') throw damaged(file, 'it ends too early')
    if (code.startsWith('Z_')) throw damaged(file, message)
    throw plainError(`${file} cannot be read: ${message}`, error)
  } finally {
    source.destroy()
  }
}

function parse(file: string, bytes: Buffer): Line | Trailer {
  try {
    return JSON.parse(bytes.toString()) as Line | Trailer
  } catch {
    throw damaged(file, 'a line is not JSON')
  }
}

function checkHeader(file: string, line: Line | Trailer): void {
  const header = line as Header
  if (header?.kind !== 'header' || header.format !== format)
    throw plainError(`${file} is not a backup of Gekkan.`)
  if (header.formatVersion > formatVersion)
    throw plainError(
      `${file} was written by a newer Gekkan (${header.program}) in a form that this one cannot read. ` +
        'Install that release, or a later one.',
    )
}

function damaged(file: string, how: string): Error {
  return plainError(`${file} is damaged or incomplete (${how}). Nothing was restored.`)
}
