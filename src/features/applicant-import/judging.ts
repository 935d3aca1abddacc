import type { Db } from '../../db/database.ts'
import type { ApplicantImportLineRow } from '../../db/tables-events.ts'
import { activeStates, isActive } from '../applications/application.ts'
import type { Places } from './columns.ts'
import { checkRow, type RowFault } from './row-check.ts'

export type Line = { line: number; cells: string[] }
export type Judged = Line & { found: ApplicantImportLineRow['found']; faults: RowFault[] }

type Where = { eventId: number; poolId: number; places: Places }

/** What would come of each row if it were carried out now. Nothing is written. */
export async function judge(db: Db, where: Where, lines: readonly Line[]): Promise<Judged[]> {
  const checked = lines.map((line) => ({ ...line, ...checkRow(where.places, line.cells) }))
  const keys = checked.flatMap((row) => (row.found === 'person' ? row.person.emailKey : []))
  const known = await knownOf(db, where, keys)
  const seen = new Map<string, number>()
  return checked.map((row) => {
    const { line, cells } = row
    if (row.found !== 'person') return { line, cells, found: row.found, faults: row.faults }
    const { email, emailKey } = row.person
    const clash = (reason: string): Judged => ({
      line,
      cells,
      found: 'clash',
      faults: [{ field: 'email', reason, typed: email }],
    })
    if (seen.has(emailKey)) return clash(`in-line:${seen.get(emailKey)}`)
    seen.set(emailKey, line)
    const found = known.get(emailKey)
    if (found === 'already') return { line, cells, found, faults: [] }
    return found ? clash(found) : { line, cells, found: 'new', faults: [] }
  })
}

type Known = 'already' | 'elsewhere' | 'ended'

/** Who is known at this event by these addresses. A new claim here counts more than an old end. */
async function knownOf(db: Db, where: Where, keys: string[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>()
  for (let at = 0; at < keys.length; at += 1000) {
    const rows = await db
      .selectFrom('applications as a')
      .innerJoin('pools as p', 'p.id', 'a.pool_id')
      .select(['a.id', 'a.email_key', 'a.pool_id', 'a.state'])
      .where('a.event_id', '=', where.eventId)
      .where('p.channel', '<>', 'slot')
      .where('a.email_key', 'in', keys.slice(at, at + 1000))
      // what an undone import has left behind is as if it had never been
      .where((is) =>
        is.or([
          is('a.state', 'in', activeStates),
          is.not(
            is.exists(
              is
                .selectFrom('applicant_import_rows as r')
                .innerJoin('applicant_imports as i', 'i.id', 'r.import_id')
                .select('r.line')
                .whereRef('r.application_id', '=', 'a.id')
                .where('i.state', '=', 'undone'),
            ),
          ),
        ]),
      )
      .execute()
    for (const row of rows) {
      const here = row.pool_id === where.poolId
      const before = known.get(row.email_key)
      if (isActive(row.state)) {
        if (here) known.set(row.email_key, 'already')
        else if (before !== 'already') known.set(row.email_key, 'elsewhere')
      } else if (here && !before && row.state !== 'expired' && row.state !== 'moved')
        known.set(row.email_key, 'ended')
    }
  }
  return known
}
