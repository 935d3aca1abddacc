import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, readFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { listFiles, readChunks } from '../files/copies.ts'
import { type FileStore, openStore, syncFolder } from '../files/store.ts'
import { plainError } from '../lib/plain-error.ts'
import { root } from '../lib/root.ts'
import {
  format,
  formatVersion,
  type Header,
  type Line,
  markOf,
  type TableSum,
  type Trailer,
} from './format.ts'
import { listTables, migrationOf, readRows, readSequences, settleText, startSum } from './tables.ts'

/** Bytes of a file per line; a multiple of 3, so that base64 needs no filling between chunks. */
const chunkBytes = 720_000

/**
 * Writes everything into one file: first FILE.PID.part, renamed when it is whole and on the disk.
 * @throws Error (plain) when the file is there already or the database holds no Gekkan
 */
export async function writeBackup(
  pool: pg.Pool,
  config: Config,
  path: string,
): Promise<Trailer & { path: string }> {
  const file = resolve(path)
  if (existsSync(file)) throw plainError(`${file} is there already: name a new file.`)
  // two at once must not write into one file
  const part = `${file}.${process.pid}.part`
  const totals = { tables: [] as TableSum[], files: 0, sha256: '' }
  const client = await pool.connect()
  try {
    const lines = Readable.from(sealed(backupLines(client, config, totals), totals))
    const out = createWriteStream(part, { mode: 0o600, flush: true })
    await pipeline(lines, createGzip(), out)
    await rename(part, file)
    await syncFolder(dirname(file))
  } catch (error) {
    await rm(part, { force: true })
    const { syscall, message } = error as NodeJS.ErrnoException
    throw syscall ? plainError(`${file} cannot be written: ${message}`, error) : error
  } finally {
    // ended, not given back: a break in the middle leaves a transaction open
    client.release(true)
  }
  return { kind: 'trailer', ...totals, path: file }
}

type Totals = Omit<Trailer, 'kind'>

/** Adds the trailer with the sum over all that passed. */
async function* sealed(lines: AsyncIterable<string>, totals: Totals): AsyncGenerator<string> {
  const hash = createHash('sha256')
  for await (const text of lines) {
    hash.update(text)
    yield text
  }
  totals.sha256 = hash.digest('hex')
  yield write({ kind: 'trailer', ...totals })
}

async function* backupLines(
  client: pg.PoolClient,
  config: Config,
  totals: Totals,
): AsyncGenerator<string> {
  await client.query('begin isolation level repeatable read read only')
  await settleText(client)
  yield write(await headerOf(client, config))
  for (const table of await listTables(client)) {
    yield write({ kind: 'table', name: table.name, columns: table.columns.map(({ name }) => name) })
    const sum = startSum(table.name)
    for await (const lines of readRows(client, table)) {
      sum.add(lines)
      yield lines.join('')
    }
    totals.tables.push(sum.end())
  }
  for (const sequence of await readSequences(client)) yield write(sequence)
  // The embedded database serves nobody else meanwhile; files never change once they are named.
  await client.query('commit')
  for await (const text of fileLines(openStore(config.data), totals)) yield text
}

async function* fileLines(store: FileStore, totals: Totals): AsyncGenerator<string> {
  for await (const key of listFiles(store)) {
    yield write({ kind: 'file', key })
    for await (const bytes of readChunks(store, key, chunkBytes))
      yield write({ kind: 'chunk', data: bytes.toString('base64') })
    yield write({ kind: 'file-end' })
    totals.files += 1
  }
}

async function headerOf(client: pg.PoolClient, config: Config): Promise<Header> {
  const migration = await migrationOf(client)
  if (migration === 0) throw plainError('There is nothing to back up: the database is empty.')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const takenAt = systemClock.now().toString({ smallestUnit: 'second' })
  const secret = markOf(config.secret)
  return { kind: 'header', format, formatVersion, program: version, migration, takenAt, secret }
}

function write(line: Line | Trailer): string {
  return `${JSON.stringify(line)}\n`
}
