import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { listPath } from './list-filter.ts'
import { oneEvent, type OneEvent } from './one-event.ts'
import { type Applicant, listApplicants } from './queries.ts'
import { numberOf } from './words.tsx'

const everybody = 1_000_000

/** Those with a place, in the order of their readings, to print and tick by hand. */
export function addRosterRoutes(list: Routes): void {
  list.get('/staff/events/:slug/applicants/roster', may('applications.read'), async (c) => {
    const one = await oneEvent(c)
    const people = await listApplicants(
      c.var.db,
      one.event.id,
      { states: ['confirmed', 'held'] },
      { limit: everybody, offset: 0, sortedBy: 'reading' },
    )
    const title = c.var.t('applicants.roster.title')
    return staffPage(c, { title, wide: true }, <Roster c={c} one={one} people={people} />)
  })
}

function Roster({ c, one, people }: { c: Ctx; one: OneEvent; people: Applicant[] }) {
  const { t, lang, now } = c.var
  const title = pick(one.event.title, lang)
  return (
    <div class="stack">
      <p class="no-print">
        <a href={to(c, listPath(one.event.slug, {}))}>{t('applicants.back')}</a>
      </p>
      <PageHead
        title={t('applicants.roster.title')}
        over={<span lang={title.lang === lang ? undefined : title.lang}>{title.text}</span>}
        lead={t('applicants.roster.lead', {
          count: people.length,
          at: formatInstant(now, lang),
        })}
      />
      {people.length === 0 ? (
        <EmptyState title={t('applicants.none')} text={t('applicants.roster.none')} />
      ) : (
        <People c={c} one={one} people={people} />
      )}
    </div>
  )
}

function People({ c, one, people }: { c: Ctx; one: OneEvent; people: Applicant[] }) {
  const { t } = c.var
  return (
    <Table
      caption={t('applicants.roster.title')}
      captionHidden
      columns={[
        { label: t('applicants.roster.tick'), narrow: true },
        { label: t('applicants.number'), narrow: true },
        { label: t('applicants.name') },
        { label: t('applicants.column.reading') },
        { label: t('applicants.column.organisation') },
      ]}
      rows={people.map((person) => ({
        id: String(person.id),
        cells: [
          person.attendance === 'came' ? '☑' : '☐',
          numberOf(c, one.event, person),
          <span lang="ja">{person.name}</span>,
          <span lang="ja">{person.reading}</span>,
          <span lang="ja">{person.organisation}</span>,
        ],
      }))}
    />
  )
}
