import { transaction } from '../../db/transaction.ts'
import type { Db } from '../../db/database.ts'
import type { Ctx } from '../../http/context.ts'
import { checkForm } from '../../http/form.tsx'
import { once } from '../../http/once.ts'
import type { Submitted } from '../../http/submitted.ts'

/**
 * Acts on a form of the desk once, in one transaction; a second sending of the same form does nothing.
 * @returns what `act` returned; 'again' for a form that was acted on before; 'expired' without a stamp
 */
export async function actOnce<Result>(
  c: Ctx,
  about: { form: string; submitted: Submitted },
  act: (trx: Db) => Promise<Result>,
): Promise<{ result: Result } | 'again' | 'expired'> {
  const { db, now } = c.var
  const { stamp } = checkForm(c, about.form, about.submitted)
  if (!stamp.key) return 'expired'
  const key = stamp.key
  return transaction(db, async (trx) => {
    let done: { result: Result } | undefined
    await once(trx, { form: about.form, key, now }, async () => {
      done = { result: await act(trx) }
      return c.req.path
    })
    return done ?? 'again'
  })
}

/** Ids as they come from ticked boxes and addresses: whole numbers, each once, a hundred at most. */
export function readIds(values: readonly string[] | undefined): number[] {
  const ids = (values ?? []).filter((value) => /^[1-9][0-9]{0,14}$/.test(value)).map(Number)
  return [...new Set(ids)].toSorted((a, b) => a - b).slice(0, mostAtOnce)
}

/** One page of the list and as much again. */
const mostAtOnce = 100
