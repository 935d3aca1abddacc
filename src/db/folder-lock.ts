import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { closeSync, openSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

// One claim file per process, named by machine and pid. A process first writes its own claim and
// then reads the others', so of two that start together at least one sees the other: never two
// owners, at worst none, and then both try again. Replacing a single stale file has no such order.

type Claim = { pid: number; host: string; started: string | null }
const claimName = /^owner-.*\.lock$/
const heartbeatMs = 5_000
/** A claim from another machine (or container) is dead when it has not been touched for so long. */
const foreignDeadMs = 30_000

/** Another process works on this data folder. */
export class DataFolderInUse extends Error {
  override name = 'DataFolderInUse'
  readonly pid: number
  constructor(folder: string, claim: Claim) {
    const where = claim.host === hostname() ? '' : ` on ${claim.host}`
    super(
      `The data folder ${folder} is in use by process ${claim.pid}${where}. ` +
        'Only one Gekkan may work on it at a time: stop that process, or set GEKKAN_DATA to another folder.',
    )
    this.pid = claim.pid
  }
}

/**
 * Takes the data folder for this process alone, until `release` or its death (kill -9 included).
 * @throws DataFolderInUse when a living process has it
 */
export async function claimFolder(folder: string): Promise<{ release(): void }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const own = { pid: process.pid, host: hostname(), started: startOf(process.pid) }
  const file = join(folder, `owner-${own.host.replaceAll(/[^\w.-]/g, '_')}-${own.pid}.lock`)
  for (let tries = 1; ; tries += 1) {
    const other = tryClaim(folder, file, own)
    if (!other) break
    // two that started together both stepped back: a random pause lets one be first
    if (other.settled || tries === 5) throw new DataFolderInUse(folder, other.claim)
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 200))
  }
  const beat = setInterval(() => touch(file), heartbeatMs)
  beat.unref()
  return {
    release() {
      clearInterval(beat)
      rmSync(file, { force: true })
    },
  }
}

/** Null when the folder is ours; else who has it, and whether since before our try. */
function tryClaim(
  folder: string,
  file: string,
  own: Claim,
): { claim: Claim; settled: boolean } | null {
  const before = livingClaim(folder, null)
  if (before) return { claim: before, settled: true }
  const handle = openSync(file, 'wx', 0o600)
  writeSync(handle, JSON.stringify(own))
  closeSync(handle)
  const after = livingClaim(folder, file)
  if (!after) return null
  rmSync(file, { force: true })
  return { claim: after, settled: false }
}

/** The first claim of a living process other than `own`; dead ones are swept away. */
function livingClaim(folder: string, own: string | null): Claim | null {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (!claimName.test(name) || file === own) continue
    const claim = readClaim(file)
    if (claim && lives(claim, file)) return claim
    if (claim) rmSync(file, { force: true })
  }
  return null
}

/** Half-written claims (a process between create and write) count as living, by their own name. */
function readClaim(file: string): Claim | null {
  const unknown = (): Claim => ({
    pid: Number(/-(\d+)\.lock$/.exec(file)?.[1]),
    host: hostname(),
    started: null,
  })
  try {
    const text = readFileSync(file, 'utf8')
    return text === '' ? unknown() : (JSON.parse(text) as Claim)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : unknown()
  }
}

function lives(claim: Claim, file: string): boolean {
  if (claim.host !== hostname()) return isTouched(file)
  const started = startOf(claim.pid)
  if (started === null) return isAlive(claim.pid)
  return claim.started === null || claim.started === started
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What tells two processes with the same number apart: boot and start time. Null: not to be had. */
function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
      // starttime is field 22 of proc(5), here counted from the state, which is field 3
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`
    }
    if (process.platform === 'win32') return null
    const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    return ps.stdout.trim() || null
  } catch {
    return null
  }
}

/** Compared with a file written now, so that the disk's clock decides and not the machine's. */
function isTouched(file: string): boolean {
  const probe = `${file}.${process.pid}.probe`
  try {
    closeSync(openSync(probe, 'w'))
    return statSync(probe).mtimeMs - statSync(file).mtimeMs < foreignDeadMs
  } catch {
    return false
  } finally {
    rmSync(probe, { force: true })
  }
}

function touch(file: string): void {
  try {
    const seconds = (performance.timeOrigin + performance.now()) / 1000
    utimesSync(file, seconds, seconds)
  } catch {
    // the folder was taken away under us; the next write of the database says so
  }
}
