import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { checkForm } from '../../http/form.tsx'
import { once } from '../../http/once.ts'
import { to } from '../../http/page.tsx'
import { leaveFlash } from '../../http/sessions.ts'
import type { Submitted } from '../../http/submitted.ts'
import type { MessageKey } from '../../i18n/keys.ts'
import type { Values } from '../../i18n/messages.ts'

/**
 * Acts on a form of the desk once, in one transaction; a second sending is given the first answer.
 * When `act` gives something other than a path nothing is kept as the form's answer.
 */
export async function actOnce<Refused>(
  c: Ctx,
  about: { form: string; submitted: Submitted },
  act: (trx: Db) => Promise<string | { refused: Refused }>,
): Promise<{ location: string } | { refused: Refused } | 'expired'> {
  const { db, clock } = c.var
  const { key } = checkForm(c, about.form, about.submitted).stamp
  if (!key) return 'expired'
  const refusals: Refused[] = []
  const undo = new Error('refused')
  try {
    return await transaction(db, (trx) =>
      once(trx, { form: about.form, key, now: clock.now() }, async () => {
        const done = await act(trx)
        if (typeof done === 'string') return done
        refusals.push(done.refused)
        throw undo
      }),
    )
  } catch (error) {
    if (error !== undo) throw error
    return { refused: refusals.at(-1) as Refused }
  }
}

/** Back to a page with a message on it. */
export async function backTo(
  c: Ctx,
  path: string,
  message: MessageKey,
  about: { values?: Values; failed?: boolean } = {},
): Promise<Response> {
  await leaveFlash(c, { message, ...about })
  return c.redirect(to(c, path), 303)
}
