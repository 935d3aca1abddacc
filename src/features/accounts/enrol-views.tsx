import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { longestPassword, shortestPassword } from './account.ts'
import type { Setup } from './authenticator.ts'
import { Mistakes } from './form-parts.tsx'

type Props = {
  c: Ctx
  title: string
  mistakes: MistakeInWords[]
  name: string
  email: string
  /** The address an invitation went to; undefined for the first administrator. */
  invitedAs: string | undefined
  kept: string
  hasPassword: boolean
  setup: Setup
}

/** Name, password and authenticator app on one page. */
export function EnrolView(props: Props) {
  const { c, mistakes } = props
  const { t } = c.var
  return (
    <div class="form-page">
      <Mistakes c={c} mistakes={mistakes} />
      <PageHead title={props.title} lead={t('accounts.enrol.lead')} />
      <form method="post" action={to(c, c.req.path)} noValidate>
        <FormStart c={c} form="accounts.enrol" />
        <input type="hidden" name="kept" value={props.kept} />
        <Section id="you" title={t('accounts.enrol.you')} quiet>
          <Who {...props} />
        </Section>
        <Section id="own-password" title={t('accounts.password')} quiet>
          <NewPasswordField c={c} mistakes={mistakes} kept={props.hasPassword} />
        </Section>
        <Section id="authenticator" title={t('accounts.authenticator')} quiet>
          <AuthenticatorSetup c={c} setup={props.setup} mistakes={mistakes} />
        </Section>
        <FormActions note={t('accounts.enrol.next')}>
          <Button>{t('accounts.enrol.submit')}</Button>
        </FormActions>
      </form>
    </div>
  )
}

function Who({ c, invitedAs, email, name, mistakes }: Props) {
  const { t } = c.var
  return (
    <>
      {invitedAs && <DefinitionList items={[{ term: t('accounts.email'), value: invitedAs }]} />}
      <Field
        name="name"
        label={t('accounts.name')}
        hint={t('accounts.name.hint')}
        autocomplete="name"
        width="medium"
        value={name}
        error={wordsAt(mistakes, 'name')}
      />
      {!invitedAs && (
        <Field
          name="email"
          type="email"
          label={t('accounts.email')}
          autocomplete="username"
          width="medium"
          value={email}
          error={wordsAt(mistakes, 'email')}
        />
      )}
    </>
  )
}

/** A password to be chosen; one that was good already need not be typed again. */
export function NewPasswordField(props: { c: Ctx; mistakes: MistakeInWords[]; kept?: boolean }) {
  const { t } = props.c.var
  const lengths = { min: shortestPassword, max: longestPassword }
  return (
    <Field
      name="password"
      type="password"
      label={t('accounts.new-password')}
      hint={props.kept ? t('accounts.new-password.kept') : t('accounts.new-password.hint', lengths)}
      autocomplete="new-password"
      width="medium"
      error={wordsAt(props.mistakes, 'password')}
    />
  )
}

/** The QR code, the same secret as text, and the field for the first code. */
export function AuthenticatorSetup(props: { c: Ctx; setup: Setup; mistakes: MistakeInWords[] }) {
  const { c, setup } = props
  const { t } = c.var
  return (
    <div class="stack">
      <p>{t('accounts.authenticator.how')}</p>
      <svg
        role="img"
        aria-label={t('accounts.authenticator.qr')}
        viewBox={`0 0 ${setup.size} ${setup.size}`}
        width="220"
        height="220"
        shape-rendering="crispEdges"
      >
        <path d={`M0 0h${setup.size}v${setup.size}H0z`} fill="#ffffff" />
        <path d={setup.path} fill="#000000" />
      </svg>
      <DefinitionList
        items={[
          { term: t('accounts.authenticator.secret'), value: <code>{setup.text}</code> },
          {
            term: t('accounts.authenticator.same-device'),
            value: <a href={setup.uri}>{t('accounts.authenticator.open')}</a>,
          },
        ]}
      />
      <Field
        name="code"
        label={t('accounts.authenticator.code')}
        hint={t('accounts.authenticator.code.hint')}
        inputmode="numeric"
        autocomplete="one-time-code"
        width="short"
        error={wordsAt(props.mistakes, 'code')}
      />
    </div>
  )
}
