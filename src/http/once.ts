import type { Db } from '../db/database.ts'

/**
 * Acts on a form once. A second sending of the same form (double click, replay, a retry after a
 * time-out) waits for the first and is given its answer. Must run inside a transaction, so that the
 * receipt and the work commit together (R26).
 * @returns the path to redirect to, and whether it was decided now
 */
export async function once(
  trx: Db,
  about: { form: string; key: string; now: Temporal.Instant },
  act: () => Promise<string>,
): Promise<{ location: string; first: boolean }> {
  const claimed = await trx
    .insertInto('form_receipts')
    .values({ key: about.key, form: about.form, location: '', created_at: about.now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!claimed) {
    const earlier = await trx
      .selectFrom('form_receipts')
      .select('location')
      .where('key', '=', about.key)
      .executeTakeFirstOrThrow()
    return { location: earlier.location, first: false }
  }
  const location = await act()
  await trx.updateTable('form_receipts').set({ location }).where('key', '=', about.key).execute()
  return { location, first: true }
}
