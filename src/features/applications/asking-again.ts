import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ApplicationRow } from '../../db/tables-events.ts'

type Asked = Pick<Selectable<ApplicationRow>, 'id' | 'state' | 'source'>

/** Has the receipt of these applications, or the invitation, sent once more with its personal link. */
export async function askForReceipt(
  trx: Db,
  applications: readonly Asked[],
  now: Temporal.Instant,
): Promise<void> {
  if (applications.length === 0) return
  await trx
    .insertInto('application_notices')
    .values(
      applications.map(({ id, state, source }) => ({
        application_id: id,
        kind: state === 'offered' && source === 'invitation' ? 'invited' : 'again',
        created_at: now,
        told_at: null,
      })),
    )
    .execute()
}
