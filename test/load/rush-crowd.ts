// People who send a filled form at the same time, each from a network of its own; run on core 1 by
// rush-rows.ts, which sends the order through stdin and reads one line of JSON.
import { Agent, request } from 'node:http'
import { quantile } from './report.ts'

export type RushOrder = {
  /** Each process of the program; people are dealt out in turn. */
  origins: string[]
  path: string
  /** The bodies of the forms, ready to send. */
  bodies: string[]
  clients: number
  /** Pages that readers open meanwhile, one after the other. */
  reading: string[]
}

export type RushResult = {
  /** 303 to a receipt. */
  accepted: number
  /** Everything else, by status; 0 when the connection broke. */
  others: Record<string, number>
  seconds: number
  p50: number
  p99: number
  /** Milliseconds that a reader waited for a page at the 99th of 100. */
  readP99: number
  reads: number
}

const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
console.log(JSON.stringify(await rush(JSON.parse(Buffer.concat(chunks).toString()) as RushOrder)))

async function rush(order: RushOrder): Promise<RushResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.clients })
  const times: number[] = []
  const others: Record<string, number> = {}
  let next = 0
  let done = false
  const client = async () => {
    for (let at = next++; at < order.bodies.length; at = next++) {
      const began = performance.now()
      const status = await send(agent, order, at)
      times.push(performance.now() - began)
      if (status !== 303) others[status] = (others[status] ?? 0) + 1
    }
  }
  const began = performance.now()
  const reading = readMeanwhile(order, () => done)
  await Promise.all(Array.from({ length: order.clients }, client))
  const seconds = (performance.now() - began) / 1000
  done = true
  const reads = await reading
  agent.destroy()
  return {
    accepted: times.length - Object.values(others).reduce((sum, count) => sum + count, 0),
    others,
    seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    readP99: quantile(reads, 0.99),
    reads: reads.length,
  }
}

function send(agent: Agent, order: RushOrder, at: number): Promise<number> {
  const body = order.bodies[at] as string
  return new Promise((resolve) => {
    const sent = request(
      order.origins[at % order.origins.length] + order.path,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'sec-fetch-site': 'same-origin',
          'accept-language': 'ja',
          'x-forwarded-for': `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`,
        },
      },
      (response) => {
        response.resume()
        response.once('end', () => resolve(response.statusCode ?? 0))
      },
    )
    sent.once('error', () => resolve(0))
    sent.end(body)
  })
}

async function readMeanwhile(order: RushOrder, isOver: () => boolean): Promise<number[]> {
  const times: number[] = []
  for (let at = 0; order.reading.length > 0 && !isOver(); at++) {
    const began = performance.now()
    const url = (order.origins[0] ?? '') + order.reading[at % order.reading.length]
    await fetch(url)
      .then((response) => response.arrayBuffer())
      .then(() => times.push(performance.now() - began))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return times
}
