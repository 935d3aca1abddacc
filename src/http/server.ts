import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

type Early = (request: IncomingMessage, response: ServerResponse) => boolean
type Fetch = Parameters<typeof getRequestListener>[0]

/** A listening server. `stop` finishes what was begun and refuses the rest. */
export type Listening = { port: number; stop(graceSeconds?: number): Promise<void> }

/**
 * Listens with node:http: kept pages are answered by `early`, everything else by `fetch`.
 * Slow senders of headers are cut after 20 s, requests after 2 minutes.
 */
export async function listen(
  about: { port: number; host: string },
  early: Early,
  fetch: Fetch,
): Promise<Listening> {
  const respond = getRequestListener(fetch)
  let stopping = false
  const server = createServer(
    { headersTimeout: 20_000, requestTimeout: 120_000, keepAliveTimeout: 65_000 },
    (request, response) => {
      if (stopping) response.setHeader('connection', 'close')
      if (!early(request, response)) void respond(request, response)
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(about.port, about.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    stop(graceSeconds = 8) {
      stopping = true
      return stop(server, graceSeconds)
    },
  }
}

// A browser holds its connection open after the answer; while stopping it is closed soon after.
const sweepMs = 50

function stop(server: Server, graceSeconds: number): Promise<void> {
  return new Promise((resolve) => {
    const hard = setTimeout(() => server.closeAllConnections(), graceSeconds * 1000)
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMs)
    server.close(() => {
      clearTimeout(hard)
      clearInterval(sweep)
      resolve()
    })
  })
}
