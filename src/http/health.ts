import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** What the program needs to be of use, each with whether it is there. */
export type Readiness = {
  ready: boolean
  database: boolean
  disk: boolean
  /** False while the program is shutting down. */
  accepting: boolean
  /** Working without something it can do without for a while. */
  degraded: string[]
}

// R34: below 5 % or 500 MB of free space new data is not promised a place.
const leastBytes = 500_000_000
const leastShare = 0.05

/** Checks the database (1 s at most) and the disk. SMTP being away only degrades. */
export async function checkReadiness(about: {
  db: Db
  data: string
  accepting: boolean
  degraded: string[]
}): Promise<Readiness> {
  const [database, disk] = await Promise.all([databaseAnswers(about.db), diskHasRoom(about.data)])
  const ready = database && disk && about.accepting
  return { ready, database, disk, accepting: about.accepting, degraded: about.degraded }
}

async function databaseAnswers(db: Db): Promise<boolean> {
  const answer = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, 1000, false).unref())
  return Promise.race([answer, late])
}

async function diskHasRoom(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize, blocks } = await statfs(folder)
    return bavail * bsize >= leastBytes && bavail / blocks >= leastShare
  } catch {
    return false
  }
}
