import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { nameKey } from '../../lib/jp-name.ts'
import type { Version } from '../activities/version.ts'
import { identityOf } from './twins.ts'

type Known = {
  id: number
  corporate_number: string | null
  name_key: string
  prefecture: number | null
}

/**
 * The participants behind many registrations, in their order; the rule is that of
 * registration/participants.ts, in one query instead of one for each. A merged participant leads to
 * the one it was merged into.
 */
export async function participantsOf(
  trx: Db,
  versions: Version[],
  now: Temporal.Instant,
): Promise<number[]> {
  const known = await knownOf(trx, versions)
  const missing = new Map<string, { version: Version; at: number[] }>()
  const ids = versions.map((version, at) => {
    const sign = signOf(version) ?? `person ${at}`
    const id = known.get(sign)
    if (id === undefined) {
      const waiting = missing.get(sign)
      if (waiting) waiting.at.push(at)
      else missing.set(sign, { version, at: [at] })
    }
    return id ?? 0
  })
  const groups = [...missing.values()]
  const made = await addParticipants(
    trx,
    groups.map(({ version }) => version),
    now,
  )
  groups.forEach((group, index) => {
    for (const at of group.at) ids[at] = made[index] as number
  })
  return ids
}

/** The one name that decides: the corporate number where there is one, else key and prefecture. */
function signOf(version: Version): string | undefined {
  const identity = identityOf(version)
  return (
    identity && (identity.corporateNumber ?? `${identity.prefecture ?? ''} ${identity.nameKey}`)
  )
}

async function knownOf(trx: Db, versions: Version[]): Promise<Map<string, number>> {
  const identities = versions.flatMap((version) => identityOf(version) ?? [])
  const numbers = identities.flatMap(({ corporateNumber }) => corporateNumber ?? [])
  const keys = identities.map((identity) => identity.nameKey)
  const { rows } = await sql<Known>`
    select coalesce(merged_into, id) as id, corporate_number, name_key, prefecture from participants
    where kind <> 'individual'
      and (corporate_number = any(${numbers}) or (name_key = any(${keys}) and corporate_number is null))
    order by participants.id desc`.execute(trx)
  // the oldest comes last and stays
  return new Map(
    rows.map((row) => [row.corporate_number ?? `${row.prefecture ?? ''} ${row.name_key}`, row.id]),
  )
}

async function addParticipants(
  trx: Db,
  versions: Version[],
  now: Temporal.Instant,
): Promise<number[]> {
  if (versions.length === 0) return []
  const rows = versions.map((version) => ({
    kind: version.participantKind,
    legal_name: version.name,
    reading: version.reading,
    name_key: nameKey(version.name),
    corporate_number: version.corporateNumber || null,
    industry: version.industry,
    size_class: version.size,
    prefecture: version.prefecture,
    merged_into: null,
    created_at: now,
  }))
  const made = await trx.insertInto('participants').values(rows).returning('id').execute()
  return made.map(({ id }) => id)
}
