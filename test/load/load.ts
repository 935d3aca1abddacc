import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { cpuSeconds, has, onCore, repository, type Served } from './machine.ts'

/** Requests per second of the clock, and per second of processor that the server used. */
export type Rate = { perSecond: number; perCpuSecond: number; p99: number }

const run = promisify(execFile)
const wrk = has('wrk')

/** Asks for one address as fast as it is answered, on 50 connections from core 1. */
export async function flood(
  server: Served,
  about: { path: string; seconds: number; headers?: Record<string, string> },
): Promise<Rate> {
  const headers = Object.entries(about.headers ?? {}).flatMap(([k, v]) => ['-H', `${k}: ${v}`])
  const url = server.origin + about.path
  return measured(server, async () => {
    const [file, rest] = onCore(1, floodCommand(about.seconds, headers, url))
    const { stdout } = await run(file, rest, { cwd: repository, maxBuffer: 1e8 })
    return wrk ? readWrk(stdout) : readAutocannon(stdout)
  })
}

function floodCommand(seconds: number, headers: string[], url: string): string[] {
  return wrk
    ? ['wrk', '-t1', '-c50', `-d${seconds}`, '--latency', ...headers, url]
    : [
        process.execPath,
        'node_modules/.bin/autocannon',
        '-j',
        '-c50',
        `-d${seconds}`,
        ...headers,
        url,
      ]
}

type Counted = { requests: number; seconds: number; p99: number }

function readWrk(text: string): Counted {
  const [, requests, seconds] = /(\d+) requests in ([\d.]+)s/.exec(text) ?? []
  const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(text) ?? []
  if (/Non-2xx or 3xx/.test(text)) throw new Error(`answers were errors:\n${text}`)
  const inMs = { us: 0.001, ms: 1, s: 1000 }[unit as 'us' | 'ms' | 's']
  return { requests: Number(requests), seconds: Number(seconds), p99: Number(p99) * inMs }
}

function readAutocannon(text: string): Counted {
  const result = JSON.parse(text) as {
    requests: { total: number }
    duration: number
    latency: { p99: number }
    non2xx: number
  }
  return {
    requests: result.requests.total,
    seconds: result.duration,
    p99: result.latency.p99,
  }
}

/** Asks for pages of the listing that were never asked for before (listing-load.ts). */
export async function leafThrough(
  server: Served,
  about: { kind: 'listing' | 'home'; seconds: number; perSecond?: number },
): Promise<Rate> {
  const { kind, seconds, perSecond = 0 } = about
  const script = ['test/load/listing-load.ts', server.origin, kind, `${seconds}`, `${perSecond}`]
  return measured(server, async () => {
    const [file, rest] = onCore(1, [process.execPath, ...script])
    const { stdout } = await run(file, rest, { cwd: repository })
    return JSON.parse(stdout) as Counted
  })
}

async function measured(server: Served, ask: () => Promise<Counted>): Promise<Rate> {
  const before = cpuSeconds(server.pid)
  const { requests, seconds, p99 } = await ask()
  const after = cpuSeconds(server.pid)
  const used = before === undefined || after === undefined ? seconds : after - before
  return { perSecond: requests / seconds, perCpuSecond: requests / used, p99 }
}
