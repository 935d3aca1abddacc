import pg from 'pg'

type Read = (text: string) => unknown

/** PostgreSQL writes '2020-11-02 13:00:00.5+00'; Temporal reads it with the space. */
const readInstant: Read = (text) => Temporal.Instant.from(text)
const readDate: Read = (text) => Temporal.PlainDate.from(text)
const readTime: Read = (text) => Temporal.PlainTime.from(text)

/** By type oid (pg_type.dat). timestamp without zone stays text: it names no instant (R36). */
const readers = new Map<number, Read>([
  [20, readInteger],
  [1082, readDate],
  [1083, readTime],
  [1114, String],
  [1184, readInstant],
  [1016, readArray(readInteger)],
  [1115, readArray(String)],
  [1182, readArray(readDate)],
  [1183, readArray(readTime)],
  [1185, readArray(readInstant)],
])

/** The reader of a column's text by type oid; what we do not name keeps the driver's reader. */
export function readType(oid: number, format?: 'text' | 'binary'): unknown {
  const own = format === 'binary' ? undefined : readers.get(oid)
  return own ?? pg.types.getTypeParser(oid, format)
}

/** int8 as number; ids and counters stay far below 2^53, and what does not is an error. */
function readInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`int8 out of range: ${text}`)
  return number
}

function readArray(read: Read): Read {
  const { arrayParser } = pg.types as unknown as {
    arrayParser: { create(text: string, read: Read): { parse(): unknown[] } }
  }
  return (text) => arrayParser.create(text, read).parse()
}

/** Query parameters with Temporal values as ISO 8601 text, also inside arrays. */
export function writeParameters(values: readonly unknown[]): unknown[] {
  return values.map(writeParameter)
}

function writeParameter(value: unknown): unknown {
  if (Array.isArray(value)) return writeParameters(value)
  const isTemporal =
    value instanceof Temporal.Instant ||
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainTime
  return isTemporal ? value.toString() : value
}
