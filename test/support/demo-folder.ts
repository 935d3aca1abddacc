import { createHash } from 'node:crypto'
import { cpSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { frozenClock } from '../../src/clock.ts'
import { readConfig } from '../../src/config.ts'
import { openGekkan } from '../../src/gekkan.ts'
import { root } from '../../src/lib/root.ts'
import { makeOnce } from './templates.ts'

/** Makes `folder` a data folder as the program leaves it after its first start with the demo. */
export async function copyDemoFolder(folder: string): Promise<void> {
  const files = globSync('{src,demo,migrations}/**/*.{ts,tsx,sql,yaml,csv,json}', { cwd: root })
  const sum = createHash('sha256')
  for (const file of [...files.toSorted(), 'package-lock.json'])
    sum.update(file).update(readFileSync(join(root, file)))
  const made = await makeOnce(`demo-${sum.digest('hex').slice(0, 12)}`, startOnce)
  cpSync(made, folder, { recursive: true })
}

async function startOnce(data: string): Promise<void> {
  const clock = frozenClock('2020-11-10T10:00:00+09:00')
  const config = readConfig({ GEKKAN_DATA: data })
  const log = pino({ level: 'silent' })
  const gekkan = await openGekkan(config, { clock, log, jobs: false })
  await gekkan.close()
}
