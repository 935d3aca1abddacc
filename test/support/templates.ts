import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * The path of something costly that all test processes share and that is kept between runs; the
 * first to ask for `name` makes it, the others wait. The name must change with what it is made of.
 */
export async function makeOnce(
  name: string,
  make: (path: string) => Promise<void>,
): Promise<string> {
  const folder = join(tmpdir(), `gekkan-templates-${userInfo().username}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  const claim = `${path}.claim`
  while (!existsSync(path)) {
    if (!takeClaim(claim)) {
      await pause(50)
      continue
    }
    try {
      await make(`${path}.${process.pid}`)
      renameSync(`${path}.${process.pid}`, path)
      removeOld(folder)
    } finally {
      rmSync(claim, { force: true })
    }
  }
  utimesSync(path, new Date(), new Date())
  return path
}

/** Every change of the sources makes a new template: those nobody has used for an hour go. */
function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity }
    if (Date.now() - mtimeMs > 3_600_000) rmSync(path, { recursive: true, force: true })
  }
}

/** One process makes the template. A dead one's claim falls; at worst it is made twice. */
function takeClaim(claim: string): boolean {
  try {
    writeFileSync(claim, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    try {
      process.kill(Number(readFileSync(claim, 'utf8')) || process.pid, 0)
    } catch {
      rmSync(claim, { force: true })
    }
    return false
  }
}
