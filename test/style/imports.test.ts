import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importsOf, sources } from './sources.ts'

// main, worker -> app -> features -> http -> mail -> jobs -> {db, ui, i18n, files} -> {lib, clock, config}
const ranks: Record<string, number> = {
  main: 11,
  commands: 10,
  start: 9,
  backup: 9,
  gate: 8,
  gekkan: 7,
  worker: 7,
  app: 6,
  features: 5,
  http: 4,
  mail: 3,
  jobs: 2,
  storage: 2,
  db: 1,
  ui: 1,
  i18n: 1,
  files: 1,
  lib: 0,
  clock: 0,
  config: 0,
}

function layerOf(path: string): string | undefined {
  const match = /^src\/([a-z0-9-]+)/.exec(path)
  return match?.[1]
}

const code = sources(/^src\/.*\.tsx?$/)

test('an import never points to a higher layer', () => {
  const wrong: string[] = []
  for (const source of code) {
    const from = layerOf(source.path)
    if (!from || from === 'browser') continue
    for (const { path, line } of importsOf(source)) {
      const to = layerOf(path)
      if (!to || to === from) continue
      const own = ranks[from]
      const theirs = ranks[to]
      assert.notEqual(own, undefined, `${source.path}: the layer "${from}" has no rank`)
      if (theirs === undefined || own === undefined) continue
      const test = /\.test\.tsx?$/.test(source.path)
      if (theirs > own || (theirs === own && own === 1 && !test))
        wrong.push(`${source.path}:${line} imports ${path}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('lib imports nothing of ours but lib', () => {
  const wrong = code
    .filter(({ path }) => path.startsWith('src/lib/'))
    .flatMap((source) => importsOf(source).map(({ path }) => `${source.path} imports ${path}`))
    .filter((text) => !/ imports src\/lib\//.test(text))
  assert.deepEqual(wrong, [])
})

test("a feature never imports another feature's routes, handlers of staff, views or mails", () => {
  const wrong: string[] = []
  for (const source of code) {
    const own = /^src\/features\/([a-z-]+)\//.exec(source.path)?.[1]
    if (!own) continue
    for (const { path, line } of importsOf(source)) {
      const other = /^src\/features\/([a-z-]+)\/(.*)$/.exec(path)
      if (!other || other[1] === own) continue
      if (/(^|-)(routes|admin|views|mail)\b/.test(other[2] ?? ''))
        wrong.push(`${source.path}:${line} imports ${path}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('sources never import from the tests or the demo, except the commands that load the demo', () => {
  const wrong = code.flatMap((source) =>
    importsOf(source)
      .filter(({ path }) => path.startsWith('test/') || path.startsWith('demo/'))
      .filter(
        ({ path }) =>
          !/\.test\.tsx?$/.test(source.path) &&
          !(path.startsWith('demo/') && /^src\/(gekkan|commands)/.test(source.path)),
      )
      .map(({ path }) => `${source.path} imports ${path}`),
  )
  assert.deepEqual(wrong, [])
})
