import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import type { Lang } from '../../lib/languages.ts'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Figures } from '../../ui/figures.tsx'
import { PageHead } from '../../ui/section.tsx'
import { listPath } from '../applicants/list-filter.ts'
import type { OneEvent } from '../applicants/one-event.ts'
import { poolName } from '../applicants/words.tsx'
import { Answers } from './answers.tsx'
import { InviteForm } from './invite-form.tsx'
import type { Invitation } from './queries.ts'

export type Typed = { pool: string; until: string; language: Lang; people: string }

export type InvitationsProps = {
  c: Ctx
  one: OneEvent
  invitations: Invitation[]
  /** How many can be asked again now. */
  unanswered: number
  typed: Typed
  faults: string[]
}

/** How many have answered in each group, who has, and the form for more. */
export function ListView(props: InvitationsProps) {
  const { c, one, invitations, faults } = props
  const { t } = c.var
  const groups = one.pools.filter((pool) => invitations.some(({ pool_id: id }) => id === pool.id))
  return (
    <div class="stack">
      {faults.length > 0 && (
        <ErrorSummary
          title={t('site.error.summary')}
          errors={faults.map((message) => ({ name: 'people', message }))}
        />
      )}
      <p>
        <a href={to(c, listPath(one.event.slug, {}))}>{t('applicants.back')}</a>
      </p>
      <PageHead title={t('invitations.title')} lead={t('invitations.lead')} />
      {groups.length > 0 && (
        <Figures
          items={groups.map((pool) => {
            const own = invitations.filter(({ pool_id: id }) => id === pool.id)
            const count = (state: string) => own.filter((one) => one.state === state).length
            return {
              label: poolName(c, pool),
              value: String(count('confirmed')),
              unit: t('invitations.of', { count: own.length }),
              note: t('invitations.open', {
                open: count('offered'),
                declined: count('declined'),
              }),
            }
          })}
        />
      )}
      <Answers {...props} />
      <InviteForm {...props} />
    </div>
  )
}
