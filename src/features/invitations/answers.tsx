import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { listPath } from '../applicants/list-filter.ts'
import { poolName, ApplicationStatus } from '../applicants/words.tsx'
import type { InvitationsProps } from './list-view.tsx'
import type { Invitation } from './queries.ts'

/** Everybody who was invited. Whether a mail was opened is not known here, and nobody looks. */
export function Answers(props: InvitationsProps) {
  const { c, invitations } = props
  const { t } = c.var
  if (invitations.length === 0)
    return <EmptyState title={t('invitations.none')} text={t('invitations.none.text')} />
  return (
    <Section id="answers" title={t('invitations.answers')} quiet>
      <Remind {...props} />
      <Table
        caption={t('invitations.answers')}
        captionHidden
        columns={[
          { label: t('applicants.name') },
          { label: t('applicants.pool') },
          { label: t('invitations.asked'), narrow: true },
          { label: t('invitations.answer'), narrow: true },
          { label: t('applicants.acts'), quiet: true },
        ]}
        rows={invitations.map((guest) => rowOf(props, guest))}
      />
    </Section>
  )
}

function rowOf(props: InvitationsProps, guest: Invitation) {
  const { c, one } = props
  const { t, lang } = c.var
  const { askedAt, asked } = guest
  return {
    id: String(guest.id),
    cells: [
      <>
        <a href={to(c, listPath(one.event.slug, {}, `/${guest.id}`))} lang="ja">
          {guest.name}
        </a>{' '}
        <span class="soft" lang="ja">
          {guest.organisation}
        </span>
      </>,
      poolOf(props, guest),
      askedAt
        ? t('invitations.asked.times', { at: formatInstant(askedAt, lang), count: asked })
        : t('invitations.asked.not-yet'),
      <ApplicationStatus c={c} state={guest.state} />,
      guest.state === 'offered' ? <Withdraw {...props} guest={guest} /> : '',
    ],
  }
}

function poolOf({ c, one }: InvitationsProps, guest: Invitation): string {
  const pool = one.pools.find(({ id }) => id === guest.pool_id)
  return pool ? poolName(c, pool) : ''
}

function Remind({ c, one, unanswered }: InvitationsProps) {
  const { t } = c.var
  if (unanswered === 0) return null
  return (
    <form method="post" action={to(c, listPath(one.event.slug, {}, '/invitations/remind'))}>
      <FormStart c={c} form="invitations.remind" />
      <Button kind="secondary">{t('invitations.remind', { count: unanswered })}</Button>
    </form>
  )
}

function Withdraw({ c, one, guest }: InvitationsProps & { guest: Invitation }) {
  const path = listPath(one.event.slug, {}, `/invitations/${guest.id}/withdraw`)
  return (
    <form method="post" action={to(c, path)}>
      <FormStart c={c} form="invitations.withdraw" />
      <Button kind="secondary" small about={guest.name}>
        {c.var.t('invitations.withdraw')}
      </Button>
    </form>
  )
}
