import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { bigramDice } from '../../lib/jp-name.ts'

/** Why two participants may be one, the surest first. Only a person merges them. */
const suspicions = ['same-number', 'same-name', 'contains', 'similar'] as const
export type Suspicion = (typeof suspicions)[number]
export type Named = {
  id: number
  legal_name: string
  name_key: string
  corporate_number: string | null
  prefecture: number | null
}
export type Suspect = { a: Named; b: Named; suspicion: Suspicion }

const most = 100
// Names that begin or end alike are compared; in a larger group almost none is the same.
const largestBlock = 150
// The threshold of compareNames (lib/jp-name.ts).
const alike = 0.6

/** Organisations with a registration in the edition, withdrawn ones apart. */
export async function takingPart(db: Db, editionId: number): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select p.id, p.legal_name, p.name_key, p.corporate_number, p.prefecture from participants p
    where p.merged_into is null and p.kind <> 'individual'
      and exists (select 1 from activities a where a.participant_id = p.id and a.edition_id = ${editionId}
                  and a.state not in ('draft', 'unconfirmed', 'withdrawn'))
    order by p.id`.execute(db)
  return rows
}

/** Pairs that a person should look at. Two different corporate numbers are two organisations. */
export async function findSuspects(participants: Named[]): Promise<Suspect[]> {
  const found = new Map<string, Suspect>()
  let compared = 0
  for (const block of blocksOf(participants)) {
    for (const [at, a] of block.entries()) {
      for (const b of block.slice(at + 1)) {
        const name = `${Math.min(a.id, b.id)} ${Math.max(a.id, b.id)}`
        const suspicion = found.has(name) ? undefined : suspicionOf(a, b)
        if (suspicion)
          found.set(name, a.id < b.id ? { a, b, suspicion } : { a: b, b: a, suspicion })
      }
      compared += block.length
      if (compared > 5000) {
        compared = 0
        await breathe()
      }
    }
  }
  const rank = ({ suspicion }: Suspect) => suspicions.indexOf(suspicion)
  return [...found.values()]
    .toSorted((one, other) => rank(one) - rank(other) || one.a.id - other.a.id)
    .slice(0, most)
}

function suspicionOf(a: Named, b: Named): Suspicion | undefined {
  if (a.corporate_number && b.corporate_number)
    return a.corporate_number === b.corporate_number ? 'same-number' : undefined
  if (a.name_key === b.name_key) return 'same-name'
  const [short, long] =
    a.name_key.length < b.name_key.length ? [a.name_key, b.name_key] : [b.name_key, a.name_key]
  if ([...short].length >= 2 && long.includes(short)) return 'contains'
  return bigramDice(short, long) >= alike ? 'similar' : undefined
}

/** Participants that share a corporate number, the first three or the last three characters. */
function blocksOf(participants: Named[]): Named[][] {
  const blocks = new Map<string, Named[]>()
  const put = (sign: string, one: Named) => {
    const block = blocks.get(sign)
    if (block) block.push(one)
    else blocks.set(sign, [one])
  }
  for (const one of participants) {
    const characters = [...one.name_key]
    put(`< ${characters.slice(0, 3).join('')}`, one)
    put(`> ${characters.slice(-3).join('')}`, one)
    if (one.corporate_number) put(one.corporate_number, one)
  }
  return [...blocks.values()].filter((block) => block.length > 1 && block.length <= largestBlock)
}
