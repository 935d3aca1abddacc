import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { languageNames, languages } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import type { StoredPicture } from '../activities/pictures.ts'
import type { Edition } from '../editions/edition.ts'
import { type FormItem, type FormStep, inputName } from '../editions/form-definition.ts'
import { ItemField, type TypedValues } from '../registration/item-field.tsx'
import { PictureField } from '../registration/picture-field.tsx'

export type EnterProps = {
  c: Ctx
  edition: Edition
  steps: { step: FormStep; items: FormItem[] }[]
  individual: boolean
  mayPublish: boolean
  values: TypedValues
  mistakes: MistakeInWords[]
  /** Stored from an earlier try, because browsers forget a chosen file. */
  picture: StoredPicture | undefined
}

/** The whole form on one page, for somebody who has the paper beside the keyboard. */
export function EnterView(props: EnterProps) {
  const { c, individual, mistakes } = props
  const { t } = c.var
  return (
    <div class="form-page">
      {mistakes.length > 0 && (
        <ErrorSummary
          title={t('site.error.summary')}
          errors={mistakes.map(({ field, text }) => ({ name: field || 'main', message: text }))}
        />
      )}
      <PageHead title={t('intake.enter.title')} lead={t('intake.enter.lead')} />
      <OtherForm c={c} individual={individual} />
      <p class="form-note">{t('site.form.required-note')}</p>
      <form method="post" action={to(c, '/staff/enter')} enctype="multipart/form-data" noValidate>
        <FormStart c={c} form="intake.enter" />
        {individual && <input type="hidden" name="participantKind" value="individual" />}
        <Origin {...props} />
        {props.steps.map(({ step, items }) => (
          <Section
            key={step}
            id={`step-${step}`}
            title={t(`registration.step.${step}.title`)}
            quiet
          >
            {items.map((item) => (
              <Item key={inputName(item)} {...props} item={item} />
            ))}
          </Section>
        ))}
        <Acceptance {...props} />
        <FormActions>
          <Button>{t('intake.enter.button')}</Button>
        </FormActions>
      </form>
    </div>
  )
}

function OtherForm({ c, individual }: { c: Ctx; individual: boolean }) {
  return (
    <p>
      <a href={to(c, individual ? '/staff/enter' : '/staff/enter?as=individual')}>
        {c.var.t(individual ? 'intake.enter.organisation' : 'intake.enter.individual')}
      </a>
    </p>
  )
}

function Item(props: EnterProps & { item: FormItem }) {
  const { c, item, values, mistakes } = props
  if ('field' in item && item.field === 'image')
    return <PictureField c={c} picture={props.picture} values={values} mistakes={mistakes} />
  return <ItemField {...props} item={item} />
}

function Origin({ c, values, mistakes }: EnterProps) {
  const { t } = c.var
  return (
    <>
      <Field
        name="origin"
        label={t('intake.enter.origin')}
        hint={t('intake.enter.origin.hint')}
        value={values['origin']?.[0]}
        error={wordsAt(mistakes, 'origin')}
        errorWord={t('site.error.prefix')}
      />
      <Select
        name="language"
        label={t('intake.enter.language')}
        hint={t('intake.enter.language.hint')}
        value={values['language']?.[0]}
        error={wordsAt(mistakes, 'language')}
        errorWord={t('site.error.prefix')}
        options={languages.map((lang) => ({ value: lang, label: languageNames[lang] }))}
      />
    </>
  )
}

function Acceptance({ c, values, mistakes, mayPublish }: EnterProps) {
  const { t } = c.var
  const box = (name: 'terms' | 'publish') => (
    <Choice
      name={name}
      type="checkbox"
      label={t(`intake.enter.${name}`)}
      hint={t(`intake.enter.${name}.hint`)}
      error={wordsAt(mistakes, name)}
      errorWord={t('site.error.prefix')}
      options={[
        {
          value: 'yes',
          label: t(`intake.enter.${name}.box`),
          checked: values[name]?.[0] === 'yes',
        },
      ]}
    />
  )
  return (
    <Section id="accept" title={t('intake.enter.accept')} quiet>
      {box('terms')}
      {mayPublish && box('publish')}
    </Section>
  )
}
