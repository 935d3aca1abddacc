import type { ComponentChildren } from 'preact'
import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { FormActions } from '../../ui/form.tsx'
import type { Shown, Spec } from './spec.ts'
import { SpecField } from './spec-field.tsx'

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

/** A form over columns: its fields, then whatever else belongs to it, then its buttons. */
export function SpecForm(
  props: Shown & {
    specs: readonly Spec[]
    action: string
    form: string
    button: string
    back?: string
    danger?: boolean
    hidden?: Record<string, string>
    children?: ComponentChildren
  },
) {
  const { c, specs, back, hidden } = props
  return (
    <form method="post" action={to(c, props.action)} noValidate>
      <FormStart c={c} form={props.form} />
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {specs.map((spec) => (
        <SpecField key={spec.name} {...props} spec={spec} />
      ))}
      {props.children}
      <FormActions>
        <Button kind={props.danger ? 'danger' : 'primary'}>{props.button}</Button>
        {back && (
          <Button kind="link" href={to(c, back)}>
            {c.var.t('site.form.back')}
          </Button>
        )}
      </FormActions>
    </form>
  )
}

/** One button that acts. */
export function ActButton(props: {
  c: Ctx
  action: string
  form: string
  label: string
  about?: string
  kind?: 'secondary' | 'danger' | 'primary'
  hidden?: Record<string, string>
  small?: boolean
}) {
  const { c } = props
  return (
    <form method="post" action={to(c, props.action)}>
      <FormStart c={c} form={props.form} />
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button kind={props.kind ?? 'secondary'} small={props.small ?? false} about={props.about}>
        {props.label}
      </Button>
    </form>
  )
}
