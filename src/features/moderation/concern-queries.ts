import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ConcernRow } from '../../db/tables-registry.ts'
import { inScopeSql } from './queue-queries.ts'

export type ConcernGroup = {
  activityId: number
  number: number
  state: string
  title: string
  name: string
  concerns: {
    id: number
    reason: ConcernRow['reason']
    body: string
    created_at: string
    risk_reasons: string[]
  }[]
}

/** Open reports, all about one registration together: the least like a machine's first, then the oldest. */
export async function openConcerns(
  db: Db,
  about: { editionId: number; scope: number[] | null },
): Promise<ConcernGroup[]> {
  const { rows } = await sql<ConcernGroup>`
    select a.id as "activityId", a.number, a.state, v.title, v.name,
      jsonb_agg(jsonb_build_object('id', c.id, 'reason', c.reason, 'body', c.body, 'created_at', c.created_at,
        'risk_reasons', c.risk_reasons) order by c.risk, c.id) as concerns
    from concerns c
    join activities a on a.id = c.activity_id
    join activity_versions v on v.id = coalesce(a.published_version_id, a.proposed_version_id,
      (select max(id) from activity_versions where activity_id = a.id))
    where c.handled_at is null and a.edition_id = ${about.editionId}
      and ${inScopeSql(about.scope, sql`v.prefecture`)}
    group by a.id, v.id
    order by min(c.risk), min(c.id)
    limit 100`.execute(db)
  return rows
}
