import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

type State = { keeper: number; url?: string; error?: string }

const startLimitMs = 90_000

/**
 * The process that stands for the test run: the runner above this test file, this process when a
 * file is run alone, or what GEKKAN_TEST_RUN names, so that several runners share one server.
 */
const run =
  process.env['GEKKAN_TEST_RUN'] ??
  String(process.env['NODE_TEST_CONTEXT'] ? process.ppid : process.pid)
const folder = join(tmpdir(), `gekkan-test-${run}`)

/**
 * The address of a running PostgreSQL whose user may create databases: TEST_DATABASE_URL, else one
 * that is started once per run and ends with it.
 * @throws Error with one line when none can be had; a test that needs it fails, never skips
 */
export async function ensurePostgres(): Promise<{ url: string }> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { url: given }
  if (makeFolder()) startKeeper()
  const limit = performance.now() + startLimitMs
  for (let state = readState(); performance.now() < limit; state = readState()) {
    if (state?.error) throw new Error(state.error)
    if (state?.url) return { url: state.url }
    await pause(50)
  }
  throw new Error(`PostgreSQL for the tests did not start within ${startLimitMs / 1000} s.`)
}

/** Ends the run's PostgreSQL now; without it, it ends with the run. */
export async function stopPostgres(): Promise<void> {
  const state = readState()
  if (!state) return
  process.kill(state.keeper, 'SIGTERM')
  while (existsSync(folder)) await pause(50)
}

/** Of all test files of a run, one makes the folder and so starts the server. */
function makeFolder(): boolean {
  try {
    mkdirSync(folder, { mode: 0o755 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function startKeeper(): void {
  const file = fileURLToPath(new URL('./postgres-keeper.ts', import.meta.url))
  spawn(process.execPath, [file, folder, run], { detached: true, stdio: 'ignore' }).unref()
}

function readState(): State | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')) as State
  } catch {
    return null
  }
}
