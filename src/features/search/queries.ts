import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { VersionRow } from '../../db/tables-registry.ts'

/** A published version with the two facts of its activity that a list needs. */
export type PublishedRow = Selectable<VersionRow> & {
  published_at: Temporal.Instant
  number: number
}

const chunk = 2000

function published(db: Db, editionId: number) {
  return db
    .selectFrom('activities')
    .innerJoin('activity_versions', 'activity_versions.id', 'activities.published_version_id')
    .selectAll('activity_versions')
    .select(['activities.published_at', 'activities.number'])
    .where('activities.edition_id', '=', editionId)
    .where('activities.state', '=', 'published')
    .$narrowType<{ published_at: Temporal.Instant; number: number }>()
}

/** All published versions of an edition, a chunk at a time, oldest activity first. */
export async function* publishedVersions(db: Db, editionId: number): AsyncGenerator<PublishedRow> {
  let after = 0
  for (;;) {
    const rows = await published(db, editionId)
      .where('activities.id', '>', after)
      .orderBy('activities.id')
      .limit(chunk)
      .execute()
    yield* rows
    if (rows.length < chunk) return
    after = rows.at(-1)?.activity_id ?? after
  }
}

/** The published version of one activity, or undefined when it is not public. */
export async function activityById(
  db: Db,
  editionId: number,
  id: number,
): Promise<PublishedRow | undefined> {
  return published(db, editionId).where('activities.id', '=', id).executeTakeFirst()
}

/** The published versions of these activities, in the order of the ids. */
export async function activitiesByIds(
  db: Db,
  editionId: number,
  ids: number[],
): Promise<PublishedRow[]> {
  if (ids.length === 0) return []
  const rows = await published(db, editionId).where('activities.id', 'in', ids).execute()
  const byId = new Map(rows.map((row) => [row.activity_id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
