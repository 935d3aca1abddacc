import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { jsonLdScript } from './json-ld.ts'

test('no text can end the script element', () => {
  const name = '</script><!-- <script> & \u2028\u2029'
  assert.equal(
    jsonLdScript({ name }),
    '{"name":"\\u003c/script\\u003e\\u003c!-- \\u003cscript\\u003e \\u0026 \\u2028\\u2029"}',
  )
})

test('any data parses back to itself and holds no dangerous character', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), (data) => {
      const script = jsonLdScript({ ...data })
      assert.doesNotMatch(script, /[<>&\u2028\u2029]/)
      assert.deepEqual(JSON.parse(script), JSON.parse(JSON.stringify(data)))
    }),
  )
})
