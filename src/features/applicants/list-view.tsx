import type { ApplicationState } from '../../db/tables-events.ts'
import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Figures } from '../../ui/figures.tsx'
import { SearchBox } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { ViewLinks } from '../../ui/view-links.tsx'
import { ListActs } from './list-acts.tsx'
import { HereCount } from './here-view.tsx'
import { groups, type Group, listPath, type TypedFilter } from './list-filter.ts'
import type { OneEvent } from './one-event.ts'
import { ListPages } from './pages.tsx'
import type { Applicant } from './queries.ts'
import { ApplicationStatus, numberOf, poolName } from './words.tsx'

export type ListProps = {
  c: Ctx
  one: OneEvent
  applicants: Applicant[]
  counts: Partial<Record<ApplicationState, number>>
  typed: TypedFilter
  page: number
  last: number
  found: number
  /** How many have the page of the day open now; undefined when nobody can. */
  here: number | undefined
}

/** Everybody who applied for an event, with the three numbers of each pool above. */
export function ListView(props: ListProps) {
  const { c, one, applicants, typed } = props
  const { t, lang } = c.var
  const { event } = one
  const title = pick(event.title, lang)
  return (
    <div class="stack">
      <PageHead
        title={t('applicants.title')}
        over={<span lang={title.lang === lang ? undefined : title.lang}>{title.text}</span>}
      />
      <Places c={c} one={one} />
      <HereCount c={c} one={one} here={props.here} />
      <ListActs c={c} one={one} typed={typed} />
      <SearchBox
        action={to(c, listPath(event.slug, {}))}
        name="q"
        label={t('applicants.search')}
        hint={t('applicants.search.hint')}
        button={t('applicants.search.button')}
        value={typed.q}
        hidden={hiddenOf(typed)}
      />
      <GroupLinks {...props} />
      <p class="figures">{t('applicants.found', { count: props.found })}</p>
      {applicants.length === 0 ? (
        <EmptyState title={t('applicants.none')} text={t('applicants.none.text')} />
      ) : (
        <Applicants {...props} />
      )}
      <ListPages {...props} />
    </div>
  )
}

function hiddenOf(typed: TypedFilter): { name: string; value: string }[] {
  return (['group', 'pool', 'attendance'] as const)
    .filter((name) => typed[name] && typed[name] !== 'all')
    .map((name) => ({ name, value: typed[name] }))
}

/** Taken of accepted, who waits, and what was announced. */
function Places({ c, one }: { c: Ctx; one: OneEvent }) {
  const { t } = c.var
  return (
    <Figures
      items={one.pools.map((pool) => ({
        label: poolName(c, pool),
        value: String(pool.taken),
        unit: t('applicants.of', { limit: pool.accepted_limit }),
        note: [
          pool.published_capacity !== null &&
            t('applicants.announced', { count: pool.published_capacity }),
          t('applicants.waiting', { count: pool.waiting }),
        ]
          .filter(Boolean)
          .join(' · '),
        href: to(c, listPath(one.event.slug, { pool: String(pool.id) })),
      }))}
    />
  )
}

function GroupLinks({ c, one, typed, counts }: ListProps) {
  const { t } = c.var
  const sum = (states: readonly ApplicationState[]) =>
    states.reduce((total, state) => total + (counts[state] ?? 0), 0)
  const all = Object.keys(counts) as ApplicationState[]
  return (
    <ViewLinks
      label={t('applicants.groups')}
      views={(Object.keys(groups) as Group[]).map((group) => ({
        href: to(c, listPath(one.event.slug, { ...typed, group, page: '' })),
        label: t(`applicants.group.${group}`),
        count: String(sum(group === 'all' ? all : groups[group])),
        current: typed.group === group,
      }))}
    />
  )
}

function Applicants({ c, one, applicants }: ListProps) {
  const { t, lang } = c.var
  const several = one.pools.length > 1
  return (
    <Table
      caption={t('applicants.title')}
      captionHidden
      columns={[
        { label: t('applicants.number'), narrow: true },
        { label: t('applicants.name') },
        ...(several ? [{ label: t('applicants.pool') }] : []),
        { label: t('applicants.state'), narrow: true },
        { label: t('applicants.attendance'), narrow: true },
        { label: t('applicants.applied'), narrow: true },
      ]}
      rows={applicants.map((applicant) => ({
        id: String(applicant.id),
        cells: [
          numberOf(c, one.event, applicant),
          <>
            <a href={to(c, `${listPath(one.event.slug, {})}/${applicant.id}`)} lang="ja">
              {applicant.name}
            </a>
            {applicant.organisation && (
              <span class="soft" lang="ja">
                {' '}
                {applicant.organisation}
              </span>
            )}
          </>,
          ...(several ? [poolOf(c, one, applicant)] : []),
          <ApplicationStatus c={c} state={applicant.state} />,
          t(`applicants.attendance.${applicant.attendance}`),
          formatInstant(applicant.created_at, lang),
        ],
      }))}
    />
  )
}

function poolOf(c: Ctx, { pools }: OneEvent, applicant: Applicant): string {
  const pool = pools.find(({ id }) => id === applicant.pool_id)
  return pool ? poolName(c, pool) : ''
}
