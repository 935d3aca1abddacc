import { createServer, type Server, type Socket } from 'node:net'
import type { PGlite } from '@electric-sql/pglite'
import {
  askPassword,
  endsGroup,
  fatal,
  isFlush,
  isPassword,
  isRequest,
  isTerminate,
  preparedName,
  readMessage,
  readStartup,
  scopeStatement,
} from './embedded-wire.ts'

// WORKAROUND: @electric-sql/pglite-socket 0.2.17 gives each protocol message its own turn. Measured
// with 4 connections and parameters of 300 kB, 11 % of the statements met another connection's
// unnamed statement; it also stops for good after one failed query, shares the names of prepared
// statements and asks for no password on loopback. Here a turn lasts until Sync, and until the end
// of the transaction.

type Connection = {
  socket: Socket
  scope: string
  phase: 'startup' | 'password' | 'open'
  startup: Buffer
  buffer: Buffer
  group: Buffer[]
  prepared: Set<string>
}
type Turn = { connection: Connection; bytes: Buffer; flush: boolean }
type Front = {
  database: PGlite
  secret: string | null
  turns: Turn[]
  /** In a transaction or in the middle of a group: nobody else may speak. */
  holder: Connection | null
  working: boolean
  onFailure: (error: Error) => void
}

/**
 * The severity field of an ErrorResponse. A server ends itself after a PANIC; PGlite stays, and
 * never answers again. No value of a row can hold these bytes: text has no NUL.
 */
const panic = Buffer.from('\0VPANIC\0')

/**
 * Serves the PostgreSQL protocol for one PGlite; any number of connections, one turn at a time.
 * `onFailure` hears that the database itself broke (not a failed statement).
 */
export function serveDatabase(
  database: PGlite,
  options: { secret: string | null; onFailure: (error: Error) => void },
): Server {
  const front: Front = { database, ...options, turns: [], holder: null, working: false }
  let count = 0
  return createServer({ noDelay: true }, (socket) => {
    count += 1
    const connection: Connection = {
      socket,
      scope: `c${count}_`,
      phase: 'startup',
      startup: Buffer.alloc(0),
      buffer: Buffer.alloc(0),
      group: [],
      prepared: new Set(),
    }
    socket.on('data', (data) => receive(front, connection, data as Buffer))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => leave(front, connection))
  })
}

function receive(front: Front, connection: Connection, data: Buffer): void {
  connection.buffer = connection.buffer.length ? Buffer.concat([connection.buffer, data]) : data
  while (connection.phase === 'startup') if (!greet(front, connection)) return
  for (let next = readMessage(connection.buffer); next; next = readMessage(connection.buffer)) {
    connection.buffer = next.rest
    if (connection.phase === 'password') checkPassword(front, connection, next.message)
    else hear(front, connection, next.message)
    if (connection.socket.destroyed) return
  }
}

/** Answers one start-up message; false when more bytes are needed or the connection ended. */
function greet(front: Front, connection: Connection): boolean {
  const first = readStartup(connection.buffer)
  if (!first) return false
  connection.buffer = first.rest
  const { kind, bytes } = first.startup
  if (kind === 'refuse-encryption') return connection.socket.write('N') || true
  if (kind !== 'start') {
    connection.socket.destroy()
    return false
  }
  connection.startup = bytes
  connection.phase = front.secret === null ? 'open' : 'password'
  if (connection.phase === 'password') connection.socket.write(askPassword)
  else queueTurn(front, { connection, bytes, flush: false })
  return true
}

function checkPassword(front: Front, connection: Connection, message: Buffer): void {
  if (!isPassword(message, front.secret ?? '')) {
    connection.socket.end(fatal('28P01', 'password authentication failed'))
    connection.socket.destroySoon()
    return
  }
  connection.phase = 'open'
  queueTurn(front, { connection, bytes: connection.startup, flush: false })
}

function hear(front: Front, connection: Connection, message: Buffer): void {
  if (isTerminate(message)) {
    connection.socket.end()
    return
  }
  const scoped = scopeStatement(message, connection.scope)
  const name = preparedName(scoped)
  if (name) connection.prepared.add(name)
  connection.group.push(scoped)
  if (!endsGroup(message)) return
  const bytes = Buffer.concat(connection.group)
  connection.group = []
  queueTurn(front, { connection, bytes, flush: !isRequest(message) && isFlush(message) })
}

function queueTurn(front: Front, turn: Turn): void {
  front.turns.push(turn)
  if (!front.working) void work(front)
}

async function work(front: Front): Promise<void> {
  front.working = true
  try {
    for (let turn = nextTurn(front); turn; turn = nextTurn(front)) await take(front, turn)
  } catch (error) {
    front.onFailure(error as Error)
  }
  front.working = false
}

function nextTurn(front: Front): Turn | undefined {
  if (!front.holder) return front.turns.shift()
  const at = front.turns.findIndex((turn) => turn.connection === front.holder)
  return at < 0 ? undefined : front.turns.splice(at, 1)[0]
}

async function take(front: Front, { connection, bytes, flush }: Turn): Promise<void> {
  const { socket } = connection
  let panicked = false
  const pass = (data: Uint8Array) => {
    // copied: PGlite reuses the memory behind `data`
    const answer = Buffer.from(data)
    panicked ||= answer.includes(panic)
    if (socket.writable) socket.write(answer)
  }
  await front.database.runExclusive(() =>
    front.database.execProtocolRawStream(new Uint8Array(bytes), { onRawData: pass }),
  )
  if (panicked) throw new Error('it could not write its log (PANIC)')
  const open = front.database.isInTransaction()
  front.holder = flush || open ? connection : null
  if (socket.destroyed && front.holder) await release(front)
}

/** The client is gone: what it left open is rolled back, what it prepared is forgotten. */
function leave(front: Front, connection: Connection): void {
  front.turns = front.turns.filter((turn) => turn.connection !== connection)
  const names = [...connection.prepared]
  if (names.length === 0 && front.holder !== connection) return
  const forget = names.map((name) => `deallocate "${name.replaceAll('"', '""')}"`)
  void front.database
    .runExclusive(async () => {
      if (front.holder === connection) await release(front, true)
      for (const sql of front.database.isInTransaction() ? [] : forget)
        await execute(front.database, sql)
    })
    .then(() => (front.working ? undefined : work(front)), front.onFailure)
}

async function release(front: Front, exclusive = false): Promise<void> {
  const roll = () => execute(front.database, 'rollback')
  await (exclusive ? roll() : front.database.runExclusive(roll))
  front.holder = null
}

/**
 * A simple query whose answer nobody reads; Sync first, in case a group was left in the middle.
 * Streamed to nobody: PGlite gives the answer of any other call to the listener of the last stream,
 * which is another client's socket.
 */
async function execute(database: PGlite, sql: string): Promise<void> {
  const text = Buffer.from(`${sql}\0`)
  const head = Buffer.from([0x53, 0, 0, 0, 4, 0x51, 0, 0, 0, 0])
  head.writeInt32BE(text.length + 4, 6)
  const bytes = new Uint8Array(Buffer.concat([head, text]))
  await database.execProtocolRawStream(bytes, { onRawData: () => {} })
}
