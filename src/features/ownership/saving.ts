import { transaction, type Trx } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { checkForm } from '../../http/form.tsx'
import { once } from '../../http/once.ts'
import type { Mistake } from '../../http/parse.ts'
import { type Flash, leaveFlash } from '../../http/sessions.ts'
import type { Submitted } from '../../http/submitted.ts'
import type { Action } from '../audit/audit.ts'
import { publicNumber } from '../editions/edition.ts'

type What = {
  edition: { id: number; slug: string }
  activity: { id: number; number: number | null; contact_name: string }
  title: string
}

/** An audit entry of the owner's doing. */
export function audited(action: Action, now: Temporal.Instant, { edition, activity, title }: What) {
  const name =
    activity.number === null ? title : `${publicNumber(edition, activity.number)} ${title}`
  return {
    action,
    actor: { kind: 'owner' as const, id: activity.id, name: activity.contact_name },
    subject: { kind: 'activity', id: activity.id, name, editionId: edition.id },
    at: now,
  }
}

/** What is wrong with the stamp of a form, if anything: one that we did not make cannot be acted on. */
export function stampMistakes(c: Ctx, form: string, submitted: Submitted): Mistake[] {
  const { key } = checkForm(c, form, submitted).stamp
  return key ? [] : [{ field: '', reason: 'expired' }]
}

/**
 * Acts on a form once, in one transaction; a second sending of the same form does nothing (R26).
 * @returns what `act` returned, or 'again'
 * @throws Error for a form whose stamp stampMistakes() has not checked
 */
export async function actOnce<Result>(
  c: Ctx,
  about: { form: string; submitted: Submitted },
  act: (trx: Trx) => Promise<Result>,
): Promise<{ result: Result } | 'again'> {
  const { key } = checkForm(c, about.form, about.submitted).stamp
  if (!key) throw new Error(`the form ${about.form} came without a stamp`)
  return transaction(c.var.db, async (trx) => {
    let done: { result: Result } | undefined
    await once(trx, { form: about.form, key, now: c.var.now }, async () => {
      done = { result: await act(trx) }
      return c.req.path
    })
    return done ?? 'again'
  })
}

/** What the next page may say was done. */
export type Saved =
  | 'saved'
  | 'saved.waiting'
  | 'saved.hidden'
  | 'saved.hidden-waiting'
  | 'saved.returned'
  | 'saved.resubmitted'
  | 'saved.address'
  | 'saved.address-changed'
  | 'saved.hand-over'
  | 'saved.handed-over'
  | 'saved.objected'
  | 'saved.appealed'
  | 'saved.nothing'

/** Remembers for the next page what was done. */
export async function noteSaved(
  c: Ctx,
  saved: Saved = 'saved',
  values?: Flash['values'],
): Promise<void> {
  await leaveFlash(c, flashOf(saved, values))
}

/** What was done, for a session that is only being opened. */
export function flashOf(saved: Saved, values?: Flash['values']): Flash {
  const failed = saved === 'saved.nothing'
  return { message: `ownership.${saved}`, ...(values && { values }), ...(failed && { failed }) }
}
