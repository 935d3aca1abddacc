import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Pager } from '../../ui/pager.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import { actions } from './audit.ts'
import { EntryDetail, hasDetail } from './history.tsx'
import type { AuditEntry } from './queries.ts'
import { sentenceOf } from './words.ts'

/** The filter as it stands in the address. */
export type TypedFilter = Record<
  'subject' | 'actor' | 'action' | 'day' | 'kind' | 'id' | 'before',
  string
>

/** The log with its filter, newest entries first. */
export function AuditView(props: {
  c: Ctx
  entries: AuditEntry[]
  more: boolean
  values: TypedFilter
}) {
  const { c, entries, values } = props
  const { t } = c.var
  const last = entries.at(-1)
  return (
    <div class="stack">
      <PageHead title={t('audit.title')} lead={t('audit.lead')} />
      <Filter c={c} values={values} />
      {entries.length === 0 ? (
        <EmptyState title={t('audit.none')} text={t('audit.none.text')} />
      ) : (
        <Entries c={c} entries={entries} />
      )}
      {props.more && last && (
        <Pager
          label={t('site.pager.label')}
          items={[]}
          summary={t('audit.shown', { count: entries.length })}
          next={{ href: older(c, values, last.id), label: t('audit.older') }}
        />
      )}
    </div>
  )
}

function older(c: Ctx, values: TypedFilter, before: number): string {
  const query = new URLSearchParams(
    Object.entries({ ...values, before: String(before) }).filter(([, value]) => value),
  )
  return `${to(c, '/staff/audit')}?${query}`
}

function Filter({ c, values }: { c: Ctx; values: TypedFilter }) {
  const { t } = c.var
  const filtered = Object.values(values).some(Boolean)
  return (
    <details class="stack" open={filtered}>
      <summary>{t('audit.filter')}</summary>
      <form method="get" action={to(c, '/staff/audit')}>
        {values.kind && <input type="hidden" name="kind" value={values.kind} />}
        {values.id && <input type="hidden" name="id" value={values.id} />}
        <FilterFields c={c} values={values} />
        <FormActions>
          <Button kind="secondary">{t('audit.filter.submit')}</Button>
          {filtered && (
            <Button kind="link" href={to(c, '/staff/audit')}>
              {t('audit.filter.clear')}
            </Button>
          )}
        </FormActions>
      </form>
    </details>
  )
}

function FilterFields({ c, values }: { c: Ctx; values: TypedFilter }) {
  const { t } = c.var
  return (
    <>
      <Field
        name="subject"
        label={t('audit.filter.subject')}
        width="medium"
        value={values.subject}
        autocomplete="off"
      />
      <Field
        name="actor"
        label={t('audit.filter.actor')}
        width="medium"
        value={values.actor}
        autocomplete="off"
      />
      <Select
        name="action"
        label={t('audit.filter.action')}
        placeholder={t('audit.filter.any')}
        value={values.action}
        options={actions.map((action) => ({ value: action, label: t(`audit.action.${action}`) }))}
      />
      <Field
        name="day"
        type="date"
        label={t('audit.filter.day')}
        width="medium"
        value={values.day}
      />
    </>
  )
}

function Entries({ c, entries }: { c: Ctx; entries: AuditEntry[] }) {
  const { t, lang } = c.var
  return (
    <Table
      caption={t('audit.title')}
      captionHidden
      columns={[{ label: t('audit.when') }, { label: t('audit.what') }]}
      rows={entries.map((entry) => ({
        id: String(entry.id),
        cells: [
          <time datetime={entry.at.toString()}>{formatInstant(entry.at, lang)}</time>,
          <What c={c} entry={entry} />,
        ],
      }))}
    />
  )
}

function What({ c, entry }: { c: Ctx; entry: AuditEntry }) {
  const sentence = sentenceOf(c, entry)
  return (
    <>
      {hasDetail(entry) ? (
        <details>
          <summary>{sentence}</summary>
          <EntryDetail c={c} entry={entry} />
        </details>
      ) : (
        <p>{sentence}</p>
      )}
      {entry.subject_id !== null && <SameSubject c={c} entry={entry} />}
    </>
  )
}

function SameSubject({ c, entry }: { c: Ctx; entry: AuditEntry }) {
  const { t } = c.var
  return (
    <small>
      <a href={`${to(c, '/staff/audit')}?kind=${entry.subject_kind}&id=${entry.subject_id}`}>
        {t('audit.same')}
        <span class="offscreen">{entry.subject_name}</span>
      </a>
    </small>
  )
}
