import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { freePort, serve } from '../load/machine.ts'
import { installPacked } from '../load/packed.ts'

const folder = mkdtempSync(join(tmpdir(), 'gekkan-packed-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('the packed program, installed alone, serves the demo', { timeout: 170_000 }, async () => {
  const { command, packed } = installPacked(folder)
  const paths = packed.files.map(({ path }) => path)
  assert.deepEqual(
    paths.filter((path) => /(^|\/)(src|test|node_modules|data)\/|\.test\.|\.tsx?$/.test(path)),
    [],
    'sources, tests and data stay at home',
  )
  const port = await freePort()
  const program = await serve([process.execPath, command, 'start'], {
    port,
    env: {
      NODE_ENV: '',
      PORT: String(port),
      HOST: '127.0.0.1',
      GEKKAN_DATA: join(folder, 'data'),
    },
  })
  try {
    const home = await (await fetch(program.origin)).text()
    assert.match(home, /<title>テレワーク月間 2020<\/title>/)
    const style = /rel="stylesheet" href="([^"]+)"/.exec(home)?.[1] ?? ''
    assert.equal((await fetch(program.origin + style)).status, 200)
    assert.equal(
      (await fetch(`${program.origin}/activities?q=${encodeURIComponent('在宅')}`)).status,
      200,
    )
    assert.equal((await fetch(`${program.origin}/readyz`)).status, 200)
  } finally {
    await program.stop()
  }
})
