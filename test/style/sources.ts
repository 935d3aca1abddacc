import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../src/lib/root.ts'

/** A source file of the repository: its path from the root and its text. */
export type Source = { path: string; text: string; lines: string[] }

/** All files that git knows or would add, whose paths match. */
export function sources(pattern: RegExp): Source[] {
  const listed = existsSync(join(root, '.git'))
    ? execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
        .toString()
        .split('\n')
    : []
  return listed
    .filter((path) => pattern.test(path) && existsSync(join(root, path)))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return { path, text, lines: text.split('\n') }
    })
}

/** Paths that a file imports, resolved from the root, without packages. */
export function importsOf(source: Source): { path: string; line: number }[] {
  const found: { path: string; line: number }[] = []
  source.lines.forEach((line, index) => {
    const match = /(?:from|import)\s*\(?\s*'(\.[^']+)'/.exec(line)
    if (match?.[1]) {
      found.push({ path: join(source.path, '..', match[1]), line: index + 1 })
    }
  })
  return found
}
