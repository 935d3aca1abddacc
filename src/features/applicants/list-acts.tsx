import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { can } from '../../http/roles.ts'
import { Button } from '../../ui/button.tsx'
import { officerOf } from '../intake/officer.ts'
import { listPath, type TypedFilter } from './list-filter.ts'
import type { OneEvent } from './one-event.ts'

type Props = { c: Ctx; one: OneEvent; typed: TypedFilter }

/** Where one goes from the list: to bring people in, to write to them, to take the list along. */
export function ListActs(props: Props) {
  return (
    <div class="form-actions">
      {actsOf(props).map(({ href, label }) => (
        <Button key={label} kind="secondary" small href={href}>
          {label}
        </Button>
      ))}
    </div>
  )
}

function actsOf({ c, one, typed }: Props): { href: string; label: string }[] {
  const { t } = c.var
  const officer = officerOf(c)
  const path = (tail: string, filter: Parameters<typeof listPath>[1] = {}) =>
    to(c, listPath(one.event.slug, filter, tail))
  const { pool } = typed
  const filter = { ...typed, page: '' }
  const act = (tail: string, label: string, shown = {}) => ({ href: path(tail, shown), label })
  const managing = can(officer, 'applications.manage', one.edition.id)
    ? [
        act('/enter', t('applicants.enter.title')),
        act('/import', t('applicant-import.title')),
        act('/invitations', t('invitations.title')),
        act('/check-in', t('applicants.check-in.title')),
        {
          href: to(c, `/staff/events/${one.event.slug}/messages/new${searchOf(path('', filter))}`),
          label: t('event-messages.new.title'),
        },
      ]
    : []
  const exporting = can(officer, 'applications.export', one.edition.id)
    ? (['csv', 'xlsx'] as const).map((format) =>
        act('/export', t(`applicants.export.${format}`), { ...filter, format }),
      )
    : []
  return [
    ...managing,
    act('/roster', t('applicants.roster.title')),
    act('/labels', t('applicants.labels.title'), { pool }),
    act('/signboard', t('applicants.signboard.title')),
    ...exporting,
  ]
}

/** What is shown now is whom a message would go to. */
function searchOf(path: string): string {
  const at = path.indexOf('?')
  return at < 0 ? '' : path.slice(at)
}
