import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'

export type ZipLimits = { maxBytes: number; maxEntries: number }
export type Unzipped =
  | { ok: true; files: Map<string, Buffer> }
  | { ok: false; reason: 'damaged' | 'too-large' }

type Entry = { name: string; method: number; packed: number; size: number; crc: number; at: number }

const inflate = promisify(inflateRaw)

/**
 * Unpacks a ZIP file after its directory promised to stay within the limits, and holds it to that:
 * an entry that grows beyond its promise, or whose checksum is wrong, is `damaged`. Only entries
 * whose name matches are unpacked, but all are counted. No ZIP64, no encryption (APPNOTE.TXT 6.3).
 */
export async function unzip(
  bytes: Uint8Array,
  wanted: RegExp,
  { maxBytes, maxEntries }: ZipLimits,
): Promise<Unzipped> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const files = new Map<string, Buffer>()
  try {
    const directory = findDirectory(zip)
    if (directory.count > maxEntries) return { ok: false, reason: 'too-large' }
    const entries = readDirectory(zip, directory)
    const total = entries.reduce((sum, { size }) => sum + size, 0)
    if (total > maxBytes) return { ok: false, reason: 'too-large' }
    for (const entry of entries)
      if (wanted.test(entry.name)) files.set(entry.name, await unpack(zip, entry))
  } catch {
    // a read beyond the end, a broken stream or a broken promise
    return { ok: false, reason: 'damaged' }
  }
  return { ok: true, files }
}

/** A ZIP file whose entries are not compressed: whoever reads it cannot be surprised by its size. */
export function zipStored(files: Map<string, Buffer>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [path, body] of files) {
    const name = Buffer.from(path)
    // version 2.0, UTF-8 names, stored, 1980-01-01
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(0x0800, 2)
    shared.writeUInt16LE(0x21, 8)
    shared.writeUInt32LE(crc32(body), 10)
    shared.writeUInt32LE(body.length, 14)
    shared.writeUInt32LE(body.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    parts.push(Buffer.from('PK\x03\x04'), shared, name, body)
    directory.push(Buffer.from('PK\x01\x02\x14\0'), shared, where, name)
    at += 30 + name.length + body.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(files.size, 8)
  end.writeUInt16LE(files.size, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, listed, end])
}

function findDirectory(zip: Buffer): { count: number; at: number } {
  // behind the end record may stand a comment of at most 65,535 bytes
  const end = zip.lastIndexOf('PK\x05\x06')
  if (end < 0 || end < zip.length - 22 - 0xffff) throw new RangeError('no directory')
  return { count: zip.readUInt16LE(end + 10), at: zip.readUInt32LE(end + 16) }
}

function readDirectory(zip: Buffer, { count, at }: { count: number; at: number }): Entry[] {
  const entries: Entry[] = []
  let next = at
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(next) !== 0x02014b50) throw new RangeError('not an entry')
    const nameLength = zip.readUInt16LE(next + 28)
    entries.push({
      name: zip.toString('utf8', next + 46, next + 46 + nameLength),
      method: zip.readUInt16LE(next + 10),
      crc: zip.readUInt32LE(next + 16),
      packed: zip.readUInt32LE(next + 20),
      size: zip.readUInt32LE(next + 24),
      at: zip.readUInt32LE(next + 42),
    })
    next += 46 + nameLength + zip.readUInt16LE(next + 30) + zip.readUInt16LE(next + 32)
  }
  return entries
}

async function unpack(zip: Buffer, { method, packed, size, crc, at }: Entry): Promise<Buffer> {
  if (zip.readUInt32LE(at) !== 0x04034b50) throw new RangeError('not a file')
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
  const body = zip.subarray(start, start + packed)
  if (method !== 0 && method !== 8) throw new RangeError('unknown method')
  const file =
    method === 0 || size === 0
      ? body.subarray(0, size)
      : await inflate(body, { maxOutputLength: size })
  if (file.length !== size || crc32(file) !== crc) throw new RangeError('not what was promised')
  return file
}
