import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Ask, Mistakes } from './form-page.tsx'

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
        <Ask
          c={c}
          mistakes={mistakes}
          mayBeEmpty
          name="number"
          label={t('ownership.number')}
          hint={t('ownership.number.hint')}
          width="medium"
          value={values.number}
        />
        <Ask
          c={c}
          mistakes={mistakes}
          name="email"
          label={t('ownership.email')}
          inputmode="email"
          autocomplete="email"
          value={values.email}
        />
        <FormActions>
          <Button>{t('ownership.ask')}</Button>
        </FormActions>
      </form>
      <p>
        <a href={to(c, '/hand-over')}>{t('ownership.take-over.link')}</a>
      </p>
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
      <DemoMails c={c} />
    </div>
  )
}

/** In the demo, mails are read on the site. */
export function DemoMails({ c }: { c: Ctx }) {
  const { t } = c.var
  if (!c.var.config.demo) return null
  return (
    <p>
      {t('registration.sent.demo')}{' '}
      <a href={to(c, '/demo/mails')}>{t('registration.sent.demo.link')}</a>
    </p>
  )
}
