import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { describeAgent } from './agent.ts'
import { ActButton } from './form-parts.tsx'
import { PasskeySection } from './passkey-views.tsx'
import type { Passkey } from './passkeys.ts'
import type { Person } from './queries.ts'
import type { Scope } from './scopes.ts'
import type { SessionLine } from './staff-sessions.ts'

type Props = {
  c: Ctx
  person: Person
  scopes: Scope[]
  passkeys: Passkey[]
  sessions: SessionLine[]
}

/** Everything a person can see and change about their own account. */
export function AccountView(props: Props) {
  const { c, person } = props
  const { t } = c.var
  return (
    <>
      <PageHead title={t('accounts.account.title')}>
        <ActButton
          c={c}
          action="/staff/sign-out"
          form="accounts.sign-out"
          label={t('site.staff.sign-out')}
        />
      </PageHead>
      <DefinitionList
        items={[
          { term: t('accounts.name'), value: person.name },
          { term: t('accounts.email'), value: person.email },
          {
            term: t('accounts.roles'),
            value: props.scopes.map(({ role, limits }) => `${role}: ${limits}`).join('\n'),
          },
        ]}
      />
      <Section id="factors" title={t('accounts.factors.title')} quiet>
        <Factors c={c} person={person} />
      </Section>
      <PasskeySection c={c} passkeys={props.passkeys} />
      <Section id="sessions" title={t('accounts.sessions.title')} quiet>
        <Sessions c={c} sessions={props.sessions} />
      </Section>
      <Section id="view-as" title={t('accounts.view-as.title')} quiet>
        <p>
          <a href={to(c, '/staff/view-as')}>{t('accounts.view-as.link')}</a>
        </p>
      </Section>
    </>
  )
}

function Factors({ c, person }: { c: Ctx; person: Person }) {
  const { t } = c.var
  const change = (path: string, about: string) => ({
    href: to(c, path),
    label: t('accounts.change'),
    about,
  })
  const state = (set: boolean) => t(set ? 'accounts.factor.set' : 'accounts.factor.none')
  return (
    <DefinitionList
      items={[
        {
          term: t('accounts.password'),
          value: state(person.password_hash !== null),
          change: change('/staff/account/password', t('accounts.password')),
        },
        {
          term: t('accounts.authenticator'),
          value: state(person.totp_secret !== null),
          change: change('/staff/account/authenticator', t('accounts.authenticator')),
        },
        {
          term: t('accounts.codes'),
          value: t('accounts.codes.left', { count: person.recovery_hashes.length }),
          change: change('/staff/account/codes', t('accounts.codes')),
        },
      ]}
    />
  )
}

function Sessions({ c, sessions }: { c: Ctx; sessions: SessionLine[] }) {
  const { t, lang } = c.var
  return (
    <Table
      caption={t('accounts.sessions.title')}
      captionHidden
      columns={[
        { label: t('accounts.sessions.where') },
        { label: t('accounts.sessions.since'), narrow: true },
        { label: t('accounts.sessions.seen'), narrow: true },
        { label: t('accounts.sessions.end'), quiet: true },
      ]}
      rows={sessions.map((session) => ({
        id: session.hash,
        cells: [
          agentInWords(c, session.agent),
          formatInstant(session.since, lang),
          formatInstant(session.seen, lang),
          session.own ? (
            <Tag>{t('accounts.sessions.own')}</Tag>
          ) : (
            <ActButton
              c={c}
              action="/staff/account/sessions/end"
              form="accounts.session-end"
              label={t('accounts.sessions.end')}
              about={agentInWords(c, session.agent)}
              hidden={{ session: session.hash }}
              small
            />
          ),
        ],
      }))}
    />
  )
}

function agentInWords(c: Ctx, agent: string): string {
  const { browser, system } = describeAgent(agent)
  const unknown = c.var.t('accounts.sessions.unknown')
  return [browser || unknown, system].filter(Boolean).join(' / ')
}

/** The recovery codes, once, with what they are for; or the way to new ones. */
export function CodesView({ c, codes }: { c: Ctx; codes: string[] | undefined }) {
  const { t } = c.var
  const act = codes
    ? { action: '/staff/account/codes/kept', label: t('accounts.codes.kept') }
    : { action: '/staff/account/codes', label: t('accounts.codes.renew') }
  return (
    <div class="form-page stack">
      <PageHead
        title={t('accounts.codes')}
        lead={t(codes ? 'accounts.codes.lead' : 'accounts.codes.renew.lead')}
      />
      {codes && (
        <ol class="figures">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      )}
      <ActButton c={c} form="accounts.codes" kind="primary" {...act} />
      {!codes && (
        <Button kind="link" href={to(c, '/staff/account')}>
          {t('accounts.back')}
        </Button>
      )}
    </div>
  )
}
