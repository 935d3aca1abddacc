import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sources } from './sources.ts'

const code = sources(/^src\/.*\.tsx?$/)
const own = code.filter(({ path }) => !/\.test\.tsx?$/.test(path))

function uses(pattern: RegExp, allowed: RegExp): string[] {
  return own
    .filter(({ path }) => !allowed.test(path))
    .flatMap(({ path, lines }) =>
      lines.flatMap((line, index) =>
        pattern.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line)
          ? [`${path}:${index + 1} ${line.trim()}`]
          : [],
      ),
    )
}

test('only the configuration reads the environment', () => {
  assert.deepEqual(uses(/process\.env\b/, /^src\/config\.ts$/), [])
})

test('only the clock asks the machine for the time', () => {
  // the log's time stamp is the machine's own on purpose: an operator compares it with other logs
  assert.deepEqual(
    uses(/\bDate\.now\b|new Date\(\)|Temporal\.Now\b/, /^src\/(clock|http\/log|browser\/.*)\.ts$/),
    [],
  )
})

test('there are no default exports and no path aliases', () => {
  assert.deepEqual(uses(/^export default\b/, /^$/), [])
  assert.deepEqual(uses(/from '(@\/|~\/|#)/, /^$/), [])
})

test('imports of ours carry their ending', () => {
  assert.deepEqual(uses(/from '\.[^']*(?<!\.tsx?|\.json)'/, /^$/), [])
})

test('nothing is left for later in the text', () => {
  assert.deepEqual(uses(/\b(TODO|FIXME|XXX|HACK)\b/, /^$/), [])
})

test('no view writes an inline style, script or event handler, which the content policy forbids', () => {
  assert.deepEqual(
    uses(
      /\sstyle=[{"]|\son(click|change|submit|load|input)=|dangerouslySetInnerHTML/,
      /^src\/mail\/|^src\/ui\/(raw|json-ld)\.tsx$/,
    ),
    [],
  )
})

test('no test is skipped, focused or left to be written', () => {
  const wrong = sources(/^(src|test)\/.*\.test\.tsx?$/).flatMap(({ path, lines }) =>
    lines.flatMap((line, index) =>
      /\b(test|it|describe)\.(only|todo)\b/.test(line) ? [`${path}:${index + 1}`] : [],
    ),
  )
  assert.deepEqual(wrong, [])
})
