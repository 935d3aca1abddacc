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

const mostCandidates = 2000
const mostShown = 5

/**
 * Registrations of the edition that look like this one, the surest first, five at most. The database
 * gathers candidates (same number, same key, a shared pair of characters, same host); the rules of
 * likeness.ts decide.
 */
export async function findAlike(
  db: Db,
  activity: Activity,
  version: StoredVersion,
): Promise<Alike[]> {
  const own: Likened = { ...version, email: activity.contact_email }
  const { rows } = await sql<Omit<Alike, 'grounds'>>`
    select a.id, a.number, a.state, v.title, v.body, v.name, v.corporate_number as "corporateNumber",
      v.prefecture, v.url, a.contact_email as email, a.contact_name as contact
    from activities a
    join activity_versions v on v.id = coalesce(a.published_version_id, a.proposed_version_id)
    left join participants p on p.id = a.participant_id
    where a.edition_id = ${activity.edition_id} and a.id <> ${activity.id} and a.number is not null
      and a.state <> 'withdrawn'
      and (v.corporate_number = ${version.corporateNumber}
        or p.name_key like any(${pairsOf(version.name)}::text[])
        or lower(split_part(a.contact_email, '@', 2)) = any(${hostsOf(own)}::text[])
        or regexp_replace(split_part(v.url, '/', 3), '^www\\.', '') = any(${hostsOf(own)}::text[]))
    order by (p.name_key = ${nameKey(version.name)}) desc nulls last, a.id desc
    limit ${mostCandidates}`.execute(db)
  const weight = ({ grounds }: Alike) => (isStrong(grounds) ? 10 : 0) + grounds.length
  return rows
    .map((row) => ({ ...row, grounds: groundsOf(own, row) }))
    .filter(({ grounds }) => grounds.length > 0)
    .toSorted((one, other) => weight(other) - weight(one) || other.id - one.id)
    .slice(0, mostShown)
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
