import { to } from '../../http/page.tsx'
import { formatNumber } from '../../lib/numbers.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Figures } from '../../ui/figures.tsx'
import { PageHead } from '../../ui/section.tsx'
import { listPath } from '../applicants/list-filter.ts'
import { poolName } from '../applicants/words.tsx'
import { ColumnsForm } from './columns-form.tsx'
import { isReadable } from './dry-run.ts'
import { NextStep } from './next-step.tsx'
import { ImportStatus } from './past-imports.tsx'
import { Remarks } from './remarks.tsx'
import type { ResultProps } from './result-props.ts'

const kinds = ['new', 'already', 'clash', 'left-out', 'mistake'] as const

/** What a file holds, kind by kind and row by row, and what can be done next. */
export function ResultView(props: ResultProps) {
  const { c, one, found, counts } = props
  const { t, lang } = c.var
  const pool = one.pools.find(({ id }) => id === found.pool_id)
  const readable = isReadable(found.columns)
  return (
    <div class="stack">
      <p>
        <a href={to(c, listPath(one.event.slug, {}, '/import'))}>{t('applicant-import.back')}</a>
      </p>
      <PageHead
        title={t('applicant-import.result.title', { name: found.file_name })}
        over={<ImportStatus c={c} state={found.state} />}
        lead={t('applicant-import.result.lead', {
          layout: t(`applicant-import.layout.${found.layout}`),
          pool: pool ? poolName(c, pool) : '',
        })}
      />
      {readable ? (
        <>
          <Figures
            items={kinds.map((kind) => ({
              label: t(`applicant-import.found.${kind}`),
              value: formatNumber(counts[kind], lang),
              unit: t('applicant-import.unit'),
            }))}
          />
          <NextStep {...props} />
        </>
      ) : (
        <EmptyState
          title={t('applicant-import.unreadable')}
          text={t('applicant-import.unreadable.text')}
        />
      )}
      {found.state === 'checked' && <ColumnsForm c={c} one={one} found={found} />}
      {readable && <Remarks {...props} />}
    </div>
  )
}
