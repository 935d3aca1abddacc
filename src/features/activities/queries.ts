import { type Selectable, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ActivityRow, ImageVariant, VersionRow } from '../../db/tables-registry.ts'
import { type Act, StateMoved, stateAfter } from './activity.ts'
import { fromRow, toRow, type Version } from './version.ts'

export type Activity = Selectable<ActivityRow>
export type StoredVersion = Version & {
  id: number
  activityId: number
  version: number
  createdAt: Temporal.Instant
}

/** An activity of an edition by its id; another edition's does not exist (R2). */
export async function findActivity(
  db: Db,
  editionId: number,
  id: number,
): Promise<Activity | undefined> {
  return db
    .selectFrom('activities')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The same, locked until the transaction ends: what an act decides on cannot change under it. */
export async function lockActivity(
  trx: Db,
  editionId: number,
  id: number,
): Promise<Activity | undefined> {
  return trx
    .selectFrom('activities')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** A published activity by its permanent number, with the version that everybody sees. */
export async function findPublished(
  db: Db,
  editionId: number,
  number: number,
): Promise<{ activity: Activity; version: StoredVersion } | undefined> {
  const activity = await db
    .selectFrom('activities')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('number', '=', number)
    .where('state', '=', 'published')
    .executeTakeFirst()
  if (!activity?.published_version_id) return undefined
  const version = await findVersion(db, activity.published_version_id)
  return version && { activity, version }
}

/** A version by its id. */
export async function findVersion(db: Db, id: number): Promise<StoredVersion | undefined> {
  const row = await db
    .selectFrom('activity_versions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && stored(row)
}

/** The newest version of an activity, whatever has become of it. */
export async function newestVersion(
  db: Db,
  activityId: number,
): Promise<StoredVersion | undefined> {
  const row = await db
    .selectFrom('activity_versions')
    .selectAll()
    .where('activity_id', '=', activityId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && stored(row)
}

function stored(row: Selectable<VersionRow>): StoredVersion {
  return {
    ...fromRow(row),
    id: row.id,
    activityId: row.activity_id,
    version: row.version,
    createdAt: row.created_at,
  }
}

/** Adds the next version of an activity and returns its id. */
export async function addVersion(
  trx: Db,
  activityId: number,
  version: Version,
  by: { kind: 'owner' | 'staff' | 'program'; staffId?: number; at: Temporal.Instant },
): Promise<number> {
  const { id } = await trx
    .insertInto('activity_versions')
    .values({
      ...toRow(version),
      activity_id: activityId,
      version: sql<number>`(select coalesce(max(version), 0) + 1 from activity_versions where activity_id = ${activityId})`,
      created_by: by.kind,
      staff_id: by.staffId ?? null,
      created_at: by.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Rewrites a draft's only version in place: nobody has read it yet. */
export async function rewriteVersion(trx: Db, id: number, version: Version): Promise<void> {
  await trx.updateTable('activity_versions').set(toRow(version)).where('id', '=', id).execute()
}

/** Columns that an act may set along with the state. */
export type Along = Partial<
  Pick<
    Activity,
    | 'published_version_id'
    | 'proposed_version_id'
    | 'submitted_at'
    | 'published_at'
    | 'withdrawn_at'
    | 'number'
    | 'participant_id'
    | 'claimed_by'
    | 'claimed_at'
    | 'terms_version'
    | 'terms_accepted_at'
    | 'risk'
    | 'risk_reasons'
    | 'contact_name'
    | 'contact_department'
    | 'contact_email'
    | 'contact_phone'
  >
>

/**
 * The one function through which a registration changes its state.
 * @throws StateMoved when the act cannot happen any more
 */
export async function moveActivity(
  trx: Db,
  activity: Pick<Activity, 'id' | 'state'>,
  act: Act,
  change: Along & { now: Temporal.Instant },
): Promise<Activity> {
  const { now, ...along } = change
  const moved = await trx
    .updateTable('activities')
    .set({ ...along, state: stateAfter(act, activity.state), changed_at: now })
    .where('id', '=', activity.id)
    .where('state', '=', activity.state)
    .returningAll()
    .executeTakeFirst()
  if (!moved) throw new StateMoved(act, activity.state)
  return moved
}

/** Deals the edition's next permanent number; the edition's row stays locked until the commit. */
export async function dealNumber(trx: Db, editionId: number): Promise<number> {
  const { last_number } = await trx
    .updateTable('editions')
    .set({ last_number: sql`last_number + 1` })
    .where('id', '=', editionId)
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return last_number
}

/** The stored copy under a key, if a picture that is still used has it. */
export async function findVariant(db: Db, key: string): Promise<ImageVariant | undefined> {
  const image = await db
    .selectFrom('images')
    .select('variants')
    .where(sql<boolean>`variants @> ${JSON.stringify([{ key }])}::jsonb`)
    .where((where) =>
      where.exists(
        where
          .selectFrom('activity_versions')
          .innerJoin('activities', 'activities.id', 'activity_versions.activity_id')
          .select('activity_versions.id')
          .whereRef('activity_versions.image_id', '=', 'images.id')
          .where('activities.state', 'not in', ['withdrawn', 'suspended', 'rejected']),
      ),
    )
    .executeTakeFirst()
  return image?.variants.find((variant) => variant.key === key)
}
