import type { Ctx } from '../../http/context.ts'
import type { MistakeInWords } from '../../http/form.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'

/** What is wrong with a form, at the top of its page; nothing when nothing is. */
export function MistakeSummary({ c, mistakes }: { c: Ctx; mistakes: MistakeInWords[] }) {
  if (mistakes.length === 0) return null
  return (
    <ErrorSummary
      title={c.var.t('site.error.summary')}
      errors={mistakes.map(({ field, text }) => ({ name: field || 'main', message: text }))}
    />
  )
}
