// `npm run bench [row …]`: every figure beside its yardstick in the same run (docs/BENCHMARKS.md).
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, release, tmpdir } from 'node:os'
import { join } from 'node:path'
import { has, repository } from './machine.ts'
import { buildProgram, cachedRows, listingRows, weightRows } from './page-rows.ts'
import { print } from './report.ts'
import type { Line } from './report.ts'
import { rushRows } from './rush-rows.ts'
import { searchPageRows, searchTimeRows } from './search-rows.ts'
import { installRows, memoryRows, startRows } from './start-rows.ts'

/** In the order in which they run; each gets a folder that all share. */
const rows: Record<string, (folder: string) => Promise<Line[]>> = {
  install: installRows,
  start: startRows,
  memory: memoryRows,
  weight: weightRows,
  cached: cachedRows,
  listing: listingRows,
  search: searchTimeRows,
  'search-page': searchPageRows,
  rush: rushRows,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in rows))
if (unknown.length > 0) {
  console.error(`there is no row "${unknown[0]}"; there are: ${Object.keys(rows).join(', ')}`)
  process.exit(64)
}
const processors = cpus()
console.log(
  `${processors.length} × ${processors[0]?.model}, Linux ${release()}, Node ${process.version}, ` +
    `load before ${loadavg()[0]?.toFixed(1)}, ${has('wrk') ? 'wrk' : 'autocannon'}`,
)
const folder = mkdtempSync(join(tmpdir(), 'gekkan-bench-'))
const missed: string[] = []
try {
  buildProgram(repository)
  for (const [name, measure] of Object.entries(rows)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const began = performance.now()
    console.log(`\n${name}`)
    const lines = await measure(folder)
    lines.forEach(print)
    missed.push(...lines.filter(({ met }) => met === false).map((line) => line.name))
    console.log(`  (${((performance.now() - began) / 1000).toFixed(0)} s)`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(missed.length > 0 ? `\nMissed: ${missed.join('; ')}` : '\nEvery goal is met.')
