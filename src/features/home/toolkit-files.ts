import { readFileSync, statSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { root } from '../../lib/root.ts'
import type { Edition } from '../editions/edition.ts'

type Item = Edition['toolkit'][number]

/** Where a file of the toolkit is fetched: year and code, so that it stays when the next year comes. */
export function toolkitPath(edition: { slug: string }, item: Item): string {
  return `/toolkit/${edition.slug}/${item.code}${extname(item.file)}`
}

/** Kind and size (bytes) of a file, read from the file itself. */
export function fileOf(item: Item): { kind: string; size: number } {
  return { kind: extname(item.file).slice(1).toUpperCase(), size: statSync(pathOf(item)).size }
}

/** The bytes of a file. */
export function bytesOf(item: Item): Uint8Array {
  return readFileSync(pathOf(item))
}

/** Files are named from the program's folder; a definition cannot point outside it. */
function pathOf(item: Item): string {
  const path = normalize(join(root, item.file))
  if (!path.startsWith(normalize(`${root}/`)))
    throw new Error(`${item.file} is outside the program`)
  return path
}
