import type { ComponentChildren } from 'preact'
import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import type { Question } from '../events/questions.ts'
import type { Offering } from './choosing.ts'
import type { Own } from './own.ts'
import { QuestionFields, type Typed } from './question-field.tsx'
import { poolNameOf, whenOf } from './wording.ts'

type Changing = { c: Ctx; own: Own; mistakes: MistakeInWords[] }

function Frame(props: Changing & { title: string; lead?: string; children: ComponentChildren }) {
  const { c, mistakes } = props
  return (
    <div class="form-page">
      {mistakes.length > 0 && (
        <ErrorSummary
          title={c.var.t('site.error.summary')}
          errors={mistakes.map(({ field, text }) => ({ name: field, message: text }))}
        />
      )}
      <PageHead title={props.title} lead={props.lead} />
      {props.children}
    </div>
  )
}

function Back({ c, own }: { c: Ctx; own: Own }) {
  return (
    <Button kind="secondary" href={to(c, own.path)}>
      {c.var.t('applications.my.back')}
    </Button>
  )
}

/** Name and answers, as they were typed. */
export function AnswersView(props: Changing & { questions: Question[]; typed: Typed }) {
  const { c, own, mistakes, typed } = props
  const { t } = c.var
  return (
    <Frame {...props} title={t('applications.answers.title')}>
      <form method="post" action={to(c, `${own.path}/answers`)} noValidate>
        <FormStart c={c} form="applications.answers" />
        {(['name', 'reading', 'organisation'] as const).map((name) => (
          <Field
            key={name}
            name={name}
            label={t(`applications.field.${name}`)}
            value={typed[name]?.[0]}
            error={wordsAt(mistakes, name)}
            errorWord={t('site.error.prefix')}
            optional={name === 'name' ? undefined : t('site.form.optional')}
          />
        ))}
        <QuestionFields {...props} />
        <FormActions>
          <Button>{t('applications.answers.save')}</Button> <Back c={c} own={own} />
        </FormActions>
      </form>
    </Frame>
  )
}

/** Another date: the old place is given up only when the new one is there. */
export function DateView(props: Changing & { places: Offering[] }) {
  const { c, own, places } = props
  const { t } = c.var
  const title = t('applications.date.title')
  if (places.length === 0)
    return (
      <Frame {...props} title={title} lead={t('applications.date.none')}>
        <p>
          <Back c={c} own={own} />
        </p>
      </Frame>
    )
  return (
    <Frame {...props} title={title} lead={t('applications.date.lead')}>
      <form method="post" action={to(c, `${own.path}/date`)} noValidate>
        <FormStart c={c} form="applications.date" />
        <Places {...props} />
        <Choice
          name="waiting"
          type="checkbox"
          label={t('applications.date.waiting')}
          optional={t('site.form.optional')}
          options={[{ value: 'yes', label: t('applications.date.waiting.box') }]}
        />
        <FormActions>
          <Button>{t('applications.date.send')}</Button> <Back c={c} own={own} />
        </FormActions>
      </form>
    </Frame>
  )
}

function Places({ c, mistakes, places }: Changing & { places: Offering[] }) {
  const { t, lang } = c.var
  const seats = ({ chance, left, waiting }: Offering) =>
    t(`applications.seats.${chance}`, { left, waiting })
  return (
    <Choice
      name="to"
      type="radio"
      label={t('applications.field.to')}
      error={wordsAt(mistakes, 'to')}
      errorWord={t('site.error.prefix')}
      options={places.map((one) => ({
        value: String(one.pool.id),
        label: `${pick(one.event.title, lang).text} ${whenOf(one.event, lang, t)}`,
        hint: `${poolNameOf(one.pool, lang, t).text} · ${seats(one)}`,
      }))}
    />
  )
}

/** Before cancelling: what will happen, and that the place goes to the next in line. */
export function CancelView({ c, own }: { c: Ctx; own: Own }) {
  const { t, lang } = c.var
  const { event } = own
  return (
    <div class="form-page">
      <PageHead
        title={t('applications.cancel.title')}
        lead={`${pick(event.title, lang).text} ${whenOf(event, lang, t)}`}
      />
      <Confirm
        danger
        title={t('applications.cancel.effects')}
        effectsLabel={t('applications.cancel.effects.label')}
        effects={[t('applications.cancel.effect.next'), t('applications.cancel.effect.again')]}
      >
        <form method="post" action={to(c, `${own.path}/cancellation`)}>
          <FormStart c={c} form="applications.cancellation" />
          <FormActions>
            <Button kind="danger">{t('applications.cancel.button')}</Button>{' '}
            <Back c={c} own={own} />
          </FormActions>
        </form>
      </Confirm>
    </div>
  )
}
