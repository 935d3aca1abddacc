import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { FileLink } from '../../ui/file-link.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { FileField } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import type { Column } from './columns.ts'
import type { Import } from './import-queries.ts'
import { ImportState } from './import-result.tsx'

export type ImportStartProps = {
  c: Ctx
  imports: (Import & { by: string })[]
  columns: Column[]
  errors: string[]
}

/** The file to send, what its columns are called, and the imports so far. */
export function ImportStart({ c, imports, columns, errors }: ImportStartProps) {
  const { t } = c.var
  return (
    <>
      {errors.length > 0 && (
        <ErrorSummary
          title={t('site.error.summary')}
          errors={errors.map((message) => ({ name: 'file', message }))}
        />
      )}
      <PageHead title={t('intake.import.title')} lead={t('intake.import.lead')} />
      <form method="post" action={to(c, '/staff/import')} enctype="multipart/form-data">
        <FormStart c={c} form="intake.import" />
        <FileField
          name="file"
          label={t('intake.import.file')}
          hint={t('intake.import.file.hint')}
          error={errors[0]}
          errorWord={t('site.error.prefix')}
          accept=".csv,.xlsx,text/csv"
        />
        <FormActions note={t('intake.import.check.note')}>
          <Button>{t('intake.import.check')}</Button>
        </FormActions>
      </form>
      <Template c={c} columns={columns} />
      <Past c={c} imports={imports} />
      <Section id="merge" title={t('intake.merge.title')} quiet>
        <p>
          <a href={to(c, '/staff/participants/merge')}>{t('intake.merge.link')}</a>
        </p>
      </Section>
    </>
  )
}

function Template({ c, columns }: { c: Ctx; columns: Column[] }) {
  const { t } = c.var
  return (
    <Section id="template" title={t('intake.template.title')} quiet>
      <p>{t('intake.template.text')}</p>
      <p>
        <FileLink
          href={to(c, '/staff/import/template?format=xlsx')}
          label={t('intake.template.link')}
          about="XLSX"
        />{' '}
        <FileLink
          href={to(c, '/staff/import/template?format=csv')}
          label={t('intake.template.link')}
          about="CSV"
        />
      </p>
      <Columns c={c} columns={columns} />
    </Section>
  )
}

function Columns({ c, columns }: { c: Ctx; columns: Column[] }) {
  const { t } = c.var
  return (
    <Table
      caption={t('intake.columns.title')}
      columns={[
        { label: t('intake.columns.japanese') },
        { label: t('intake.columns.english') },
        { label: t('intake.columns.short') },
        { label: t('intake.columns.needed'), narrow: true },
      ]}
      rows={columns.map((column) => ({
        id: column.name,
        cells: [
          <span lang="ja">{column.labels.ja}</span>,
          <span lang="en">{column.labels.en}</span>,
          <code>{column.name}</code>,
          t(column.required ? 'intake.columns.required' : 'intake.columns.optional'),
        ],
      }))}
    />
  )
}

function Past({ c, imports }: { c: Ctx; imports: ImportStartProps['imports'] }) {
  const { t, lang } = c.var
  if (imports.length === 0) return null
  return (
    <Section id="imports" title={t('intake.past.title')} quiet>
      <Table
        caption={t('intake.past.caption')}
        captionHidden
        columns={[
          { label: t('intake.past.file') },
          { label: t('intake.past.at') },
          { label: t('intake.past.by') },
          { label: t('intake.past.state') },
        ]}
        rows={imports.map((one) => ({
          id: String(one.id),
          cells: [
            <a href={to(c, `/staff/import/${one.id}`)}>
              {one.file_name || t('intake.past.unnamed')}
            </a>,
            formatInstant(one.created_at, lang),
            one.by,
            <ImportState c={c} state={one.state} />,
          ],
        }))}
      />
    </Section>
  )
}
