import type { ComponentChildren } from 'preact'
import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Icon } from '../../ui/icon.tsx'

/** What is wrong with the form below, if anything. */
export function Mistakes({ c, mistakes }: { c: Ctx; mistakes: MistakeInWords[] }) {
  if (mistakes.length === 0) return null
  return (
    <ErrorSummary
      title={c.var.t('site.error.summary')}
      errors={mistakes.map(({ field, text }) => ({ name: field || 'main', message: text }))}
    />
  )
}

/** One button that acts, with what it acts on in hidden fields. */
export function ActButton(props: {
  c: Ctx
  action: string
  form: string
  label: string
  about?: string | undefined
  kind?: 'secondary' | 'danger' | 'primary'
  small?: boolean
  hidden?: Record<string, string>
  children?: ComponentChildren
}) {
  const { c } = props
  return (
    <form method="post" action={to(c, props.action)}>
      <FormStart c={c} form={props.form} />
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.children}
      <Button kind={props.kind ?? 'secondary'} small={props.small} about={props.about}>
        {props.label}
      </Button>
    </form>
  )
}

/**
 * A form that src/browser/passkey.ts shows where passkeys are known: it asks `challenge` for what to
 * sign, lets the browser ask its owner, and sends the answer.
 */
export function PasskeyForm(props: {
  c: Ctx
  kind: 'get' | 'create'
  challenge: string
  action: string
  label: string
  hidden?: Record<string, string>
  children?: ComponentChildren
}) {
  const { c } = props
  return (
    <form
      method="post"
      action={to(c, props.action)}
      id="passkey"
      data-passkey={props.kind}
      data-challenge={to(c, props.challenge)}
      class="stack"
      hidden
    >
      <FormStart c={c} form="accounts.passkey" />
      <input type="hidden" name="response" value="" />
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.children}
      <p class="field-error" role="alert" data-passkey-failed hidden>
        <Icon name="error" />
        <span>{c.var.t('accounts.passkey.failed')}</span>
      </p>
      <Button kind={props.kind === 'get' ? 'primary' : 'secondary'}>{props.label}</Button>
    </form>
  )
}
