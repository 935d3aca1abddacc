import type { Services } from '../../http/context.ts'
import { currentEdition } from '../editions/current.ts'
import type { Edition } from '../editions/edition.ts'

/** What all letters need of the program. */
export type Office = { edition: Edition; origin: string; secret: Buffer; now: Temporal.Instant }

/** The office as it is now. Ask before a transaction is opened. */
export async function openOffice({
  db,
  clock,
  config,
}: Pick<Services, 'db' | 'clock' | 'config'>): Promise<Office> {
  const edition = await currentEdition(db)
  return { edition, origin: config.origin, secret: config.secret, now: clock.now() }
}
