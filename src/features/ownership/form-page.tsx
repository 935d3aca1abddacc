import type { ComponentChildren } from 'preact'
import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field, type FieldProps } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'

/** What a page with one form says. */
export type FormPage = {
  title: string
  lead?: string | undefined
  /** The name that its stamp is made for. */
  form: string
  button: string
  mistakes: MistakeInWords[]
  fields: ComponentChildren
  /** Below the button: what will be done with the answers. */
  note?: string | undefined
  /** A page of the owner leads back to the registration. */
  back?: boolean
}

/** A page with one form that is sent to the page's own address. */
export function formPage(c: Ctx, about: FormPage): Response {
  const { t } = c.var
  const trail = about.back ? [{ href: '/mine/activity', label: t('ownership.title') }] : undefined
  return page(
    c,
    { title: about.title, mistaken: about.mistakes.length > 0, trail },
    <div class="form-page">
      <Mistakes c={c} mistakes={about.mistakes} />
      <PageHead title={about.title} lead={about.lead} />
      <form method="post" action={to(c, c.req.path)} noValidate>
        <FormStart c={c} form={about.form} />
        {about.fields}
        <FormActions note={about.note}>
          <Button>{about.button}</Button>
        </FormActions>
      </form>
    </div>,
  )
}

/** One question of such a form, with its value as typed and its mistake. */
export function Ask(
  props: Omit<FieldProps, 'error' | 'errorWord' | 'optional'> & {
    c: Ctx
    mistakes: MistakeInWords[]
    mayBeEmpty?: boolean
  },
) {
  const { c, mistakes, mayBeEmpty, ...field } = props
  const { t } = c.var
  return (
    <Field
      {...field}
      error={wordsAt(mistakes, field.name)}
      errorWord={t('site.error.prefix')}
      optional={mayBeEmpty ? t('site.form.optional') : undefined}
    />
  )
}

/** The summary of what is wrong, if anything is. */
export function Mistakes({ c, mistakes }: { c: Ctx; mistakes: MistakeInWords[] }) {
  if (mistakes.length === 0) return null
  return (
    <ErrorSummary
      title={c.var.t('site.error.summary')}
      errors={mistakes.map(({ field, text }) => ({ name: field || 'main', message: text }))}
    />
  )
}

/** The page of a link: what the button will do. Opening a link spends nothing (mail scanners do). */
export function pressPage(
  c: Ctx,
  about: { title: string; text: string; button: string; danger?: boolean },
): Response {
  return secret(
    page(
      c,
      { title: about.title },
      <div class="form-page">
        <PageHead title={about.title} lead={about.text} />
        <form method="post" action={to(c, c.req.path)}>
          <FormStart c={c} form="ownership.press" />
          <Button kind={about.danger ? 'danger' : 'primary'}>{about.button}</Button>
        </form>
      </div>,
    ),
  )
}

/** One message and one way on. */
export function messagePage(
  c: Ctx,
  about: { title: string; text: string; more?: ComponentChildren; status?: 200 | 404 },
): Response {
  return secret(
    page(
      c,
      { title: about.title, status: about.status ?? 200 },
      <div class="form-page">
        <PageHead title={about.title} lead={about.text} />
        {about.more ?? (
          <Button kind="secondary" href={to(c, '/mine')}>
            {c.var.t('ownership.title')}
          </Button>
        )}
      </div>,
    ),
  )
}

/** What a link says that is unknown, used or too old: one and the same page. */
export function deadLink(c: Ctx): Response {
  const { t } = c.var
  return messagePage(c, {
    title: t('ownership.link.dead.title'),
    text: t('ownership.link.dead.text'),
    status: 404,
  })
}

/** The address of such a page is a secret: it is not told to the next site. */
function secret(response: Response): Response {
  response.headers.set('referrer-policy', 'no-referrer')
  return response
}
