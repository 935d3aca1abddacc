import { type Selectable, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { MailRow } from '../../db/tables.ts'
import { enqueue, jobsRun } from '../../jobs/boss.ts'
import { mailQueue } from '../../mail/outbox.ts'

export type MailState = MailRow['state']
export type Mail = Selectable<MailRow>
/** A line of the list: everything but the letter itself. */
export type MailLine = Omit<Mail, 'html' | 'text' | 'headers' | 'calendar' | 'calendar_method'>

export type MailFilter = {
  state?: MailState
  kind?: string
  /** Part of the address, in any case. */
  address?: string
  /** Keyset paging: mails older than this id. */
  before?: number
  limit?: number
}

const lineColumns = [
  'id',
  'message_id',
  'kind',
  'to_address',
  'language',
  'subject',
  'subject_kind',
  'subject_id',
  'edition_id',
  'state',
  'tries',
  'last_error',
  'created_at',
  'useful_until',
  'sent_at',
] as const

/** Mails, newest first; 50 unless `limit` says otherwise. The last line's id is the next `before`. */
export async function listMails(db: Db, filter: MailFilter = {}): Promise<MailLine[]> {
  const { state, kind, address, before, limit = 50 } = filter
  return db
    .selectFrom('mails')
    .select(lineColumns)
    .$if(state !== undefined, (query) => query.where('state', '=', state as MailState))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind as string))
    .$if(Boolean(address), (query) =>
      query.where(sql<boolean>`position(lower(${address}) in lower(to_address)) > 0`),
    )
    .$if(before !== undefined, (query) => query.where('id', '<', before as number))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** One mail with its letter. */
export async function findMail(db: Db, id: number): Promise<Mail | undefined> {
  return db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst()
}

/** How many mails are in each state; every state is there. */
export async function countMails(db: Db): Promise<Record<MailState, number>> {
  const counts = { waiting: 0, sent: 0, refused: 0, expired: 0, stopped: 0 }
  const rows = await db
    .selectFrom('mails')
    .select(['state', (select) => select.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  for (const { state, count } of rows) counts[state] = count
  return counts
}

/** The kinds of mail there are, for the filter. */
export async function listMailKinds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('mails').select('kind').distinct().orderBy('kind').execute()
  return rows.map(({ kind }) => kind)
}

/**
 * Puts a refused or stopped mail back in line, with its old Message-ID.
 * @returns false when it is in another state
 */
export async function resendMail(trx: Db, id: number): Promise<boolean> {
  const resent = await trx
    .updateTable('mails')
    .set({ state: 'waiting', tries: 0, last_error: '' })
    .where('id', '=', id)
    .where('state', 'in', ['refused', 'stopped'])
    .returning('id')
    .executeTakeFirst()
  if (!resent) return false
  if (jobsRun()) await enqueue(trx, mailQueue, { mail: id })
  return true
}
