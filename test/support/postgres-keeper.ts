// Keeps one PostgreSQL for all test files of a run, and ends it with the run: a test file cannot,
// because it does not know whether it is the last. Arguments: state folder, process id of the run.
import { rmSync, writeFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from './postgres-server.ts'

const [folder, run] = process.argv.slice(2) as [string, string]
const everyMs = 500
const tell = (state: object) => {
  writeFileSync(join(folder, 'state.new'), JSON.stringify({ ...state, keeper: process.pid }))
  renameSync(join(folder, 'state.new'), join(folder, 'state.json'))
}
const remove = () => rmSync(folder, { recursive: true, force: true })

try {
  const server = await startPostgres(join(folder, 'server'))
  tell({ url: server.url })
  const end = async () => {
    await server.remove()
    remove()
    process.exit(0)
  }
  process.on('SIGTERM', () => void end())
  setInterval(() => isAlive(Number(run)) || void end(), everyMs)
} catch (error) {
  tell({ error: (error as Error).message })
  while (isAlive(Number(run))) await new Promise((resolve) => setTimeout(resolve, everyMs))
  remove()
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
