import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { claimFolder, DataFolderInUse } from './folder-lock.ts'

function emptyFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'gekkan-lock-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const claims = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.lock'))

test('a folder is claimed once, and again after its release', async (t) => {
  const folder = emptyFolder(t)
  const lock = await claimFolder(folder)
  await assert.rejects(claimFolder(folder), DataFolderInUse)
  lock.release()
  assert.deepEqual(claims(folder), [])
  const second = await claimFolder(folder)
  second.release()
})

test('the claim of a dead process is swept away', async (t) => {
  const folder = emptyFolder(t)
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  const claim = { pid: dead, host: hostname(), started: 'some other boot 1' }
  writeFileSync(join(folder, `owner-x-${dead}.lock`), JSON.stringify(claim))
  const lock = await claimFolder(folder)
  assert.equal(claims(folder).length, 1)
  lock.release()
})

test('a living process that merely has the number of a dead owner does not block', async (t) => {
  const folder = emptyFolder(t)
  const claim = { pid: process.ppid, host: hostname(), started: 'some other boot 1' }
  writeFileSync(join(folder, `owner-x-${process.ppid}.lock`), JSON.stringify(claim))
  const lock = await claimFolder(folder)
  lock.release()
})

test('a claim from another machine counts while it is touched', async (t) => {
  const folder = emptyFolder(t)
  const file = join(folder, 'owner-elsewhere-1.lock')
  writeFileSync(file, JSON.stringify({ pid: 1, host: 'elsewhere', started: null }))
  await assert.rejects(claimFolder(folder), /process 1 on elsewhere/)
  const old = statSync(file).mtimeMs / 1000 - 60
  utimesSync(file, old, old)
  const lock = await claimFolder(folder)
  lock.release()
})

test('of processes that start together on a dead claim at most one has the folder', async (t) => {
  const folder = emptyFolder(t)
  const module = new URL('./folder-lock.ts', import.meta.url).href
  // holds for 3 s, longer than all the tries of the others
  const program = `import { claimFolder } from '${module}'
    await claimFolder(process.argv[1]).then(() => { console.log('mine'); setTimeout(() => process.exit(), 3000) }, () => {})`
  for (let round = 0; round < 3; round += 1) {
    const dead = { pid: 2 ** 22, host: hostname(), started: 'x' }
    writeFileSync(join(folder, 'owner-x-4194304.lock'), JSON.stringify(dead))
    const outputs = await Promise.all(
      Array.from({ length: 5 }, () => output(['--input-type=module', '-e', program, folder])),
    )
    assert.equal(outputs.filter((text) => text.includes('mine')).length, 1)
  }
})

async function output(args: string[]): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (data) => (text += data))
  await new Promise((resolve) => child.once('close', resolve))
  return text
}
