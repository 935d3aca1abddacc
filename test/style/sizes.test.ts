import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sources } from './sources.ts'

const code = sources(/^(src|demo|bin|test)\/.*\.(tsx?|mjs)$/)
const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.startsWith('test/')

test('no source file is longer than 300 lines, no test longer than 500', () => {
  const long = code
    .map(({ path, lines }) => ({ path, length: lines.length - 1, most: isTest(path) ? 500 : 300 }))
    .filter(({ length, most }) => length > most)
    .map(({ path, length }) => `${path}: ${length} lines`)
  assert.deepEqual(long, [])
})

test('the median source file has at most 60 lines of code, nine in ten at most 200 (ADR 0030)', () => {
  const lengths = code
    .filter(({ path }) => path.startsWith('src/') && !isTest(path))
    .map(({ text }) => codeLines(text))
    .toSorted((a, b) => a - b)
  const at = (share: number) => lengths[Math.floor((lengths.length - 1) * share)] ?? 0
  assert.ok(at(0.5) <= 60, `the median is ${at(0.5)}`)
  assert.ok(at(0.9) <= 200, `p90 is ${at(0.9)}`)
})

/** Lines without blank ones, comments and imports: what a reader must follow. */
function codeLines(text: string): number {
  const bare = text
    .replace(/^import [^;]*?from '[^']+'$/gms, '')
    .replace(/^\s*\/\*\*?[^]*?\*\/$/gm, '')
  return bare.split('\n').filter((line) => line.trim() !== '' && !/^\s*\/\//.test(line)).length
}

test('no function is longer than 40 lines or takes more than 4 parameters', () => {
  const wrong: string[] = []
  for (const { path, lines } of code.filter(
    (source) => source.path.startsWith('src/') && !isTest(source.path),
  )) {
    lines.forEach((line, index) => {
      const start = /^(\s*)(export )?(async )?function\*? ?(\w+)/.exec(line)
      if (!start) return
      const end = lines.findIndex((other, at) => at > index && other === `${start[1]}}`)
      if (end - index + 1 > 40)
        wrong.push(`${path}:${index + 1} ${start[4]} has ${end - index + 1} lines`)
      const head = lines.slice(index, index + 12).join(' ')
      const parameters = parametersOf(head.slice(head.indexOf('(') + 1))
      if (parameters > 4)
        wrong.push(`${path}:${index + 1} ${start[4]} takes ${parameters} parameters`)
    })
  }
  assert.deepEqual(wrong, [])
})

/** Counts top-level commas up to the closing parenthesis. */
function parametersOf(text: string): number {
  let depth = 0
  let count = 0
  let any = false
  for (const character of text.replace(/=>/g, '')) {
    if (character === ')' && depth === 0) break
    if ('([{<'.includes(character)) depth++
    else if (')]}>'.includes(character)) depth--
    else if (character === ',' && depth === 0) {
      count++
      any = false
    } else if (/\S/.test(character)) any = true
  }
  return any ? count + 1 : count
}

test('no file has a name that says nothing', () => {
  const vague = code
    .map(({ path }) => path)
    .filter((path) =>
      /(^|\/)(utils?|helpers?|common|misc|manager|service|base|index)\.(tsx?|mjs)$/.test(path),
    )
  assert.deepEqual(vague, [])
})
