import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Status } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import type { Edition } from '../editions/edition.ts'
import { isDemoStaff } from './demo-staff.ts'
import { Mistakes } from './form-parts.tsx'
import { GrantFields, type TypedGrant } from './grant-form.tsx'
import type { PersonLine } from './queries.ts'
import type { Scope } from './scopes.ts'

/** Everybody with their roles. */
export function PeopleView({
  c,
  people,
  scopes,
}: {
  c: Ctx
  people: PersonLine[]
  scopes: Scope[]
}) {
  const { t, lang } = c.var
  const rolesOf = (id: number) => scopes.filter(({ grant }) => grant.staff_id === id)
  return (
    <>
      <PageHead title={t('accounts.people.title')} lead={t('accounts.people.lead')}>
        <Button href={to(c, '/staff/accounts/invite')}>{t('accounts.invite.title')}</Button>
      </PageHead>
      <Table
        caption={t('accounts.people.title')}
        captionHidden
        columns={[
          { label: t('accounts.name') },
          { label: t('accounts.email') },
          { label: t('accounts.roles') },
          { label: t('accounts.state') },
          { label: t('accounts.sessions.seen'), narrow: true },
        ]}
        rows={people.map((person) => ({
          id: String(person.id),
          cells: [
            <a href={to(c, `/staff/accounts/${person.id}`)}>{person.name}</a>,
            person.email,
            <RoleList scopes={rolesOf(person.id)} none={t('accounts.roles.none')} />,
            <PersonState c={c} person={person} />,
            person.lastSeen ? formatInstant(person.lastSeen, lang) : '—',
          ],
        }))}
      />
    </>
  )
}

function RoleList({ scopes, none }: { scopes: Scope[]; none: string }) {
  if (scopes.length === 0) return <span class="soft">{none}</span>
  return (
    <ul>
      {scopes.map(({ grant, role, limits }) => (
        <li key={grant.id}>
          {role} <small class="soft">{limits}</small>
        </li>
      ))}
    </ul>
  )
}

/** Invited, active or shut out. */
export function PersonState({
  c,
  person,
}: {
  c: Ctx
  person: Pick<PersonLine, 'email' | 'disabled_at' | 'enrolled' | 'passkeys'>
}) {
  const { t } = c.var
  if (isDemoStaff(person)) return <Status kind="open">{t('accounts.demo.word')}</Status>
  if (person.disabled_at) return <Status kind="closed">{t('accounts.state.disabled')}</Status>
  if (!person.enrolled && person.passkeys === 0)
    return <Status kind="waiting">{t('accounts.state.invited')}</Status>
  return <Status kind="success">{t('accounts.state.active')}</Status>
}

type Inviting = {
  c: Ctx
  edition: Edition
  values: TypedGrant & { name: string; email: string }
  mistakes: MistakeInWords[]
}

/** The form with which somebody new is invited. */
export function InviteView(props: Inviting) {
  const { c, mistakes } = props
  const { t } = c.var
  return (
    <div class="form-page">
      <Mistakes c={c} mistakes={mistakes} />
      <PageHead title={t('accounts.invite.title')} lead={t('accounts.invite.lead')} />
      <form method="post" action={to(c, '/staff/accounts/invite')} noValidate>
        <FormStart c={c} form="accounts.invite" />
        <WhoFields {...props} />
        <GrantFields {...props} />
        <FormActions note={t('accounts.invite.note')}>
          <Button>{t('accounts.invite.submit')}</Button>
          <Button kind="link" href={to(c, '/staff/accounts')}>
            {t('site.form.back')}
          </Button>
        </FormActions>
      </form>
    </div>
  )
}

function WhoFields({ c, values, mistakes }: Inviting) {
  const { t } = c.var
  return (
    <>
      <Field
        name="name"
        label={t('accounts.name')}
        autocomplete="off"
        width="medium"
        value={values.name}
        error={wordsAt(mistakes, 'name')}
      />
      <Field
        name="email"
        type="email"
        label={t('accounts.email')}
        autocomplete="off"
        width="medium"
        value={values.email}
        error={wordsAt(mistakes, 'email')}
      />
    </>
  )
}
