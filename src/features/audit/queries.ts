import { type Selectable, sql } from 'kysely'
import { startOfDay } from '../../clock.ts'
import type { Db } from '../../db/database.ts'
import type { AuditRow } from '../../db/tables.ts'
import type { Entry } from './audit.ts'

export type AuditEntry = Selectable<AuditRow>

/** Writes entries in the transaction of the change they tell of. */
export async function writeAudit(trx: Db, ...entries: Entry[]): Promise<void> {
  if (entries.length === 0) return
  await trx.insertInto('audit_entries').values(entries.map(toRow)).execute()
}

function toRow(entry: Entry) {
  const { actor, subject } = entry
  return {
    at: entry.at,
    actor_kind: actor.kind,
    actor_id: 'id' in actor ? actor.id : null,
    actor_name: 'name' in actor ? actor.name : '',
    action: entry.action,
    subject_kind: subject.kind,
    subject_id: subject.id,
    subject_name: subject.name,
    edition_id: subject.editionId ?? null,
    before: entry.before ? JSON.stringify(entry.before) : null,
    after: entry.after ? JSON.stringify(entry.after) : null,
    note: entry.note ?? '',
  }
}

export type AuditFilter = {
  /** Part of the subject's name, in any case. */
  subject?: string
  /** Part of the actor's name, in any case. */
  actor?: string
  action?: string
  /** A day in Tokyo. */
  day?: Temporal.PlainDate
  /** One record. */
  kind?: string
  id?: number
  /** Only these editions; entries that belong to none are left out then. */
  editions?: number[] | null
  /** Keyset paging: entries older than this one. */
  before?: number
  limit?: number
}

/** Entries, newest first; 50 unless `limit` says otherwise. The last one's id is the next `before`. */
export async function listEntries(db: Db, filter: AuditFilter): Promise<AuditEntry[]> {
  const { subject, actor, action, day, kind, id, editions, before } = filter
  let query = db.selectFrom('audit_entries').selectAll()
  if (subject)
    query = query.where(sql<boolean>`position(lower(${subject}) in lower(subject_name)) > 0`)
  if (actor) query = query.where(sql<boolean>`position(lower(${actor}) in lower(actor_name)) > 0`)
  if (action) query = query.where('action', '=', action)
  if (kind) query = query.where('subject_kind', '=', kind)
  if (id !== undefined) query = query.where('subject_id', '=', id)
  if (editions) query = query.where('edition_id', 'in', editions.length > 0 ? editions : [0])
  if (before !== undefined) query = query.where('id', '<', before)
  if (day)
    query = query
      .where('at', '>=', startOfDay(day))
      .where('at', '<', startOfDay(day.add({ days: 1 })))
  return query
    .orderBy('id', 'desc')
    .limit(filter.limit ?? 50)
    .execute()
}

/** What has happened to one record, newest first, 200 entries at most. */
export async function historyOf(db: Db, kind: string, id: number): Promise<AuditEntry[]> {
  return listEntries(db, { kind, id, limit: 200 })
}
