import { join } from 'node:path'
import { sql } from 'kysely'
import { startOfDay } from '../src/clock.ts'
import type { Db } from '../src/db/database.ts'
import { transaction } from '../src/db/transaction.ts'
import { demoStart } from '../src/features/editions/demo-clock.ts'
import { loadEdition } from '../src/features/events/seeding.ts'
import { readEditionFile } from '../src/features/editions/read-edition-file.ts'
import { root } from '../src/lib/root.ts'
import { loadAfterEvents } from './2020/after-events.ts'
import { loadApplicants } from './2020/applicants.ts'
import { loadConsultations } from './2020/consultations.ts'
import { inventRegistrations } from './2020/registrations.ts'
import { writeRegistrations } from './write.ts'

/** The size of the edition of 2016, the only one whose figure was published. */
const size = 592
const seed = 2020

/**
 * Fills a database that has no edition with the edition of 2020 and its invented registrations, as
 * they stand at `now`. Does nothing, and says false, when there is an edition already.
 */
export async function loadDemo(
  db: Db,
  { now = demoStart }: { now?: Temporal.Instant } = {},
): Promise<boolean> {
  return transaction(db, async (trx) => {
    // of two processes that start together the second waits here and then finds the edition
    await sql`lock table editions in exclusive mode`.execute(trx)
    if (await trx.selectFrom('editions').select('id').limit(1).executeTakeFirst()) return false
    const definition = readEditionFile(join(root, 'demo/2020/edition.yaml'))
    const prepared = startOfDay(definition.periods.registration.from.subtract({ days: 14 }))
    const edition = await loadEdition(trx, definition, prepared)
    const registrations = inventRegistrations(size, seed, now)
    await writeRegistrations(trx, edition, registrations, { withHistory: true })
    await loadApplicants(trx, edition.id, now)
    await loadAfterEvents(trx, edition.id, now)
    await loadConsultations(trx, edition.id, now)
    return true
  })
}
