#!/usr/bin/env node
// The program as it is installed: `gekkan start`, `gekkan migrate`, `gekkan seed FILE`,
// `gekkan backup FILE`, `gekkan restore FILE`, `gekkan administrator-link`, `gekkan reset --yes`
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const needed = 26
const main = new URL('../dist/main.js', import.meta.url)
if (Number(process.versions.node.split('.')[0]) < needed) {
  console.error(`Gekkan needs Node ${needed}; this is ${process.version}. Without installing it:`)
  console.error(`  npx -p node@${needed} -p gekkan gekkan`)
  process.exit(1)
}
if (!existsSync(fileURLToPath(main))) {
  console.error('Gekkan is not built yet: npm run build')
  process.exit(1)
}
await import(main.href)
