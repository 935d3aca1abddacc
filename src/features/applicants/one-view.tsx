import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { can } from '../../http/roles.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import { languageNames, pick } from '../../lib/languages.ts'
import { formatNumber } from '../../lib/numbers.ts'
import { Button, type ButtonKind } from '../../ui/button.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { Field } from '../../ui/field.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { isActive, mayTake } from '../applications/application.ts'
import { questionsOf } from '../events/questions.ts'
import { officerOf } from '../intake/officer.ts'
import { listPath } from './list-filter.ts'
import type { OneEvent } from './one-event.ts'
import type { Act } from './one-routes.tsx'
import type { Applicant, stepsOf } from './queries.ts'
import { ApplicationStatus, numberOf, stepInWords } from './words.tsx'

export type OneProps = {
  c: Ctx
  one: OneEvent
  applicant: Applicant
  steps: Awaited<ReturnType<typeof stepsOf>>
  /** How many wait before this one. */
  before: number
  mistake: 'reason' | undefined
}

/** One applicant on one page: facts, what can be done, history. */
export function OneView(props: OneProps) {
  const { c, one, applicant } = props
  const { t } = c.var
  return (
    <div class="stack">
      <p>
        <a href={to(c, listPath(one.event.slug, {}))}>{t('applicants.back')}</a>
      </p>
      <PageHead
        title={applicant.name}
        titleLang="ja"
        over={
          <>
            <span class="figures">{numberOf(c, one.event, applicant)}</span>{' '}
            <ApplicationStatus c={c} state={applicant.state} />
          </>
        }
        lead={
          applicant.state === 'waiting'
            ? t('applicants.before', { count: props.before })
            : undefined
        }
      />
      {can(officerOf(c), 'applications.manage', one.edition.id) && <Acts {...props} />}
      <Facts {...props} />
      <History {...props} />
    </div>
  )
}

function Facts({ c, one, applicant }: OneProps) {
  const { t, lang } = c.var
  const answers = applicant.answers as Record<string, string | string[]>
  const minutes = Math.floor(applicant.attended_seconds / 60)
  const deadline = applicant.hold_until ?? applicant.offer_until
  const facts = [
    { term: t('applicants.column.reading'), value: applicant.reading, lang: 'ja' },
    { term: t('applicants.column.organisation'), value: applicant.organisation, lang: 'ja' },
    { term: t('applicants.column.email'), value: applicant.email },
    { term: t('applicants.column.language'), value: languageNames[applicant.language] },
    { term: t('applicants.column.source'), value: t(`applicants.source.${applicant.source}`) },
    { term: t('applicants.column.applied'), value: formatInstant(applicant.created_at, lang) },
    {
      term: t('applicants.column.proven'),
      value: applicant.proven_at
        ? formatInstant(applicant.proven_at, lang)
        : t('applicants.unproven'),
    },
    { term: t('applicants.deadline'), value: deadline ? formatInstant(deadline, lang) : '' },
    {
      term: t('applicants.attendance'),
      value: t(`applicants.attendance.${applicant.attendance}`),
    },
    {
      term: t('applicants.column.minutes'),
      value: minutes > 0 ? formatNumber(minutes, lang) : '',
    },
    ...questionsOf(one.event).map((question) => ({
      term: pick(question.label, lang).text,
      value: [answers[question.code] ?? []].flat().join('、'),
      lang: 'ja',
    })),
  ]
  return (
    <Section id="facts" title={t('applicants.facts')} quiet>
      <DefinitionList items={facts.filter(({ value }) => value !== '')} />
    </Section>
  )
}

function Acts(props: OneProps) {
  const { c, applicant } = props
  const { state, attendance } = applicant
  const confirmed = state === 'confirmed'
  return (
    <Section id="acts" title={c.var.t('applicants.acts')} quiet>
      <div class="form-actions">
        {mayTake('approve', state) && <ActButton {...props} act="approve" kind="primary" />}
        {confirmed && attendance !== 'came' && <ActButton {...props} act="came" />}
        {confirmed && attendance !== 'absent' && <ActButton {...props} act="absent" />}
        {confirmed && attendance !== 'unknown' && <ActButton {...props} act="unmark" />}
        {isActive(state) && <ActButton {...props} act="again" />}
        {isActive(state) && state !== 'requested' && (
          <ActButton {...props} act="cancel" kind="danger" />
        )}
      </div>
      {mayTake('reject', state) && <Reject {...props} />}
      {!isActive(state) && <p class="soft">{c.var.t('applicants.acts.none')}</p>}
    </Section>
  )
}

function ActButton({ c, one, applicant, act, kind }: OneProps & { act: Act; kind?: ButtonKind }) {
  return (
    <form method="post" action={actPath(c, one, applicant, act)}>
      <FormStart c={c} form={`applicants.${act}`} />
      <Button kind={kind ?? 'secondary'}>{c.var.t(`applicants.act.${act}`)}</Button>
    </form>
  )
}

/** A refusal needs words: the applicant reads them. */
function Reject({ c, one, applicant, mistake }: OneProps) {
  const { t } = c.var
  return (
    <form method="post" action={actPath(c, one, applicant, 'reject')} noValidate>
      <FormStart c={c} form="applicants.reject" />
      <Field
        name="reason"
        type="textarea"
        rows={3}
        label={t('applicants.reject.reason')}
        hint={t('applicants.reject.reason.hint')}
        error={mistake && t('applicants.reject.reason.missing')}
        errorWord={t('site.error.prefix')}
      />
      <Button kind="danger">{t('applicants.act.reject')}</Button>
    </form>
  )
}

function actPath(c: Ctx, one: OneEvent, applicant: Applicant, act: Act): string {
  return to(c, `${listPath(one.event.slug, {})}/${applicant.id}/${act}`)
}

function History({ c, steps }: OneProps) {
  const { t, lang } = c.var
  return (
    <Section id="history" title={t('applicants.history')} quiet>
      <Timeline
        label={t('applicants.history')}
        items={steps.map((step) => ({
          at: formatInstant(step.at, lang),
          iso: step.at.toString(),
          what: stepInWords(c, step),
          who: step.staffName ?? t(`applicants.actor.${step.actor_kind}`),
          detail: step.reason || undefined,
        }))}
      />
    </Section>
  )
}
