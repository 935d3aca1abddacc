import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { FileField } from '../../ui/select.tsx'
import { listPath } from '../applicants/list-filter.ts'
import type { OneEvent } from '../applicants/one-event.ts'
import { poolName } from '../applicants/words.tsx'
import { PastImports, type PastImportsProps } from './past-imports.tsx'

type Props = PastImportsProps & { error: string | undefined }

/** The file to send, and the imports so far. */
export function StartView(props: Props) {
  const { c, one, error } = props
  const { t } = c.var
  return (
    <div class="form-page stack">
      {error && (
        <ErrorSummary title={t('site.error.summary')} errors={[{ name: 'file', message: error }]} />
      )}
      <p>
        <a href={to(c, listPath(one.event.slug, {}))}>{t('applicants.back')}</a>
      </p>
      <PageHead title={t('applicant-import.title')} lead={t('applicant-import.lead')} />
      <StartForm {...props} />
      <PastImports {...props} />
    </div>
  )
}

function StartForm({ c, one, error }: { c: Ctx; one: OneEvent; error: string | undefined }) {
  const { t } = c.var
  return (
    <form
      method="post"
      action={to(c, listPath(one.event.slug, {}, '/import'))}
      enctype="multipart/form-data"
    >
      <FormStart c={c} form="applicant-import.start" />
      <Choice
        name="pool"
        type="radio"
        label={t('applicants.pool')}
        options={one.pools.map((pool, at) => ({
          value: String(pool.id),
          label: poolName(c, pool),
          hint: t('applicants.enter.left', {
            left: Math.max(0, pool.accepted_limit - pool.taken),
            waiting: pool.waiting,
          }),
          checked: at === 0,
        }))}
      />
      <FileField
        name="file"
        label={t('applicant-import.file')}
        hint={t('applicant-import.file.hint')}
        error={error}
        errorWord={t('site.error.prefix')}
        accept=".csv,.xlsx,text/csv"
      />
      <FormActions note={t('applicant-import.check.note')}>
        <Button>{t('applicant-import.check')}</Button>
      </FormActions>
    </form>
  )
}
