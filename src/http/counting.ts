import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** A bucket's window, and how many seconds it is long. */
type Window = { bucket: string; window: Temporal.Instant; seconds: number }
type Counts = { count: number; before: number }
type Counting = Window & { resolve(counts: Counts): void; reject(error: unknown): void }

/** Counts one more. @returns the count with it, and that of the window before */
export function countOne(db: Db, window: Window): Promise<Counts> {
  return new Promise((resolve, reject) => enlist(db, { ...window, resolve, reject }))
}

const lines = new WeakMap<Db, Counting[]>()

/**
 * What arrives while the last counts are being written is written together: in a rush a commit for
 * each would be all that the disk does. Inside a transaction nobody is waited for.
 */
function enlist(db: Db, counting: Counting): void {
  if (db.isTransaction) return void write(db, [counting])
  const line = lines.get(db)
  if (line) return void line.push(counting)
  const begun = [counting]
  lines.set(db, begun)
  void serve(db, begun)
}

async function serve(db: Db, line: Counting[]): Promise<void> {
  while (line.length > 0) await write(db, line.splice(0))
  lines.delete(db)
}

async function write(db: Db, countings: Counting[]): Promise<void> {
  try {
    const counts = await add(db, countings)
    const met = new Map<string, number>()
    for (const counting of countings.toReversed()) {
      const key = keyOf(counting)
      const { count, before } = counts.get(key) ?? { count: 0, before: 0 }
      const later = met.get(key) ?? 0
      met.set(key, later + 1)
      counting.resolve({ count: count - later, before })
    }
  } catch (error) {
    for (const { reject } of countings) reject(error)
  }
}

const keyOf = ({ bucket, window }: Pick<Counting, 'bucket' | 'window'>) => `${bucket} ${window}`

type Counted = Pick<Window, 'bucket' | 'window'> & Counts

async function add(db: Db, countings: Counting[]): Promise<Map<string, Counted>> {
  const sums = new Map<string, Counting & { count: number }>()
  for (const counting of countings) {
    const sum = sums.get(keyOf(counting)) ?? { ...counting, count: 0 }
    sums.set(keyOf(counting), { ...sum, count: sum.count + 1 })
  }
  // always in one order, so that two processes cannot wait for each other
  const ordered = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const added = JSON.stringify(
    ordered.map(([, { bucket, window, seconds, count }]) => ({ bucket, window, seconds, count })),
  )
  const { rows } = await sql<Counted>`
    with asked as (
      select * from json_to_recordset(${added}::json)
        as a(bucket text, "window" timestamptz, seconds integer, count integer)
    ), counted as (
      insert into rate_counters (bucket, window_start, count)
      select bucket, "window", count from asked
      on conflict (bucket, window_start) do update set count = rate_counters.count + excluded.count
      returning bucket, window_start, count
    )
    select counted.bucket, counted.window_start as "window", counted.count,
      coalesce(earlier.count, 0) as before
    from counted
    join asked on asked.bucket = counted.bucket and asked."window" = counted.window_start
    left join rate_counters earlier on earlier.bucket = counted.bucket
      and earlier.window_start = counted.window_start - make_interval(secs => asked.seconds)
  `.execute(db)
  return new Map(rows.map((row) => [keyOf(row), row]))
}
