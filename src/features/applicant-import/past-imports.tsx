import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { Section } from '../../ui/section.tsx'
import { Status, type StatusKind } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import { listPath } from '../applicants/list-filter.ts'
import type { OneEvent } from '../applicants/one-event.ts'
import type { ApplicantImport, listImports } from './queries.ts'

export type PastImportsProps = {
  c: Ctx
  one: OneEvent
  imports: Awaited<ReturnType<typeof listImports>>
}

const signs: Record<ApplicantImport['state'], StatusKind> = {
  checked: 'draft',
  applying: 'warning',
  applied: 'success',
  undone: 'returned',
}

/** Where an import stands, as sign and word. */
export function ImportStatus({ c, state }: { c: Ctx; state: ApplicantImport['state'] }) {
  return <Status kind={signs[state]}>{c.var.t(`applicant-import.state.${state}`)}</Status>
}

/** The imports so far; nothing while there is none. */
export function PastImports({ c, one, imports }: PastImportsProps) {
  const { t, lang } = c.var
  if (imports.length === 0) return null
  return (
    <Section id="imports" title={t('applicant-import.past')} quiet>
      <Table
        caption={t('applicant-import.past')}
        captionHidden
        columns={[
          { label: t('intake.past.file') },
          { label: t('applicant-import.layout') },
          { label: t('intake.past.at'), narrow: true },
          { label: t('intake.past.by') },
          { label: t('intake.past.state'), narrow: true },
        ]}
        rows={imports.map((past) => ({
          id: String(past.id),
          cells: [
            <a href={to(c, listPath(one.event.slug, {}, `/import/${past.id}`))}>
              {past.file_name || t('intake.past.unnamed')}
            </a>,
            t(`applicant-import.layout.${past.layout}`),
            formatInstant(past.created_at, lang),
            past.by,
            <ImportStatus c={c} state={past.state} />,
          ],
        }))}
      />
    </Section>
  )
}
