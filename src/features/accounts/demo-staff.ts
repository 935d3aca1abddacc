import type { Db } from '../../db/database.ts'
import { addGrant } from './grants.ts'
import { addPerson, findPersonByEmail, setDisabled } from './queries.ts'
import { endSessions } from './staff-sessions.ts'

/** Nobody's address: example.jp is kept for examples (RFC 2606, JPRS). */
const email = 'demo@jimukyoku.example.jp'
const name = '事務局 デモ担当(架空)'
const everywhere = { editionId: null, body: null, prefectures: null, expiresAt: null }

/**
 * The officer as whom a newcomer looks around in the demo; made when missing.
 * Only for a program that runs as a demo. @returns the id
 */
export async function demoStaff(trx: Db, now: Temporal.Instant): Promise<number> {
  const known = await findPersonByEmail(trx, email)
  if (known) {
    if (known.disabled_at) await setDisabled(trx, known.id, null)
    return known.id
  }
  const id = await addPerson(trx, { name, email, now })
  for (const role of ['lead', 'administrator'] as const)
    await addGrant(trx, id, { role, ...everywhere }, { id: null, now })
  return id
}

/** Whether this is the demo's officer, while the demo runs. */
export function isDemoStaff(person: {
  email: string
  disabled_at: Temporal.Instant | null
}): boolean {
  return person.email === email && person.disabled_at === null
}

/** Shuts the demo's officer out; for the start of a program that is no demo (any more). */
export async function retireDemoStaff(trx: Db, now: Temporal.Instant): Promise<void> {
  const known = await findPersonByEmail(trx, email)
  if (!known || known.disabled_at) return
  await setDisabled(trx, known.id, now)
  await endSessions(trx, known.id)
}
