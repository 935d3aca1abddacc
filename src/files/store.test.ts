import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import {
  freeBytes,
  openStore,
  putFile,
  readFile,
  removeFile,
  removeUnfinished,
  StorageFull,
} from './store.ts'

const data = mkdtempSync(join(tmpdir(), 'gekkan-store-'))
const store = openStore(data)
after(() => rmSync(data, { recursive: true, force: true }))

const type = { type: 'image/webp' }
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

test('what was put is read back, with its size and hash', async () => {
  const bytes = Buffer.from('月間\u0000\xff', 'latin1')
  const { key, size, sha256 } = await putFile(store, bytes, type)
  assert.match(key, /^[0-9a-f]{32}$/)
  assert.equal(size, bytes.length)
  assert.equal(sha256, createHash('sha256').update(bytes).digest('hex'))
  assert.deepEqual(Buffer.from((await readFile(store, key)) ?? []), bytes)
})

test('the same bytes put twice have two names, and an empty file is a file', async () => {
  const first = await putFile(store, new Uint8Array(), type)
  const second = await putFile(store, new Uint8Array(), type)
  assert.notEqual(first.key, second.key)
  assert.equal((await readFile(store, first.key))?.length, 0)
})

test('only the program can read the files', async () => {
  const { key } = await putFile(store, Buffer.from('x'), type)
  assert.equal(statSync(join(store.folder, key.slice(0, 2), key)).mode & 0o077, 0)
  assert.equal(statSync(store.folder).mode & 0o077, 0)
})

test('a removed file is gone, and removing it again says so', async () => {
  const { key } = await putFile(store, Buffer.from('x'), type)
  assert.equal(await removeFile(store, key), true)
  assert.equal(await readFile(store, key), undefined)
  assert.equal(await removeFile(store, key), false)
})

test('no key leads out of the folder', async () => {
  writeFileSync(join(data, 'secret'), 'secret')
  for (const key of [
    '../secret',
    '../../etc/passwd',
    '/etc/passwd',
    '..',
    '',
    '.',
    'a'.repeat(31),
    'A'.repeat(32),
    `${'a'.repeat(32)}\n`,
    `${'a'.repeat(30)}/.`,
    '%2e%2e%2fsecret',
    '\0',
  ]) {
    assert.equal(await readFile(store, key), undefined, key)
    assert.equal(await removeFile(store, key), false, key)
  }
  assert.equal(statSync(join(data, 'secret')).size, 6)
})

test('a hundred files at once all arrive, and no half-written one stays', async () => {
  const inputs = Array.from({ length: 100 }, (_, index) => Buffer.alloc(10_000, index))
  const kept = await Promise.all(inputs.map((bytes) => putFile(store, bytes, type)))
  for (const [index, { key }] of kept.entries())
    assert.deepEqual(Buffer.from((await readFile(store, key)) ?? []), inputs[index])
  assert.deepEqual(
    filesIn(store.folder).filter(({ name }) => name.endsWith('.part')),
    [],
  )
})

test('what a killed process left behind is swept away after a while, and nothing else', async () => {
  const { key } = await putFile(store, Buffer.from('x'), type)
  const old = join(store.folder, key.slice(0, 2), `${'0'.repeat(32)}.part`)
  const young = join(store.folder, key.slice(0, 2), `${'1'.repeat(32)}.part`)
  for (const path of [old, young]) writeFileSync(path, 'half')
  utimesSync(old, 0, 0)
  assert.equal(await removeUnfinished(store, Temporal.Instant.fromEpochMilliseconds(1000)), 1)
  assert.ok(statSync(young).isFile())
  assert.equal((await readFile(store, key))?.length, 1)
  rmSync(young)
})

test('the room on the disk is told in bytes', async () => {
  assert.ok((await freeBytes(store)) > 1_000_000)
})

test('on a full disk nothing is kept, the error says so, and it goes on after space is made', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gekkan-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    rmSync(folder, { recursive: true })
    t.skip('needs the right to mount a small disk (root)')
    return
  }
  try {
    const small = openStore(folder)
    const { key } = await putFile(small, Buffer.alloc(150_000), type)
    await assert.rejects(putFile(small, Buffer.alloc(150_000), type), StorageFull)
    assert.deepEqual(
      filesIn(small.folder).map(({ name }) => name),
      [key],
    )
    await removeFile(small, key)
    const again = await putFile(small, Buffer.alloc(150_000, 1), type)
    assert.equal((await readFile(small, again.key))?.length, 150_000)
  } finally {
    execFileSync('umount', [folder])
    rmSync(folder, { recursive: true })
  }
})
