import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from '../../src/lib/root.ts'

/** The program as a process of its own, to be killed, stopped and started again. */
export type ProgramProcess = {
  origin: string
  child: ChildProcess
  /** Everything it has printed. */
  output(): string
  /** Sends a signal and waits for the end. @returns exit code (null when killed) and milliseconds */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<{ code: number | null; ms: number }>
}

export type ProcessOptions = {
  data: string
  port: number
  /** Further variables of the environment, e.g. DATABASE_URL. */
  env?: Record<string, string>
}

/** Starts `gekkan start` from the sources and waits until it says where it is. */
export async function spawnProgram(options: ProcessOptions): Promise<ProgramProcess> {
  const program = launchProgram(options)
  const { child, output } = program
  for (const limit = performance.now() + 120_000; ; await pause(20)) {
    if (/^Staff /m.test(output())) return program
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > limit)
      throw new Error(`the program did not start (${child.exitCode}):\n${output()}`)
  }
}

/** The same without waiting; for starts that must fail. */
export function launchProgram({ data, port, env }: ProcessOptions): ProgramProcess {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', './bin/tsx.mjs', 'src/main.ts', 'start'],
    {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        PORT: String(port),
        HOST: 'localhost',
        GEKKAN_DATA: data,
        // each registration of a test comes from a network of its own
        GEKKAN_TRUSTED_PROXIES: '127.0.0.1,::1',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (printed += String(chunk)))
  return {
    origin: `http://localhost:${port}`,
    child,
    output: () => printed,
    async end(signal) {
      const began = performance.now()
      const closed = new Promise((resolve) => child.once('close', resolve))
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal)
        await closed
      }
      return { code: child.exitCode, ms: performance.now() - began }
    },
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
