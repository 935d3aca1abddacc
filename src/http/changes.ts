import type { Db } from '../db/database.ts'
import type { Hub } from '../db/listen.ts'
import type { PageCache } from './page-cache.ts'

/**
 * Tells every process, after the transaction has committed, that something readers can see has
 * changed. `kind` names the table, `id` the row; `removed` empties caches instead of ageing them,
 * so that a withdrawn text cannot be served once more.
 */
export type Change = {
  kind: 'activities' | 'events' | 'editions' | 'everything'
  id?: number
  removed?: boolean
}

export type Changes = {
  /** Announces a change made in this transaction; nothing is told if it rolls back. */
  announce(trx: Db, change: Change): Promise<void>
  /** Hears changes of this and all other processes; a listener may be asynchronous. */
  hear(listener: (change: Change) => Promise<void> | void): void
}

/** Joins the hub between processes with the page cache of this one. */
export function connectChanges(hub: Hub, pages: PageCache): Changes {
  const listeners: ((change: Change) => Promise<void> | void)[] = []
  const tell = async (change: Change) => {
    for (const listener of listeners) await listener(change)
    // After the listeners: a page made from an index that is not yet up to date must not be kept.
    if (change.removed) pages.clear()
    else pages.age()
  }
  hub.subscribe('changes', (payload) => tell(JSON.parse(payload) as Change))
  // While the line was cut anything may have happened.
  hub.onReconnect(() => void tell({ kind: 'everything', removed: true }))
  return {
    announce: (trx, change) => hub.publish(trx, 'changes', JSON.stringify(change)),
    hear: (listener) => void listeners.push(listener),
  }
}
