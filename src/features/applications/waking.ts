import type { Db } from '../../db/database.ts'

const listeners = new WeakMap<Db, () => void>()

/** Says in this process that somebody has to be told something; the notice itself is a row. */
export function wakeTelling(db: Db): void {
  listeners.get(db)?.()
}

/** Whoever tells applicants listens here; one per process. */
export function onTelling(db: Db, listener: () => void): void {
  listeners.set(db, listener)
}
