import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { frozenClock } from '../../src/clock.ts'
import { readConfig } from '../../src/config.ts'
import { openGate } from '../../src/gate.ts'
import { type Gekkan, openGekkan } from '../../src/gekkan.ts'
import { listen } from '../../src/http/server.ts'
import { copyDemoFolder } from './demo-folder.ts'

/** The whole program on a free port, with the demo edition and a clock that the test moves. */
export type TestProgram = {
  origin: string
  gekkan: Gekkan
  clock: ReturnType<typeof frozenClock>
  close(): Promise<void>
}

export type ProgramOptions = {
  smtpUrl?: string
  databaseUrl?: string
  /** The demo's morning of 10 November 2020 unless said otherwise. */
  now?: string
  /** False: no invented registrations; the database at `databaseUrl` must have an edition. */
  demo?: boolean
  log?: Logger
  /** Further variables of the environment. */
  env?: Record<string, string>
}

/** Starts the program as `npm start` does, in a folder of its own, embedded unless told otherwise. */
export async function startProgram(options: ProgramOptions = {}): Promise<TestProgram> {
  const data = mkdtempSync(join(tmpdir(), 'gekkan-test-'))
  if (options.demo !== false && !options.databaseUrl) await copyDemoFolder(data)
  const clock = frozenClock(options.now ?? '2020-11-10T10:00:00+09:00')
  // The origin must be known before the port is: a first listener finds a free one.
  const port = await freePort()
  const config = readConfig({
    PORT: String(port),
    HOST: '127.0.0.1',
    GEKKAN_ORIGIN: `http://localhost:${port}`,
    GEKKAN_DATA: data,
    ...(options.smtpUrl && { SMTP_URL: options.smtpUrl }),
    ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
    ...(options.demo === false && { GEKKAN_DEMO: 'off' }),
    ...options.env,
  })
  const gekkan = await openGekkan(
    { ...config, host: 'localhost' },
    { clock, log: options.log ?? pino({ level: 'silent' }) },
  )
  const gate = openGate(gekkan)
  const listening = await listen({ port, host: 'localhost' }, gate.early, gate.fetch)
  return {
    origin: `http://localhost:${port}`,
    gekkan,
    clock,
    async close() {
      await listening.stop(1)
      await gekkan.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
