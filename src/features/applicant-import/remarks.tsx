import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { hasMessage } from '../../i18n/messages.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Section } from '../../ui/section.tsx'
import { Status, type StatusKind } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import { listPath } from '../applicants/list-filter.ts'
import type { Found, ImportedRow } from './queries.ts'
import type { ResultProps } from './result-props.ts'

const signs: Record<Found, StatusKind> = {
  new: 'success',
  already: 'closed',
  clash: 'warning',
  'left-out': 'closed',
  mistake: 'error',
}

/** Each row that is not taken as it is: its line, why, and what was typed. */
export function Remarks({ c, one, found, rows, more }: ResultProps) {
  const { t } = c.var
  if (rows.length === 0)
    return (
      <EmptyState
        title={t('applicant-import.remarks.none')}
        text={t('applicant-import.remarks.none.text')}
      />
    )
  return (
    <Section id="remarks" title={t('applicant-import.remarks.title')} quiet>
      <Table
        caption={t('applicant-import.remarks.title')}
        captionHidden
        columns={[
          { label: t('intake.remarks.line'), number: true },
          { label: t('intake.remarks.kind'), narrow: true },
          { label: t('intake.remarks.column'), narrow: true },
          { label: t('intake.remarks.value') },
          { label: t('intake.remarks.reason') },
        ]}
        rows={rows.flatMap((row) => remarksOf(c, row))}
      />
      {more !== undefined && (
        <p>
          <a href={to(c, listPath(one.event.slug, {}, `/import/${found.id}`)) + `?after=${more}`}>
            {t('intake.remarks.more')}
          </a>
        </p>
      )}
    </Section>
  )
}

function remarksOf(c: Ctx, { line, found, faults }: ImportedRow) {
  const { t } = c.var
  return faults.map(({ field, reason, typed }, at) => ({
    id: `${line}-${at}`,
    cells: [
      String(line),
      <Status kind={signs[found]}>{t(`applicant-import.found.${found}`)}</Status>,
      field === '' ? '' : t(`applicants.column.${field as 'name'}`),
      <span lang="ja">{[...typed].slice(0, 80).join('')}</span>,
      reasonInWords(c, field, reason),
    ],
  }))
}

/** `in-line:12` carries the line it speaks of. */
function reasonInWords(c: Ctx, field: string, reason: string): string {
  const [code = '', line] = reason.split(':')
  const key = [
    `applicant-import.fault.${field}.${code}`,
    `applicant-import.fault.${code}`,
    `applicants.refusal.${code}`,
  ].find(hasMessage)
  return c.var.t(key ?? 'applicant-import.fault.other', { line: Number(line ?? 0) })
}
