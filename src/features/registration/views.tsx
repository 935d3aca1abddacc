import type { ComponentChildren } from 'preact'
import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { FormActions, Steps } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { StepFields, type StepViewProps } from './step-fields.tsx'
import { type Step, stepPath, steps } from './steps.ts'

/** The first page: what is needed, and whose activity it is. */
export function StartView(props: { c: Ctx; unfinished: boolean; kind: string | undefined }) {
  const { c, unfinished, kind } = props
  const { t } = c.var
  const chosen = kind === undefined ? '' : `&kind=${kind}`
  const way = (as: 'organisation' | 'individual') => (
    <li>
      <a class="way-link" href={to(c, `/activities/new/who?as=${as}${chosen}`)}>
        {t(`registration.start.${as}`)}
      </a>
      <p>{t(`registration.start.${as}.hint`)}</p>
    </li>
  )
  return (
    <div class="form-page">
      <PageHead title={t('registration.title')} lead={t('registration.lead')} />
      {unfinished && (
        <p class="notice-line">
          {t('registration.start.continue')}{' '}
          <a href={to(c, stepPath('check'))}>{t('registration.start.continue.link')}</a>
        </p>
      )}
      <h2>{t('registration.start.needs')}</h2>
      <ul>
        <li>{t('registration.start.need.text')}</li>
        <li>{t('registration.start.need.mail')}</li>
        <li>{t('registration.start.need.image')}</li>
      </ul>
      <h2>{t('registration.start.who')}</h2>
      <ul class="stack">
        {way('organisation')}
        {way('individual')}
      </ul>
    </div>
  )
}

/** One step of the form: its questions and nothing else. */
export function StepView(props: StepViewProps & { kind: string | undefined }) {
  const { c, step } = props
  const { t } = c.var
  return (
    <FormFrame c={c} step={step} mistakes={props.mistakes}>
      <PageHead title={t(`registration.step.${step}.title`)} lead={props.lead} />
      <p class="form-note">{t('site.form.required-note')}</p>
      <form
        method="post"
        action={to(c, stepPath(step, props.kind))}
        enctype="multipart/form-data"
        noValidate
      >
        <FormStart c={c} form={`registration.${step}`} />
        <StepFields {...props} />
        <FormActions>
          <Button>{t('registration.save')}</Button>
        </FormActions>
      </form>
    </FormFrame>
  )
}

/** Steps above, mistakes on top, then the page's own part. */
export function FormFrame(props: {
  c: Ctx
  step: Step
  mistakes: MistakeInWords[]
  children: ComponentChildren
}) {
  const { c, step } = props
  const { t } = c.var
  const at = steps.indexOf(step)
  return (
    <div class="form-page">
      <Steps
        label={t('registration.steps.label')}
        summary={`${at + 1} / ${steps.length} ${t(`registration.step.${step}`)}`}
        doneWord={t('registration.steps.done')}
        steps={steps.map((one, index) => ({
          label: t(`registration.step.${one}`),
          state: index < at ? 'done' : index === at ? 'current' : 'next',
          href: index < at ? to(c, stepPath(one)) : undefined,
        }))}
      />
      {props.mistakes.length > 0 && (
        <ErrorSummary
          title={t('site.error.summary')}
          errors={props.mistakes.map(({ field, text }) => ({
            name: field || 'main',
            message: text,
          }))}
        />
      )}
      {props.children}
    </div>
  )
}

/** A page with one message and at most one way on. */
export function MessageView(props: { title: string; text: string; children?: ComponentChildren }) {
  return (
    <div class="form-page">
      <PageHead title={props.title} lead={props.text} />
      {props.children}
    </div>
  )
}
