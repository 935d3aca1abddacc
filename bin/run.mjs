// Runs one of the program's commands from the sources: `bin/migrate`, `bin/seed FILE` …
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

export function runCommand(name) {
  const rest = process.argv.slice(2)
  const { status } = spawnSync(
    node(),
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      at('./tsx.mjs'),
      at('../src/main.ts'),
      name,
      ...rest,
    ],
    { stdio: 'inherit' },
  )
  process.exit(status ?? 1)
}

/** Node 26 from the dev dependency, so that an older Node of the machine's is enough to begin. */
export function node() {
  return at('../node_modules/.bin/node')
}
