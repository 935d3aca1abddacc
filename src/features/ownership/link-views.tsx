import type { VNode } from 'preact'
import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'

type Props = { c: Ctx; mistakes: MistakeInWords[]; values: { number: string; email: string } }

/** Number and address; nothing says whether they are known. */
export function AskView({ c, mistakes, values }: Props) {
  const { t } = c.var
  return (
    <div class="form-page">
      <Mistakes c={c} mistakes={mistakes} />
      <PageHead title={t('ownership.title')} lead={t('ownership.lead')} />
      <form method="post" action={to(c, '/mine')} noValidate>
        <FormStart c={c} form="ownership.ask" />
        <Field
          name="number"
          label={t('ownership.number')}
          hint={t('ownership.number.hint')}
          optional={t('site.form.optional')}
          width="medium"
          value={values.number}
          error={wordsAt(mistakes, 'number')}
        />
        <Field
          name="email"
          label={t('ownership.email')}
          inputmode="email"
          autocomplete="email"
          value={values.email}
          error={wordsAt(mistakes, 'email')}
        />
        <FormActions>
          <Button>{t('ownership.ask')}</Button>
        </FormActions>
      </form>
    </div>
  )
}

/** After asking: look into your mail, or type its digits here. */
export function AskedView({ c, mistakes, values }: Props) {
  const { t } = c.var
  return (
    <div class="form-page">
      <Mistakes c={c} mistakes={mistakes} />
      <PageHead title={t('ownership.asked.title')} lead={t('ownership.asked.text')} />
      <Section id="code-part" title={t('ownership.asked.code')} quiet>
        <form method="post" action={to(c, '/mine/code')} noValidate>
          <FormStart c={c} form="ownership.code" />
          <input type="hidden" name="number" value={values.number} />
          <input type="hidden" name="email" value={values.email} />
          <Field
            name="code"
            label={t('ownership.asked.code.label')}
            inputmode="numeric"
            autocomplete="one-time-code"
            width="short"
            error={wordsAt(mistakes, 'code')}
          />
          <FormActions>
            <Button kind="secondary">{t('ownership.asked.code.send')}</Button>
          </FormActions>
        </form>
      </Section>
      {c.var.config.demo && (
        <p>
          {t('registration.sent.demo')}{' '}
          <a href={to(c, '/demo/mails')}>{t('registration.sent.demo.link')}</a>
        </p>
      )}
    </div>
  )
}

/** The page of a link: a button, because opening a link must spend nothing. */
export function LinkView({ c, start }: { c: Ctx; start: VNode }) {
  const { t } = c.var
  return (
    <div class="form-page">
      <PageHead title={t('ownership.link.title')} lead={t('ownership.link.text')} />
      <form method="post" action={to(c, c.req.path)}>
        {start}
        <Button>{t('ownership.link.button')}</Button>
      </form>
    </div>
  )
}

/** One message and the way to ask again. */
export function MessagePage({ c, title, text }: { c: Ctx; title: string; text: string }) {
  return (
    <div class="form-page">
      <PageHead title={title} lead={text} />
      <Button kind="secondary" href={to(c, '/mine')}>
        {c.var.t('ownership.title')}
      </Button>
    </div>
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
