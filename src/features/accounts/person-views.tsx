import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { History } from '../audit/history.tsx'
import type { AuditEntry } from '../audit/queries.ts'
import type { Edition } from '../editions/edition.ts'
import { ActButton, Mistakes } from './form-parts.tsx'
import { GrantFields, type TypedGrant } from './grant-form.tsx'
import { PersonState } from './people-views.tsx'
import type { Person } from './queries.ts'
import type { Scope } from './scopes.ts'

type Props = {
  c: Ctx
  edition: Edition
  person: Person & { enrolled: boolean; passkeys: number }
  own: boolean
  scopes: Scope[]
  history: AuditEntry[]
  mistakes: MistakeInWords[]
  values: TypedGrant
}

/** One member of staff, as those see who manage accounts. */
export function PersonView(props: Props) {
  const { c, person } = props
  const { t } = c.var
  return (
    <>
      <Mistakes c={c} mistakes={props.mistakes} />
      <PageHead
        title={person.name}
        over={<a href={to(c, '/staff/accounts')}>{t('accounts.people.title')}</a>}
      />
      <DefinitionList
        items={[
          { term: t('accounts.email'), value: person.email },
          { term: t('accounts.state'), value: <PersonState c={c} person={person} /> },
          {
            term: t('accounts.passkeys.title'),
            value: t('accounts.passkeys.count', { count: person.passkeys }),
          },
        ]}
      />
      <Section id="roles" title={t('accounts.roles')} quiet>
        <Roles {...props} />
      </Section>
      <Section id="give" title={t('accounts.grant.title')} quiet>
        <GiveRole {...props} />
      </Section>
      {!props.own && (
        <Section id="access" title={t('accounts.access.title')} quiet>
          <Access {...props} />
        </Section>
      )}
      <Section id="history" title={t('audit.history')} quiet>
        <History c={c} entries={props.history} />
      </Section>
    </>
  )
}

function GiveRole(props: Props) {
  const { c, person } = props
  const { t } = c.var
  return (
    <form method="post" action={to(c, `/staff/accounts/${person.id}/grants`)} noValidate>
      <FormStart c={c} form="accounts.grant" />
      <GrantFields {...props} />
      <FormActions note={t('accounts.grant.note')}>
        <Button>{t('accounts.grant.submit')}</Button>
      </FormActions>
    </form>
  )
}

function Roles({ c, person, scopes }: Props) {
  const { t } = c.var
  if (scopes.length === 0) return <p class="soft">{t('accounts.roles.none')}</p>
  return (
    <Table
      caption={t('accounts.roles')}
      captionHidden
      columns={[
        { label: t('accounts.role') },
        { label: t('accounts.grant.limits') },
        { label: t('accounts.grant.end'), quiet: true },
      ]}
      rows={scopes.map(({ grant, role, limits }) => ({
        id: String(grant.id),
        cells: [
          role,
          limits,
          <ActButton
            c={c}
            action={`/staff/accounts/${person.id}/grants/${grant.id}/end`}
            form="accounts.grant-end"
            kind="danger"
            small
            label={t('accounts.grant.end')}
            about={role}
          />,
        ],
      }))}
    />
  )
}

function Access({ c, person }: Props) {
  const { t } = c.var
  const path = `/staff/accounts/${person.id}`
  if (person.disabled_at)
    return (
      <ActButton
        c={c}
        action={`${path}/enable`}
        form="accounts.enable"
        label={t('accounts.access.enable')}
      />
    )
  return (
    <div class="stack">
      <p>{t(person.enrolled ? 'accounts.access.again.text' : 'accounts.access.invited.text')}</p>
      <ActButton
        c={c}
        action={`${path}/invite`}
        form="accounts.invite-again"
        label={t('accounts.access.again')}
      />
      <p>{t('accounts.access.disable.text')}</p>
      <ActButton
        c={c}
        action={`${path}/disable`}
        form="accounts.disable"
        kind="danger"
        label={t('accounts.access.disable')}
        about={person.name}
      />
    </div>
  )
}
