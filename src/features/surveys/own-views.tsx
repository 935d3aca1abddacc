import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/section.tsx'
import type { Own } from '../applications/own.ts'
import { QuestionFields, type Typed } from '../applications/question-field.tsx'
import { foreign } from '../applications/wording.ts'
import { questionsOf } from '../events/questions.ts'
import type { Survey } from './survey.ts'

type Props = {
  c: Ctx
  own: Own
  survey: Survey
  state: 'open' | 'closed' | 'answered'
  typed: Typed
  mistakes: MistakeInWords[]
}

/** The questions with what becomes of the answers said first, or thanks, or that it is over. */
export function AnswerView(props: Props) {
  const { c, own, state, mistakes } = props
  const { t, lang } = c.var
  const title = pick(own.event.title, lang)
  return (
    <div class="form-page">
      {mistakes.length > 0 && (
        <ErrorSummary
          title={t('site.error.summary')}
          errors={mistakes.map(({ field, text }) => ({ name: field || 'main', message: text }))}
        />
      )}
      <PageHead
        title={t('surveys.title')}
        over={<span lang={foreign(title, lang)}>{title.text}</span>}
        lead={state === 'open' ? t('surveys.lead') : undefined}
      />
      {state === 'open' ? <Form {...props} /> : <Over {...props} />}
    </div>
  )
}

function Over({ c, own, state }: Props) {
  const { t } = c.var
  return (
    <>
      <Notice
        kind={state === 'answered' ? 'success' : 'info'}
        word={t(`surveys.${state === 'answered' ? 'answered' : 'closed'}`)}
      >
        <p>{t(state === 'answered' ? 'surveys.answered.text' : 'surveys.closed.text')}</p>
      </Notice>
      <p>
        <a href={to(c, own.path)}>{t('surveys.back')}</a>
      </p>
    </>
  )
}

function Form({ c, own, survey, typed, mistakes }: Props) {
  const { t, lang } = c.var
  const promise = survey.anonymous ? 'anonymous' : 'linked'
  return (
    <form method="post" action={to(c, `${own.path}/survey`)} noValidate>
      <FormStart c={c} form="surveys.answer" />
      <Notice kind="info" word={t(`surveys.promise.${promise}`)}>
        <p>{t(`surveys.promise.${promise}.text`)}</p>
      </Notice>
      <QuestionFields c={c} questions={questionsOf(survey)} typed={typed} mistakes={mistakes} />
      <FormActions
        note={
          survey.closes_at
            ? t('surveys.until', { until: formatInstant(survey.closes_at, lang) })
            : undefined
        }
      >
        <Button>{t('surveys.send')}</Button>
      </FormActions>
    </form>
  )
}
