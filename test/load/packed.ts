import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './machine.ts'

type Packed = { filename: string; size: number; unpackedSize: number; files: { path: string }[] }

/**
 * Packs the program as it would be published and installs the tarball in an empty folder, as
 * `npx gekkan` does.
 * @returns the installed command, and what is in the tarball
 */
export function installPacked(folder: string): { command: string; packed: Packed } {
  const npm = (cwd: string, ...rest: string[]) =>
    execFileSync('npm', rest, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const told = npm(repository, 'pack', '--json', '--pack-destination', folder)
  // A script of the package may have written before the list.
  const answer = JSON.parse(told.slice(told.search(/^[[{]/m))) as Packed[] | Record<string, Packed>
  const [packed] = Object.values(answer)
  if (!packed) throw new Error(`npm pack said nothing: ${told}`)
  const home = join(folder, 'home')
  mkdirSync(home)
  writeFileSync(join(home, 'package.json'), '{"private":true}')
  npm(
    home,
    'install',
    join(folder, packed.filename),
    '--omit=dev',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
  )
  return { command: join(home, 'node_modules/.bin/gekkan'), packed }
}
