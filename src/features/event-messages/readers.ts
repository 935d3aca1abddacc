import type { Db } from '../../db/database.ts'
import type { Applicant } from '../applicants/queries.ts'
import type { EventMessage } from '../event-desk/message-queries.ts'
import { peopleOf } from './audience.ts'

export type Person = Pick<Applicant, 'id' | 'name' | 'organisation' | 'language'> & {
  told: boolean
}

/** Of a draft those whom its filter leaves now; of a sent one those it went to. */
export async function readersOf(db: Db, message: EventMessage): Promise<Person[]> {
  const columns = ['a.id', 'a.name', 'a.organisation', 'a.language'] as const
  if (message.recipients === null) {
    const rows = await db
      .selectFrom('applications as a')
      .select(columns)
      .where('a.id', 'in', peopleOf(db, message.event_id, message.filter))
      .orderBy('a.id')
      .execute()
    return rows.map((row) => ({ ...row, told: false }))
  }
  const rows = await db
    .selectFrom('application_notices as n')
    .innerJoin('applications as a', 'a.id', 'n.application_id')
    .select([...columns, 'n.told_at'])
    .where('n.message_id', '=', message.id)
    .orderBy('n.id')
    .execute()
  return rows.map(({ told_at: told, ...row }) => ({ ...row, told: told !== null }))
}
