import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { nameKey } from '../../lib/jp-name.ts'
import type { Version } from '../activities/version.ts'
import type { Edition } from '../editions/edition.ts'

/** By what an organisation is the same: its number, else its name key and prefecture (both exact). */
export type Identity = {
  corporateNumber: string | null
  nameKey: string
  prefecture: number | null
}

/** A registration or line that may be of the same organisation. */
export type Twin = { reason: 'twin-line'; line: number } | { reason: 'twin-number'; number: number }

/** The identity of an organisation; a person's name says too little (many people share one). */
export function identityOf(version: Version): Identity | undefined {
  if (version.participantKind === 'individual') return undefined
  const { corporateNumber, prefecture } = version
  return { corporateNumber: corporateNumber || null, nameKey: nameKey(version.name), prefecture }
}

/** The two names under which an identity is looked up. */
function signs({ corporateNumber, nameKey: key, prefecture }: Identity): string[] {
  const place = `${prefecture ?? ''} ${key}`
  return corporateNumber ? [corporateNumber, place] : [place]
}

/** Finds lines of one file that are of one organisation; it remembers every line it was asked about. */
export function twinsInFile(): (identity: Identity, line: number) => Twin | undefined {
  const first = new Map<string, number>()
  return (identity, line) => {
    const earlier = signs(identity)
      .map((sign) => first.get(sign))
      .find((found) => found !== undefined)
    for (const sign of signs(identity)) if (!first.has(sign)) first.set(sign, line)
    return earlier === undefined ? undefined : { reason: 'twin-line', line: earlier }
  }
}

/** The edition's registrations, withdrawn and rejected ones apart, of the organisations asked for. */
export async function twinsInRegistry(
  db: Db,
  edition: Edition,
  identities: Identity[],
): Promise<(identity: Identity) => Twin | undefined> {
  const keys = [...new Set(identities.map((identity) => identity.nameKey))]
  const numbers = [...new Set(identities.flatMap(({ corporateNumber }) => corporateNumber ?? []))]
  const { rows } = await sql<Identity & { number: number }>`
    select p.corporate_number as "corporateNumber", p.name_key as "nameKey", p.prefecture, min(a.number) as number
    from participants p join activities a on a.participant_id = p.id
    where a.edition_id = ${edition.id} and a.state in ('submitted', 'returned', 'published', 'suspended')
      and p.kind <> 'individual'
      and (p.name_key = any(${keys}) or p.corporate_number = any(${numbers}))
    group by p.id`.execute(db)
  const known = new Map(rows.flatMap((row) => signs(row).map((sign) => [sign, row.number])))
  return (identity) => {
    const number = signs(identity)
      .map((sign) => known.get(sign))
      .find((found) => found !== undefined)
    return number === undefined ? undefined : { reason: 'twin-number', number }
  }
}
