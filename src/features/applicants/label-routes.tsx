import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { qrPath } from '../../lib/qr.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LabelSheets } from '../../ui/label-sheet.tsx'
import { PageHead } from '../../ui/section.tsx'
import { receiptNumber } from '../applications/application.ts'
import { listPath, readFilter } from './list-filter.ts'
import { oneEvent, type OneEvent } from './one-event.ts'
import { type Applicant, listApplicants } from './queries.ts'

/** More than the largest hall has. */
const most = 10_000

/** Name labels for those with a place, to print on sheets of ten; one pool's with `?pool=`. */
export function addLabelRoutes(list: Routes): void {
  list.get('/staff/events/:slug/applicants/labels', may('applications.read'), async (c) => {
    const one = await oneEvent(c)
    const { filter } = readFilter(new URL(c.req.url).searchParams)
    const people = await listApplicants(
      c.var.db,
      one.event.id,
      { ...filter, states: ['confirmed', 'held'] },
      { limit: most, offset: 0, sortedBy: 'reading' },
    )
    const title = c.var.t('applicants.labels.title')
    return staffPage(c, { title, wide: true }, <Labels c={c} one={one} people={people} />)
  })
}

function Labels({ c, one, people }: { c: Ctx; one: OneEvent; people: Applicant[] }) {
  const { t } = c.var
  return (
    <div class="label-page">
      <p class="no-print page-head-over">
        <a href={to(c, listPath(one.event.slug, {}))}>{t('applicants.back')}</a>
      </p>
      <PageHead
        title={t('applicants.labels.title')}
        lead={t('applicants.labels.lead', { count: people.length })}
      />
      {people.length === 0 ? (
        <EmptyState title={t('applicants.none')} text={t('applicants.roster.none')} />
      ) : (
        <LabelSheets
          label={t('applicants.labels.title')}
          labels={people.map((person) => labelOf(c, one, person))}
        />
      )}
    </div>
  )
}

/** The code opens the reception with this person found: of no use to whoever is not signed in. */
function labelOf(c: Ctx, { event }: OneEvent, person: Applicant) {
  const number = receiptNumber(event.slug, person.number)
  const reception = to(c, listPath(event.slug, { q: number }, '/check-in'))
  const { name, organisation } = person
  const code = qrPath(c.var.config.origin + reception)
  return { id: String(person.id), name, organisation, number, code }
}
