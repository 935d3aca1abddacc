import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { typed } from '../../http/parse.ts'
import type { Submitted } from '../../http/submitted.ts'
import { languageNames, languages } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field, type FieldProps } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { form, ways } from './enter-routes.tsx'
import { listPath } from './list-filter.ts'
import type { OneEvent } from './one-event.ts'
import { poolName } from './words.tsx'

type Props = {
  c: Ctx
  one: OneEvent
  submitted?: Submitted | undefined
  mistakes: MistakeInWords[]
}

/** One person, typed in by an officer; the next form is ready as soon as one is done. */
export function EnterView(props: Props) {
  const { c, one, mistakes } = props
  const { t } = c.var
  const value = (name: string) => (props.submitted ? typed(props.submitted, name) : '')
  return (
    <div class="form-page">
      {mistakes.length > 0 && (
        <ErrorSummary
          title={t('site.error.summary')}
          errors={mistakes.map(({ field, text }) => ({ name: field || 'main', message: text }))}
        />
      )}
      <p>
        <a href={to(c, listPath(one.event.slug, {}))}>{t('applicants.back')}</a>
      </p>
      <PageHead title={t('applicants.enter.title')} lead={t('applicants.enter.lead')} />
      <form method="post" action={to(c, c.req.path)} noValidate>
        <FormStart c={c} form={form} />
        <Where {...props} value={value} />
        <Person {...props} value={value} />
        <FormActions note={t('site.form.required-note')}>
          <Button>{t('applicants.enter.button')}</Button>
        </FormActions>
      </form>
    </div>
  )
}

function Person({ c, mistakes, value }: Props & { value: (name: string) => string }) {
  const { t } = c.var
  const question = (name: string) => ({
    name,
    label: t(`applicants.enter.${name}` as 'applicants.enter.name'),
    value: value(name),
    error: wordsAt(mistakes, name),
    errorWord: t('site.error.prefix'),
  })
  const optional = t('site.form.optional')
  return (
    <>
      <Field {...question('name')} width="medium" autocomplete="off" />
      <Field {...question('reading')} width="medium" optional={optional} autocomplete="off" />
      <Field {...question('organisation')} optional={optional} autocomplete="off" />
      <Field
        {...(question('email') as FieldProps)}
        type="email"
        width="medium"
        autocomplete="off"
      />
      <Select
        {...question('language')}
        value={value('language') || 'ja'}
        options={languages.map((lang) => ({ value: lang, label: languageNames[lang] }))}
      />
    </>
  )
}

function Where({ c, one, mistakes, value }: Props & { value: (name: string) => string }) {
  const { t } = c.var
  const chosen = value('pool') || String(one.pools[0]?.id ?? '')
  return (
    <>
      <Choice
        name="pool"
        type="radio"
        label={t('applicants.pool')}
        error={wordsAt(mistakes, 'pool')}
        errorWord={t('site.error.prefix')}
        options={one.pools.map((pool) => ({
          value: String(pool.id),
          label: poolName(c, pool),
          hint: t('applicants.enter.left', {
            left: Math.max(0, pool.accepted_limit - pool.taken),
            waiting: pool.waiting,
          }),
          checked: String(pool.id) === chosen,
        }))}
      />
      <Choice
        name="way"
        type="radio"
        label={t('applicants.enter.way')}
        error={wordsAt(mistakes, 'way')}
        errorWord={t('site.error.prefix')}
        options={ways.map((way) => ({
          value: way,
          label: t(`applicants.source.${way}`),
          hint: t(`applicants.enter.way.${way}`),
          checked: way === (value('way') || 'hand'),
        }))}
      />
    </>
  )
}
