import type { Db } from '../../db/database.ts'
import type { Entry } from './audit.ts'

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
