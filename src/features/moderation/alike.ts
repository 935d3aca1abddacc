import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { nameKey } from '../../lib/jp-name.ts'
import type { Activity, StoredVersion } from '../activities/queries.ts'
import { groundsOf, hostsOf, isStrong, type Likened, type LikenessGround } from './likeness.ts'

/** Another registration that may be of the same organisation, with what is shown beside it. */
export type Alike = Likened & {
  id: number
  number: number
  state: Activity['state']
  title: string
  body: string
  contact: string
  grounds: LikenessGround[]
}

const mostCandidates = 200
const mostShown = 5

/**
 * Registrations of the edition that look like this one, the surest first, five at most. The database
 * gathers candidates: the same number, names that share the most pairs of characters, the same host;
 * the rules of likeness.ts decide.
 */
export async function findAlike(
  db: Db,
  activity: Activity,
  version: StoredVersion,
): Promise<Alike[]> {
  const own: Likened = { ...version, email: activity.contact_email }
  const { rows } = await sql<Omit<Alike, 'grounds'>>`
    with ${candidates(activity, version, hostsOf(own))}
    select a.id, a.number, a.state, v.title, v.body, v.name, v.corporate_number as "corporateNumber",
      v.prefecture, v.url, a.contact_email as email, a.contact_name as contact
    from candidates
    join activities a on a.id = candidates.id
    join activity_versions v on v.id = coalesce(a.published_version_id, a.proposed_version_id)
    where a.edition_id = ${activity.edition_id} and a.id <> ${activity.id} and a.number is not null
      and a.state <> 'withdrawn'`.execute(db)
  const weight = ({ grounds }: Alike) => (isStrong(grounds) ? 10 : 0) + grounds.length
  return rows
    .map((row) => ({ ...row, grounds: groundsOf(own, row) }))
    .filter(({ grounds }) => grounds.length > 0)
    .toSorted((one, other) => weight(other) - weight(one) || other.id - one.id)
    .slice(0, mostShown)
}

/** One common table per ground, each on its own index or one narrow scan. */
function candidates(activity: Activity, version: StoredVersion, hosts: string[]) {
  const pairs = pairsOf(version.name)
  const mails = hosts.map((host) => `%@${escaped(host)}`)
  const pages = hosts.flatMap((host) => [`%://${escaped(host)}%`, `%://www.${escaped(host)}%`])
  return sql`named as (
      select p.id from participants p
      where p.name_key like any(${pairs}::text[])
      order by (select count(*) from unnest(${pairs}::text[]) pair where p.name_key like pair) desc, p.id desc
      limit ${mostCandidates}),
    candidates as (
      (select a.id from activities a where a.participant_id in (select id from named) limit ${mostCandidates})
      union
      (select a.id from participants p join activities a on a.participant_id = p.id
        where p.corporate_number = ${version.corporateNumber} limit ${mostCandidates})
      union
      (select a.id from activities a where a.edition_id = ${activity.edition_id}
        and a.contact_email ilike any(${mails}::text[]) order by a.id desc limit ${mostCandidates})
      union
      (select v.activity_id from activity_versions v
        where v.url like any(${pages}::text[]) order by v.activity_id desc limit ${mostCandidates}))`
}

/** Patterns of which a name with Dice's coefficient ≥ 0.6 must match one: pairs of the key. */
function pairsOf(name: string): string[] {
  const characters = [...nameKey(name)]
  if (characters.length < 2) return characters.map(escaped)
  const pairs = characters
    .slice(1)
    .map((character, at) => `%${escaped(`${characters[at]}${character}`)}%`)
  return [...new Set(pairs)].slice(0, 40)
}

/** LIKE knows three signs. */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}
