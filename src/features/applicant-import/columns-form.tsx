import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { listPath } from '../applicants/list-filter.ts'
import type { OneEvent } from '../applicants/one-event.ts'
import { importFields, neededFields, type Places } from './columns.ts'
import type { ApplicantImport } from './queries.ts'

type Props = { c: Ctx; one: OneEvent; found: ApplicantImport }

/** Which column says what: as it was guessed, to be put right. */
export function ColumnsForm({ c, one, found }: Props) {
  const { t } = c.var
  const places: Places = found.columns
  const options = found.header.map((header, at) => ({
    value: String(at),
    label: header || t('applicant-import.column.nameless', { number: at + 1 }),
  }))
  return (
    <Section id="columns" title={t('applicant-import.columns.title')} quiet>
      <form
        method="post"
        action={to(c, listPath(one.event.slug, {}, `/import/${found.id}/columns`))}
      >
        <FormStart c={c} form="applicant-import.columns" />
        {importFields.map((field) => (
          <Select
            key={field}
            name={`column-${field}`}
            label={t(`applicants.column.${field}`)}
            optional={neededFields.includes(field) ? undefined : t('site.form.optional')}
            placeholder={t('applicant-import.column.none')}
            options={options}
            value={places[field] === undefined ? '' : String(places[field])}
          />
        ))}
        <FormActions>
          <Button kind="secondary">{t('applicant-import.columns.button')}</Button>
        </FormActions>
      </form>
    </Section>
  )
}
