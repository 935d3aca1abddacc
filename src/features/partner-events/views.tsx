import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import type { CampaignEvent } from '../events/event.ts'
import { eventKinds } from '../events/list-filter.ts'
import { whenInWords } from '../events/words.tsx'
import { partnerModes } from './proposal.ts'
import { isOpenToProposer } from './proposing.ts'

type FormProps = {
  c: Ctx
  action: string
  typed: Record<string, string[]>
  mistakes: MistakeInWords[]
  /** The proposer's own, to be changed: the address is proven and stays. */
  own?: boolean
}

/** One page of questions: the event, when and where, whom to ask. */
export function ProposalForm(props: FormProps) {
  const { c, action, mistakes, own } = props
  const { t } = c.var
  return (
    <div class="form-page">
      {mistakes.length > 0 && (
        <ErrorSummary
          title={t('site.error.summary')}
          errors={mistakes.map(({ field, text }) => ({ name: field || 'main', message: text }))}
        />
      )}
      <PageHead
        title={t(own ? 'partner-events.change' : 'partner-events.title')}
        lead={t(own ? 'partner-events.change.lead' : 'partner-events.lead')}
      />
      <form method="post" action={to(c, action)} noValidate>
        <FormStart c={c} form={own ? 'partner-events.change' : 'partner-events.propose'} />
        <EventFields {...props} />
        <WhenFields {...props} />
        <ContactFields {...props} />
        <FormActions>
          <Button>{t(own ? 'partner-events.save' : 'partner-events.send')}</Button>
        </FormActions>
      </form>
    </div>
  )
}

/** What every field of this form has: its words, its value, what is wrong with it. */
function question({ c, typed, mistakes }: FormProps, name: Name) {
  const { t } = c.var
  return {
    name,
    label: t(`partner-events.field.${name}`),
    value: typed[name]?.at(-1),
    error: wordsAt(mistakes, name),
    errorWord: t('site.error.prefix'),
  }
}

type Name =
  | 'title'
  | 'organiser'
  | 'lead'
  | 'kind'
  | 'mode'
  | 'venue'
  | 'date'
  | 'start'
  | 'end'
  | 'url'
  | 'name'
  | 'email'
  | 'consent'

function EventFields(props: FormProps) {
  const { t } = props.c.var
  return (
    <>
      <Field {...question(props, 'title')} />
      <Field {...question(props, 'organiser')} autocomplete="organization" />
      <Select
        {...question(props, 'kind')}
        options={eventKinds.map((kind) => ({ value: kind, label: t(`events.kind.${kind}`) }))}
      />
      <Field
        {...question(props, 'lead')}
        type="textarea"
        hint={t('partner-events.field.lead.hint')}
        optional={t('site.form.optional')}
      />
    </>
  )
}

function WhenFields(props: FormProps) {
  const { t } = props.c.var
  return (
    <>
      <Field {...question(props, 'date')} type="date" width="medium" />
      <Field
        {...question(props, 'start')}
        hint={t('partner-events.field.time.hint')}
        width="short"
        inputmode="text"
      />
      <Field {...question(props, 'end')} width="short" />
      <Choice
        {...question(props, 'mode')}
        type="radio"
        options={partnerModes.map((mode) => ({
          value: mode,
          label: t(`events.mode.${mode}`),
          checked: props.typed['mode']?.at(-1) === mode,
        }))}
      />
      <Field {...question(props, 'venue')} hint={t('partner-events.field.venue.hint')} />
      <Field {...question(props, 'url')} type="url" hint={t('partner-events.field.url.hint')} />
    </>
  )
}

function ContactFields(props: FormProps) {
  const { c, own, typed } = props
  const { t } = c.var
  return (
    <>
      <Field
        {...question(props, 'name')}
        hint={t('partner-events.field.name.hint')}
        autocomplete="name"
      />
      {!own && <Field {...question(props, 'email')} type="email" autocomplete="email" />}
      {own ? (
        <input type="hidden" name="consent" value="yes" />
      ) : (
        <Choice
          {...question(props, 'consent')}
          type="checkbox"
          options={[
            {
              value: 'yes',
              label: t('partner-events.consent'),
              checked: typed['consent']?.includes('yes') ?? false,
            },
          ]}
        />
      )}
    </>
  )
}

/** Said alike for every address: whether a mail was sent tells nothing of others. */
export function SentView({ c }: { c: Ctx }) {
  const { t } = c.var
  return (
    <div class="form-page">
      <PageHead title={t('partner-events.sent')} lead={t('partner-events.sent.text')} />
      <BackToEvents c={c} />
    </div>
  )
}

/** Nothing is left of it. */
export function WithdrawnView({ c }: { c: Ctx }) {
  const { t } = c.var
  return (
    <div class="form-page">
      <PageHead title={t('partner-events.withdrawn')} lead={t('partner-events.withdrawn.text')} />
      <BackToEvents c={c} />
    </div>
  )
}

function BackToEvents({ c }: { c: Ctx }) {
  return (
    <p>
      <Button kind="secondary" href={to(c, '/events')}>
        {c.var.t('events.title')}
      </Button>
    </p>
  )
}

type OwnProps = { c: Ctx; event: CampaignEvent; path: string; organiser: string }

/** Where the proposal stands in one sentence, the next act, what was said, what can be changed. */
export function OwnView(props: OwnProps) {
  const { c, event, organiser } = props
  const { t } = c.var
  const state =
    event.state === 'postponed' || event.state === 'cancelled' ? 'published' : event.state
  return (
    <div class="form-page">
      <PageHead
        title={event.title.ja}
        titleLang={c.var.lang === 'ja' ? undefined : 'ja'}
        over={t('partner-events.own')}
        lead={t(`partner-events.state.${state}`)}
      />
      <Acts {...props} />
      <Section id="details" title={t('partner-events.details')} quiet>
        <DefinitionList
          items={[
            ...(event.refusal && event.state === 'refused'
              ? [{ term: t('partner-events.refusal'), value: event.refusal }]
              : []),
            { term: t('partner-events.field.organiser'), value: organiser },
            { term: t('events.when'), value: whenInWords(c, event) },
            { term: t('events.where'), value: event.venue.ja ?? t(`events.mode.${event.mode}`) },
            { term: t('partner-events.field.url'), value: event.details_url },
            { term: t('partner-events.field.name'), value: event.proposer_name },
          ]}
        />
      </Section>
    </div>
  )
}

function Acts({ c, event, path }: OwnProps) {
  const { t } = c.var
  if (!isOpenToProposer(event))
    return (
      <p>
        <Button href={to(c, `/events/${event.slug}`)}>{t('partner-events.public')}</Button>
      </p>
    )
  return (
    <>
      {event.state === 'draft' && (
        <form method="post" action={to(c, `${path}/proof`)}>
          <FormStart c={c} form="partner-events.proof" />
          <p>
            <Button>{t('partner-events.prove')}</Button>
          </p>
        </form>
      )}
      <p>
        <Button kind="secondary" href={to(c, `${path}/change`)}>
          {t('partner-events.change')}
        </Button>
      </p>
      <form method="post" action={to(c, `${path}/withdrawal`)}>
        <FormStart c={c} form="partner-events.withdraw" />
        <p>
          <Button kind="danger">{t('partner-events.withdraw')}</Button>
        </p>
      </form>
    </>
  )
}
