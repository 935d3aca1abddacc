import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build, transformSync } from 'esbuild'

// Two entries: the program, and the embedded database's thread, which needs a file of its own.
rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: { main: 'src/main.ts', 'embedded-worker': 'src/db/embedded-worker.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node26',
  format: 'esm',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: true,
  logLevel: 'warning',
})
for (const file of readdirSync('src/ui').filter((name) => name.endsWith('.css')))
  cpSync(`src/ui/${file}`, `dist/${file}`)
mkdirSync('dist/browser', { recursive: true })
for (const file of readdirSync('src/browser').filter((name) => /^[a-z-]+\.ts$/.test(name))) {
  const { code } = transformSync(readFileSync(`src/browser/${file}`, 'utf8'), {
    loader: 'ts',
    minify: true,
  })
  writeFileSync(`dist/browser/${file.replace(/\.ts$/, '.js')}`, code)
}
