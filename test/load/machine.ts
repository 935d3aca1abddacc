import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** A server under measurement, on core 0; the load comes from core 1. */
export type Served = {
  pid: number
  origin: string
  /** Until the first page: milliseconds of the clock, and seconds of processor where known. */
  startedInMs: number
  startCpuSeconds: number | undefined
  stop(): Promise<void>
}

export const repository = new URL('../../', import.meta.url).pathname

/** Whether a command is on this machine. */
export function has(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
}

const pinning = has('taskset')

/** A command bound to one core where the machine can do that. */
export function onCore(core: number, command: string[]): [string, string[]] {
  const [first = '', ...rest] = pinning ? ['taskset', '-c', String(core), ...command] : command
  return [first, rest]
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Starts a server, on core 0 unless `anyCore`, and waits until `path` answers. */
export async function serve(
  command: string[],
  about: { port: number; path?: string; env?: Record<string, string>; anyCore?: boolean },
): Promise<Served> {
  const began = performance.now()
  const [file = '', ...rest] = about.anyCore ? command : onCore(0, command).flat()
  const child = spawn(file, rest, {
    env: { ...process.env, ...about.env },
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: repository,
  })
  const origin = `http://127.0.0.1:${about.port}`
  await answered(child, origin + (about.path ?? '/'))
  const startedInMs = performance.now() - began
  const pid = child.pid as number
  const startCpuSeconds = cpuSeconds(pid)
  return { pid, origin, startedInMs, startCpuSeconds, stop: () => stop(child) }
}

async function answered(child: ChildProcess, url: string): Promise<void> {
  const limit = performance.now() + 60_000
  while (performance.now() < limit) {
    if (child.exitCode !== null) throw new Error(`the server of ${url} ended: ${child.exitCode}`)
    const response = await fetch(url).catch(() => undefined)
    await response?.arrayBuffer()
    if (response?.ok) return
    await pause(20)
  }
  child.kill('SIGKILL')
  throw new Error(`${url} did not answer within a minute`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** The program as it is built, on a folder of its own, or on a database elsewhere. */
export async function serveGekkan(
  data: string,
  about: { env?: Record<string, string>; anyCore?: boolean } = {},
): Promise<Served> {
  const port = await freePort()
  return serve([process.execPath, 'bin/gekkan.mjs', 'start'], {
    port,
    anyCore: about.anyCore ?? false,
    env: {
      NODE_ENV: '',
      PORT: String(port),
      HOST: '127.0.0.1',
      GEKKAN_DATA: data,
      GEKKAN_ORIGIN: `http://127.0.0.1:${port}`,
      ...about.env,
    },
  })
}

const ticksPerSecond = has('getconf') ? Number(execFileSync('getconf', ['CLK_TCK'])) : 100

/** Seconds of processor that a process and its threads have used; undefined outside Linux. */
export function cpuSeconds(pid: number): number | undefined {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return undefined
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Memory of a process in MB (resident); undefined outside Linux. */
export function residentMB(pid: number): number | undefined {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return undefined
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) / 1000
}
