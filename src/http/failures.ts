import { StorageFull } from '../files/store.ts'
import { Fault } from './faults.ts'

// SQLSTATE classes and codes (PostgreSQL, appendix A) and what Node calls the same troubles.
const gone = /^(08|57P0|53300|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|ENOENT)/
const full = /^(53100|ENOSPC)/

/** What an unexpected error means for the reader: a fault with a page of its own, or undefined. */
export function faultOf(error: unknown): Fault | undefined {
  if (error instanceof Fault) return error
  if (error instanceof StorageFull) return new Fault(507)
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof code === 'string') {
    if (full.test(code)) return new Fault(507)
    if (gone.test(code)) return new Fault(503)
  }
  if (
    typeof message === 'string' &&
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      message,
    )
  )
    return new Fault(503)
  return undefined
}
