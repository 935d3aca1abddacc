import { hasMessage } from '../i18n/messages.ts'
import type { Ctx } from './context.ts'
import type { Mistake } from './parse.ts'
import { makeStamp, readStamp, type Stamp } from './stamp.ts'
import type { Submitted } from './submitted.ts'
import { challengeOf, checkWork, type Work } from './work.ts'

/**
 * The invisible beginning of every form: the signed stamp, and two fields that only machines fill
 * in. The second looks like a consent that a script would tick. With `work` the form also asks the
 * sender's machine for a proof of work; its page then needs the script `work`.
 */
export function FormStart({ c, form, work }: { c: Ctx; form: string; work?: boolean }) {
  const { secret } = c.var.config
  const stamp = makeStamp(secret, form, c.var.clock.now())
  return (
    <>
      <input type="hidden" name="_stamp" value={stamp} />
      {work && (
        <input
          type="hidden"
          name="_work"
          value=""
          data-work={JSON.stringify(challengeOf(secret, stamp))}
        />
      )}
      <div class="offscreen" aria-hidden="true">
        <input type="text" name="homepage_address" tabIndex={-1} autocomplete="off" value="" />
        <input type="checkbox" name="confirm_terms_again" value="1" tabIndex={-1} />
      </div>
    </>
  )
}

/** What the invisible part of a form says about who sent it. */
export type FormCheck = { stamp: Stamp; filledTraps: boolean; work: Work }

/** Reads the invisible part. Filled traps raise the risk; they never refuse (a browser may fill them). */
export function checkForm(c: Ctx, form: string, submitted: Submitted): FormCheck {
  const first = (name: string) => submitted.fields.get(name)?.[0] ?? ''
  const { secret } = c.var.config
  const stamp = readStamp(secret, form, first('_stamp'), c.var.clock.now())
  const work = checkWork(secret, first('_stamp'), first('_work'))
  return {
    stamp,
    // a solution ends with its form: one that was found once must not serve for ever (ADR 0012)
    work: work === 'done' && stamp.state === 'expired' ? 'wrong' : work,
    filledTraps: first('homepage_address') !== '' || submitted.fields.has('confirm_terms_again'),
  }
}

/** A mistake in words, to stand in the summary and at its field alike. */
export type MistakeInWords = { field: string; text: string }

/**
 * Puts mistakes into the reader's words: the feature's own message for the field and reason, its
 * message for the reason, or the site's.
 */
export function inWords(c: Ctx, feature: string, mistakes: Mistake[]): MistakeInWords[] {
  return mistakes.map(({ field, reason, values }) => {
    const key = [
      `${feature}.error.${field}.${reason}`,
      `${feature}.error.${reason}`,
      `${feature}.error.${field}.invalid`,
      `site.form.error.${reason}`,
      `site.form.${reason}`,
    ].find(hasMessage)
    return {
      field,
      text: c.var.t(
        (key as 'site.form.error.invalid' | undefined) ?? 'site.form.error.invalid',
        values,
      ),
    }
  })
}

/** The words at a field, or undefined when there is nothing wrong with it. */
export function wordsAt(mistakes: MistakeInWords[], field: string): string | undefined {
  return mistakes.find((mistake) => mistake.field === field)?.text
}
