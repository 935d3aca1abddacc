import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import type { Database, Db } from './database.ts'
import { afterCommit } from './transaction.ts'

type Handler = (payload: string) => unknown

/** Short messages between all processes on one database: ids only, never personal data. */
export type Hub = {
  /**
   * Tells everybody after the commit of `trx`, and nobody when it is rolled back. This process has
   * heard it when transaction() returns, the others a moment later.
   * @throws RangeError when topic and payload pass PostgreSQL's limit of 8000 bytes
   */
  publish(trx: Db, topic: string, payload: string): Promise<void>
  /** Hears a topic; returns how to stop. A failing handler becomes a process warning. */
  subscribe(topic: string, handler: Handler): () => void
  /** Runs after the line was cut and stands again: messages may have been missed. */
  onReconnect(handler: () => unknown): void
  close(): Promise<void>
}

const channel = 'gekkan'
/** A NOTIFY payload must be shorter than this many bytes. */
const payloadLimit = 8000
const reconnectMs = { first: 100, most: 5_000 }
/** A line that a firewall dropped gives no error: it is asked now and then. */
const heartbeat = { everyMs: 30_000, limitMs: 5_000 }

/** Opens the hub: LISTEN and NOTIFY on a server; within this process on the embedded database. */
export async function createHub(database: Database): Promise<Hub> {
  const sender = randomUUID()
  const handlers = new Map<string, Set<Handler>>()
  const reconnected: (() => unknown)[] = []
  const deliver = async (topic: string, payload: string) => {
    for (const handler of handlers.get(topic) ?? []) await guarded(() => handler(payload))
  }
  const hear = (text: string) => {
    const [from, topic, payload] = JSON.parse(text) as [string, string, string]
    if (from !== sender) void deliver(topic, payload)
  }
  const line = database.embedded
    ? null
    : await openLine(database.pool, hear, async () => {
        for (const handler of reconnected) await guarded(handler)
      })
  return {
    async publish(trx, topic, payload) {
      const text = JSON.stringify([sender, topic, payload])
      if (Buffer.byteLength(text) >= payloadLimit)
        throw new RangeError(`a message on ${topic} is too long for the hub: send ids only`)
      if (line) await sql`select pg_notify(${channel}, ${text})`.execute(trx)
      if (trx.isTransaction) afterCommit(trx, () => deliver(topic, payload))
      else await deliver(topic, payload)
    },
    subscribe(topic, handler) {
      const set = handlers.get(topic) ?? new Set()
      handlers.set(topic, set.add(handler))
      return () => void set.delete(handler)
    },
    onReconnect: (handler) => void reconnected.push(handler),
    close: async () => line?.close(),
  }
}

async function guarded(act: () => unknown): Promise<void> {
  try {
    await act()
  } catch (error) {
    process.emitWarning(error as Error)
  }
}

/** A connection of its own that listens until closed, and comes back by itself. */
async function openLine(pool: pg.Pool, hear: (text: string) => void, again: () => unknown) {
  let closing = false
  let client = await listen(pool, hear)
  watch()
  const ask = () => void client.query('select 1').catch(() => client.end().catch(() => {}))
  const beat = setInterval(ask, heartbeat.everyMs)
  beat.unref()

  function watch(): void {
    client.once('end', () => void reconnect())
  }
  async function reconnect(): Promise<void> {
    let pause = reconnectMs.first
    while (!closing) {
      await new Promise((resolve) => setTimeout(resolve, pause).unref())
      const next = closing ? null : await listen(pool, hear).catch(() => null)
      if (next) {
        client = next
        watch()
        if (closing) await client.end()
        else await again()
        return
      }
      pause = Math.min(pause * 2, reconnectMs.most)
    }
  }
  return {
    async close() {
      closing = true
      clearInterval(beat)
      await client.end().catch(() => {})
    },
  }
}

async function listen(pool: pg.Pool, hear: (text: string) => void): Promise<pg.Client> {
  const client = new pg.Client({
    ...pool.options,
    keepAlive: true,
    query_timeout: heartbeat.limitMs,
    application_name: 'gekkan hub',
  })
  // After an error the connection is of no use: ending it leads to 'end', and so to a new one.
  client.on('error', () => void client.end().catch(() => {}))
  client.on('notification', (message) => hear(message.payload ?? ''))
  try {
    await client.connect()
    await client.query(`listen ${channel}`)
  } catch (error) {
    void client.end().catch(() => {})
    throw error
  }
  return client
}
