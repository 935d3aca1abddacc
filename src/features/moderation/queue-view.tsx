import { scriptPath } from '../../http/asset-routes.ts'
import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { staffPage } from '../../http/staff-page.tsx'
import { BulkBar } from '../../ui/bulk-bar.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ResultHead, SortLinks } from '../../ui/facets.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { prefectureName } from '../activities/card.tsx'
import { type Desk, mayDecide } from './desk.ts'
import { Pages } from './pages.tsx'
import {
  type countQueue,
  type QueueFilter,
  queueFilters,
  queuePerPage,
  queueSorts,
  type QueueView,
  type Waiting,
} from './queue-queries.ts'
import { Age, numberOf, Risk, TitleLink } from './words.tsx'

export type QueueProps = {
  c: Ctx
  desk: Desk
  view: QueueView
  lines: Waiting[]
  counts: Awaited<ReturnType<typeof countQueue>>
  names: Map<number, string>
}

/** What waits for a decision. */
export function queuePage(props: QueueProps): Promise<Response> {
  const { c, desk, view, lines, counts } = props
  const { t } = c.var
  return staffPage(
    c,
    { title: t('moderation.queue.title'), wide: true, scripts: [scriptPath('queue-keys')] },
    <>
      <PageHead
        title={t('moderation.queue.title')}
        lead={t('moderation.queue.lead', {
          days: desk.edition.secretariat.serviceDays,
          overdue: counts.overdue,
        })}
      />
      <Filters {...props} />
      {lines.length === 0 ? (
        <EmptyState
          title={t('moderation.queue.empty.title')}
          text={t('moderation.queue.empty.text')}
        />
      ) : (
        <>
          <Lines {...props} />
          {mayDecide(desk) && <BulkActions c={c} />}
        </>
      )}
      <Pages
        c={c}
        page={view.page}
        last={Math.ceil(counts[view.filter] / queuePerPage)}
        href={(page) => address(c, view, { page })}
      />
    </>,
  )
}

/** The form of ticked rows: publish or take in hand. */
export function BulkActions({ c }: { c: Ctx }) {
  const { t } = c.var
  return (
    <BulkBar
      formId="bulk"
      action={to(c, '/staff/queue')}
      label={t('moderation.bulk.label')}
      hint={t('moderation.bulk.hint')}
    >
      <FormStart c={c} form="moderation.bulk" />
      <Button small name="act" value="publish">
        {t('moderation.bulk.publish')}
      </Button>
      <Button small kind="secondary" name="act" value="claim">
        {t('moderation.bulk.claim')}
      </Button>
    </BulkBar>
  )
}

function address(c: Ctx, view: QueueView, change: Partial<QueueView>): string {
  const next = { ...view, page: 1, ...change }
  const search = new URLSearchParams()
  if (next.filter !== 'all') search.set('filter', next.filter)
  if (next.sort !== 'risk') search.set('sort', next.sort)
  if (next.page > 1) search.set('page', String(next.page))
  return to(c, '/staff/queue') + (search.size > 0 ? `?${search}` : '')
}

function Filters({ c, view, counts }: QueueProps) {
  const { t } = c.var
  const item = (filter: QueueFilter) => ({
    href: address(c, view, { filter }),
    label: t(`moderation.queue.filter.${filter}`, { count: counts[filter] }),
    current: filter === view.filter,
  })
  return (
    <ResultHead count={t('moderation.queue.count', { count: counts[view.filter] })}>
      <SortLinks label={t('moderation.queue.filter')} items={queueFilters.map(item)} />
      <SortLinks
        label={t('moderation.queue.sort')}
        items={queueSorts.map((sort) => ({
          href: address(c, view, { sort }),
          label: t(`moderation.queue.sort.${sort}`),
          current: sort === view.sort,
        }))}
      />
    </ResultHead>
  )
}

function Lines({ c, desk, lines, names }: QueueProps) {
  const { t } = c.var
  const { edition } = desk
  const rows = lines.map((line) => ({
    id: String(line.id),
    selectLabel: `${numberOf(edition, line.number)} ${line.title}`,
    cells: [
      numberOf(edition, line.number),
      <TitleLink
        key="title"
        c={c}
        id={line.id}
        title={line.title}
        name={line.name}
        prefecture={prefectureName(c, line.prefecture)}
      />,
      t(`moderation.work.${line.work}`),
      <Age key="age" c={c} edition={edition} since={line.since} />,
      <Risk key="risk" c={c} risk={line.risk} reasons={line.risk_reasons} />,
      line.claimed_by === null ? '–' : (names.get(line.claimed_by) ?? '–'),
    ],
  }))
  const select = mayDecide(desk)
    ? { name: 'activity', label: t('moderation.bulk.select'), form: 'bulk' }
    : undefined
  return (
    <Table
      caption={t('moderation.queue.title')}
      captionHidden
      columns={columnsOf(c)}
      rows={rows}
      select={select}
    />
  )
}

function columnsOf({ var: { t } }: Ctx) {
  return [
    { label: t('moderation.column.number'), narrow: true },
    { label: t('moderation.column.title') },
    { label: t('moderation.column.work'), narrow: true },
    { label: t('moderation.column.waiting') },
    { label: t('moderation.column.risk') },
    { label: t('moderation.column.claimed') },
  ]
}
