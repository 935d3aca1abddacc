import { sql } from 'kysely'
import type { Services } from '../../http/context.ts'

export type Difference = { poolId: number; what: string; stored: number; counted: number }
export type Recount = { pools: number; differences: Difference[] }

/**
 * Counts every pool anew and adds up every application's steps, in one look at the database. What
 * differs is written down and said loudly; nothing is ever repaired here: a person must know why.
 */
export async function recountPools({
  db,
  clock,
  log,
}: Pick<Services, 'db' | 'clock' | 'log'>): Promise<Recount> {
  const { rows } = await sql<Difference & { pools: number }>`
    with counted as (
      select p.id, p.taken, p.waiting,
        (select count(*)::int from applications a
          where a.pool_id = p.id and a.state in ('held', 'confirmed', 'offered')) as really_taken,
        (select count(*)::int from applications a
          where a.pool_id = p.id and a.state = 'waiting') as really_waiting,
        (select count(*)::int from applications a where a.pool_id = p.id
          and a.state is distinct from (select s.to_state from application_steps s
            where s.application_id = a.id order by s.id desc limit 1)) as untold
      from pools p
    ), differences as (
      select id, 'taken' as what, taken as stored, really_taken as counted from counted
        where taken <> really_taken
      union all
      select id, 'waiting', waiting, really_waiting from counted where waiting <> really_waiting
      union all
      select id, 'steps', 0, untold from counted where untold > 0
    )
    select d.id as "poolId", d.what, d.stored, d.counted, n.pools
    from (select count(*)::int as pools from pools) n left join differences d on true
    order by d.id, d.what`.execute(db)
  const differences = rows
    .filter(({ poolId }) => poolId !== null)
    .map(({ poolId, what, stored, counted }) => ({ poolId, what, stored, counted }))
  const pools = rows[0]?.pools ?? 0
  await db
    .insertInto('pool_recounts')
    .values({ at: clock.now(), pools, differences: JSON.stringify(differences) })
    .execute()
  if (differences.length > 0)
    log.error({ differences }, 'places: a recount differs from the counters; nothing was repaired')
  return { pools, differences }
}
