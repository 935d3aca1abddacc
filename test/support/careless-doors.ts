import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '../../src/db/database.ts'
import type { Change } from '../../src/features/applications/change.ts'

// The doors as careless programs write them: look, do something else for a moment, then write.
// The negative controls of the race tests run these and must oversell, lose or double.

/** Does a change without lock and without counter, on a database stripped by `stripChecks`. */
export async function passCarelessly(db: Db, poolId: number, change: Change): Promise<string> {
  if (change.door === 'apply') {
    const known = await db
      .selectFrom('applications')
      .select('id')
      .where('pool_id', '=', poolId)
      .where('email_key', '=', change.applicant.emailKey)
      .executeTakeFirst()
    if (known) return 'already'
    const seated = await roomLeft(db, poolId)
    await pause(2)
    // an officer's hand is trusted: no check at all (Eventbrite's documented hole)
    const byHand = change.source !== 'web'
    return insert(db, poolId, change, byHand || seated ? 'confirmed' : 'waiting')
  }
  if (change.door === 'size') {
    const fits = (await seatedOf(db, poolId)) <= change.acceptedLimit
    await pause(2)
    if (!fits) return 'below-taken'
    await db
      .updateTable('pools')
      .set({ accepted_limit: change.acceptedLimit })
      .where('id', '=', poolId)
      .execute()
    return 'sized'
  }
  if (!('applicationId' in change)) return 'nothing'
  if (change.door === 'cancel') return cancelAndPromote(db, poolId, change.applicationId)
  // proving and approving do not look again whether there is still room (Mobilizon, cal.com #29958)
  await set(db, change.applicationId, 'confirmed')
  return 'confirmed'
}

async function cancelAndPromote(db: Db, poolId: number, id: number): Promise<string> {
  await set(db, id, 'cancelled')
  const head = await db
    .selectFrom('applications')
    .select('id')
    .where('pool_id', '=', poolId)
    .where('state', '=', 'waiting')
    .orderBy('id')
    .executeTakeFirst()
  await pause(2)
  if (head) await set(db, head.id, 'confirmed')
  return 'cancelled'
}

async function seatedOf(db: Db, poolId: number): Promise<number> {
  const { seated } = await db
    .selectFrom('applications')
    .select((select) => select.fn.countAll<number>().as('seated'))
    .where('pool_id', '=', poolId)
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow()
  return Number(seated)
}

async function roomLeft(db: Db, poolId: number): Promise<boolean> {
  const pool = await db
    .selectFrom('pools')
    .select('accepted_limit')
    .where('id', '=', poolId)
    .executeTakeFirstOrThrow()
  return (await seatedOf(db, poolId)) < pool.accepted_limit
}

async function insert(
  db: Db,
  poolId: number,
  change: Extract<Change, { door: 'apply' }>,
  state: 'confirmed' | 'waiting',
): Promise<string> {
  const { applicant } = change
  const at = Temporal.Instant.from('2020-10-20T00:00:00Z')
  const pool = await db
    .selectFrom('pools')
    .select('event_id')
    .where('id', '=', poolId)
    .executeTakeFirstOrThrow()
  const number = Math.floor(Math.random() * 1e9) + 1
  await db
    .insertInto('applications')
    .values({
      pool_id: poolId,
      event_id: pool.event_id,
      number,
      waiting_number: state === 'waiting' ? number : null,
      state,
      email: applicant.email,
      email_key: applicant.emailKey,
      name: applicant.name,
      once_key: null,
      language: 'ja',
      form_key: change.formKey,
      proven_at: at,
      hold_until: null,
      offer_until: null,
      reconfirmed_at: null,
      moved_from: null,
      created_at: at,
      changed_at: at,
    })
    .execute()
  return state
}

async function set(db: Db, id: number, state: 'confirmed' | 'cancelled'): Promise<void> {
  const proven = Temporal.Instant.from('2020-10-20T00:00:00Z')
  await db
    .updateTable('applications')
    .set({ state, proven_at: proven, hold_until: null, offer_until: null })
    .where('id', '=', id)
    .execute()
}

/** Takes the database's own barriers away, so that the carelessness shows. */
export async function stripChecks(db: Db): Promise<void> {
  await db.schema.alterTable('pools').dropConstraint('pools_never_oversold').execute()
  await db.schema.dropIndex('applications_one_each').execute()
  await db.schema.dropIndex('applications_form').execute()
}
