import { scriptPath } from '../../http/asset-routes.ts'
import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { can } from '../../http/roles.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { prefectures } from '../../lib/prefectures.ts'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ResultHead } from '../../ui/facets.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'
import { prefectureName } from '../activities/card.tsx'
import { type Desk, mayDecide } from './desk.ts'
import {
  type Listed,
  listedSources,
  listedStates,
  perPage,
  staffAddress,
  type StaffQuery,
} from './list-queries.ts'
import { Pages } from './pages.tsx'
import { BulkActions } from './queue-view.tsx'
import { numberOf, StateWord, TitleLink } from './words.tsx'

export type ListProps = { c: Ctx; desk: Desk; query: StaffQuery; rows: Listed[]; count: number }

/** Every registration that was ever sent. */
export function listPage(props: ListProps): Promise<Response> {
  const { c, desk, query, rows, count } = props
  const { t } = c.var
  const href = (page: number) => to(c, '/staff/activities') + staffAddress(query, { page })
  return staffPage(
    c,
    { title: t('moderation.list.title'), wide: true, scripts: [scriptPath('queue-keys')] },
    <div class="stack">
      <PageHead title={t('moderation.list.title')} />
      <Filters {...props} />
      <ResultHead count={t('moderation.list.count', { count })}>
        {can(desk.staff, 'activities.export', desk.edition.id) && (
          <a href={to(c, `/staff/activities/export${staffAddress(query)}`)}>
            {t('moderation.list.export')}
          </a>
        )}
      </ResultHead>
      {rows.length === 0 ? (
        <EmptyState
          title={t('moderation.list.empty.title')}
          text={t('moderation.list.empty.text')}
        />
      ) : (
        <>
          <Lines {...props} />
          {mayDecide(desk) && rows.some(({ waits }) => waits) && <BulkActions c={c} />}
        </>
      )}
      <Pages c={c} page={query.page} last={Math.ceil(count / perPage)} href={href} />
    </div>,
  )
}

function Filters(props: ListProps) {
  const { c, query } = props
  const { t } = c.var
  const isNarrowed = Boolean(query.state || query.kind || query.prefecture || query.source)
  return (
    <form class="stack" method="get" action={to(c, '/staff/activities')} role="search">
      <Field
        name="q"
        label={t('moderation.list.q')}
        hint={t('moderation.list.q.hint')}
        value={query.q}
      />
      <details open={isNarrowed}>
        <summary>{t('moderation.list.more')}</summary>
        <div class="grid">
          {selectsOf(props).map((select) => (
            <Select key={select.name} placeholder={t('moderation.list.any')} {...select} />
          ))}
        </div>
      </details>
      {query.sort !== 'newest' && <input type="hidden" name="sort" value={query.sort} />}
      <FormActions>
        <Button>{t('moderation.list.search')}</Button>
        <Button kind="link" href={to(c, '/staff/activities')}>
          {t('moderation.list.clear')}
        </Button>
      </FormActions>
    </form>
  )
}

function selectsOf({ c, desk, query }: ListProps) {
  const { t, lang } = c.var
  return [
    {
      name: 'state',
      label: t('moderation.column.state'),
      value: query.state,
      options: listedStates.map((state) => ({
        value: state,
        label: t(`moderation.state.${state}`),
      })),
    },
    {
      name: 'kind',
      label: t('registration.field.kinds.label'),
      value: query.kind,
      options: desk.edition.kinds.map(({ code, name }) => ({
        value: code,
        label: pick(name, lang).text,
      })),
    },
    {
      name: 'prefecture',
      label: t('moderation.column.prefecture'),
      value: String(query.prefecture ?? ''),
      options: prefectures.map((one) => ({ value: String(one.number), label: one.name[lang] })),
    },
    {
      name: 'source',
      label: t('moderation.private.source'),
      value: query.source,
      options: listedSources.map((source) => ({
        value: source,
        label: t(`moderation.source.${source}`),
      })),
    },
  ]
}

/** A column's head that sorts; pressed again it turns round where there is another way. */
function sorting(
  { c, query }: ListProps,
  up: StaffQuery['sort'],
  down?: StaffQuery['sort'],
): TableColumn['sort'] {
  const next = query.sort === down ? up : (down ?? up)
  return {
    href: to(c, '/staff/activities') + staffAddress(query, { sort: next }),
    direction: query.sort === up ? 'ascending' : query.sort === down ? 'descending' : undefined,
  }
}

function Lines(props: ListProps) {
  const { c, desk, rows } = props
  const { t, lang } = c.var
  const columns: TableColumn[] = [
    { label: t('moderation.column.number'), narrow: true, sort: sorting(props, 'number') },
    { label: t('moderation.column.title'), sort: sorting(props, 'name') },
    { label: t('moderation.column.state'), narrow: true },
    { label: t('moderation.column.prefecture'), narrow: true },
    { label: t('moderation.private.source'), narrow: true },
    {
      label: t('moderation.column.received'),
      narrow: true,
      sort: sorting(props, 'oldest', 'newest'),
    },
  ]
  return (
    <Table
      caption={t('moderation.list.title')}
      captionHidden
      columns={columns}
      select={
        mayDecide(desk)
          ? { name: 'activity', label: t('moderation.bulk.select'), form: 'bulk' }
          : undefined
      }
      rows={rows.map((row) => ({
        id: String(row.id),
        selectLabel: `${numberOf(desk.edition, row.number)} ${row.title}`,
        cells: [
          numberOf(desk.edition, row.number),
          <TitleLink key="title" c={c} id={row.id} title={row.title} name={row.name} />,
          <StateWord key="state" c={c} state={row.state} changeWaits={row.waits} />,
          prefectureName(c, row.prefecture) ?? '–',
          t(`moderation.source.${row.source as 'web'}`),
          row.submitted ? formatInstant(row.submitted, lang) : '–',
        ],
      }))}
    />
  )
}
