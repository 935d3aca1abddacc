import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { ActButton, Mistakes, PasskeyForm } from './form-parts.tsx'

type Props = {
  c: Ctx
  mistakes: MistakeInWords[]
  email: string
  next: string
  demo: boolean
  signedOut: boolean
}

/** The way in for staff: the demo's button, a passkey, or password and code together. */
export function SignInView(props: Props) {
  const { c, next } = props
  const { t } = c.var
  return (
    <div class="form-page stack">
      <Mistakes c={c} mistakes={props.mistakes} />
      <PageHead title={t('accounts.sign-in.title')} lead={t('accounts.sign-in.lead')} />
      {props.signedOut && (
        <Notice kind="success" live word={t('site.flash.done')} title={t('accounts.signed-out')} />
      )}
      {props.demo && <DemoEntry c={c} next={next} />}
      <PasskeyForm
        c={c}
        kind="get"
        challenge="/staff/sign-in/challenge"
        action="/staff/sign-in/passkey"
        label={t('accounts.sign-in.passkey')}
        hidden={{ next }}
      />
      <ByPassword {...props} />
    </div>
  )
}

function ByPassword({ c, next, mistakes, email }: Props) {
  const { t } = c.var
  return (
    <Section id="by-password" title={t('accounts.sign-in.by-password')} quiet>
      <form method="post" action={to(c, '/staff/sign-in')} noValidate>
        <FormStart c={c} form="accounts.sign-in" />
        <input type="hidden" name="next" value={next} />
        <Field
          name="email"
          type="email"
          label={t('accounts.email')}
          autocomplete="username"
          width="medium"
          value={email}
          error={wordsAt(mistakes, 'email')}
        />
        <ProofFields c={c} mistakes={mistakes} />
        <FormActions note={t('accounts.sign-in.lost')}>
          <Button>{t('accounts.sign-in.submit')}</Button>
        </FormActions>
      </form>
    </Section>
  )
}

/** Password and second factor, asked together so that no answer tells which was wrong. */
export function ProofFields({ c, mistakes }: { c: Ctx; mistakes: MistakeInWords[] }) {
  const { t } = c.var
  return (
    <>
      <Field
        name="password"
        type="password"
        label={t('accounts.password')}
        autocomplete="current-password"
        width="medium"
        error={wordsAt(mistakes, 'password')}
      />
      <Field
        name="code"
        label={t('accounts.code')}
        hint={t('accounts.code.hint')}
        autocomplete="one-time-code"
        width="medium"
        error={wordsAt(mistakes, 'code')}
      />
    </>
  )
}

/** One click into the demo. */
export function DemoEntry({ c, next }: { c: Ctx; next: string }) {
  const { t } = c.var
  return (
    <Notice kind="info" word={t('accounts.demo.word')} title={t('accounts.demo.title')}>
      <div class="stack">
        <p>{t('accounts.demo.text')}</p>
        <ActButton
          c={c}
          action="/staff/demo-session"
          form="accounts.demo"
          kind="primary"
          label={t('accounts.demo.enter')}
          hidden={{ next }}
        />
      </div>
    </Notice>
  )
}
