import type { ComponentChildren } from 'preact'
import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field, type FieldProps } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/section.tsx'
import type { CampaignEvent } from '../events/event.ts'
import type { Question } from '../events/questions.ts'
import { supportKinds } from './apply-form.ts'
import { clashing, isOpen, type Offer, type Offering, overlap } from './choosing.ts'
import { QuestionFields, type Typed } from './question-field.tsx'
import { foreign, poolNameOf, whenOf } from './wording.ts'

export type ApplyProps = {
  c: Ctx
  event: CampaignEvent
  offer: Offer
  questions: Question[]
  asksSupport: boolean
  typed: Typed
  mistakes: MistakeInWords[]
  gone: ReadonlySet<string>
}

/** The form: where one can come, who one is, what the event asks, support, consent. */
export function ApplyView(props: ApplyProps) {
  const { c, event, mistakes, typed } = props
  const { t } = c.var
  return (
    <div class="form-page">
      {mistakes.length > 0 && (
        <ErrorSummary
          title={t('site.error.summary')}
          errors={mistakes.map(({ field, text }) => ({ name: field, message: text }))}
        />
      )}
      <EventHead c={c} event={event} lead={t('applications.apply.lead')} />
      <Chances {...props} />
      <form method="post" action={to(c, `/events/${event.slug}/apply`)} noValidate>
        <FormStart c={c} form="applications.apply" />
        <OwnPools {...props} />
        <Person {...props} />
        <QuestionFields {...props} />
        <OtherDates {...props} />
        {props.asksSupport && <Support {...props} />}
        <Choice
          {...asked(props, 'consent')}
          type="checkbox"
          hint={t('applications.consent.hint')}
          options={[
            {
              value: 'yes',
              label: t('applications.consent.box'),
              checked: typed['consent']?.includes('yes'),
            },
          ]}
        />
        <FormActions note={t('applications.apply.note')}>
          <Button>{t(`applications.apply.send.${wayOf(props.offer)}`)}</Button>
        </FormActions>
      </form>
    </div>
  )
}

/** What pressing the button leads to, when it is the same whatever is chosen. */
function wayOf({ own }: Offer): 'free' | 'waiting-list' | 'approval' {
  const ways = new Set(own.filter(isOpen).map(({ chance }) => chance))
  const [only] = ways
  return ways.size === 1 && (only === 'waiting-list' || only === 'approval') ? only : 'free'
}

/** Which event it is, and when. */
export function EventHead(props: {
  c: Ctx
  event: CampaignEvent
  title?: string | undefined
  lead?: string | undefined
  children?: ComponentChildren
}) {
  const { c, event } = props
  const { t, lang } = c.var
  const title = pick(event.title, lang)
  return (
    <>
      <PageHead title={props.title ?? t('applications.apply.title')} lead={props.lead} />
      <DefinitionList
        items={[
          {
            term: t('applications.event'),
            value: <a href={to(c, `/events/${event.slug}`)}>{title.text}</a>,
            lang: foreign(title, lang),
          },
          { term: t('applications.when'), value: whenOf(event, lang, t) },
        ]}
      />
      {props.children}
    </>
  )
}

function Chances({ c, offer }: ApplyProps) {
  const { t, lang } = c.var
  const several = offer.own.length > 1
  return (
    <>
      {offer.own.map(
        ({ pool, chance, waiting }) =>
          (chance === 'waiting-list' || chance === 'approval') && (
            <Notice
              key={pool.id}
              kind="info"
              word={t('applications.notice.word')}
              title={several ? poolNameOf(pool, lang, t).text : undefined}
            >
              <p>{t(`applications.chance.${chance}`, { waiting })}</p>
            </Notice>
          ),
      )}
    </>
  )
}

function asked({ c, mistakes }: Pick<ApplyProps, 'c' | 'mistakes'>, name: FixedName) {
  const { t } = c.var
  return {
    name,
    label: t(`applications.field.${name}`),
    error: wordsAt(mistakes, name),
    errorWord: t('site.error.prefix'),
  }
}
type FixedName =
  | 'pool'
  | 'also'
  | 'name'
  | 'reading'
  | 'organisation'
  | 'email'
  | 'support'
  | 'support-note'
  | 'consent'
  | 'overlap'

function OwnPools(props: ApplyProps) {
  const { c, offer, typed } = props
  const { t, lang } = c.var
  const open = offer.own.filter(isOpen)
  const [only] = open
  if (open.length === 1 && only)
    return <input type="hidden" name="pool" value={String(only.pool.id)} />
  return (
    <Choice
      {...asked(props, 'pool')}
      type="radio"
      options={open.map((one) => ({
        value: String(one.pool.id),
        label: poolNameOf(one.pool, lang, t).text,
        hint: seatsWords(c, one),
        checked: typed['pool']?.includes(String(one.pool.id)),
      }))}
    />
  )
}

function seatsWords(c: Ctx, { chance, left, waiting }: Offering): string {
  return c.var.t(`applications.seats.${chance}`, { left, waiting })
}

const typing: Partial<Record<FixedName, Partial<FieldProps>>> = {
  name: { autocomplete: 'name' },
  organisation: { autocomplete: 'organization' },
  email: { type: 'text', inputmode: 'email', autocomplete: 'email' },
}

function Person(props: ApplyProps) {
  const { t } = props.c.var
  const fields = ['name', 'reading', 'organisation', 'email'] as const
  const optional = (name: string) => name === 'reading' || name === 'organisation'
  return (
    <>
      {fields.map((name) => (
        <Field
          key={name}
          {...asked(props, name)}
          {...typing[name]}
          value={props.typed[name]?.[0]}
          hint={name === 'email' ? t('applications.field.email.hint') : undefined}
          optional={optional(name) ? t('site.form.optional') : undefined}
        />
      ))}
    </>
  )
}

/** Other dates of the series; those that overlap say so before they are ticked, and again after. */
function OtherDates(props: ApplyProps) {
  const { c, event, offer, typed, mistakes } = props
  const { t, lang } = c.var
  const open = offer.others.filter(isOpen)
  if (open.length === 0) return null
  const ticked = open.filter(({ pool }) => typed['also']?.includes(String(pool.id)))
  const clash = clashing([event, ...ticked.map((one) => one.event)])
  return (
    <>
      <Choice
        {...asked(props, 'also')}
        type="checkbox"
        hint={t('applications.field.also.hint')}
        optional={t('site.form.optional')}
        options={open.map((one) => ({
          value: String(one.pool.id),
          label: `${pick(one.event.title, lang).text} ${whenOf(one.event, lang, t)}`,
          hint: [
            poolNameOf(one.pool, lang, t).text,
            seatsWords(c, one),
            overlap(event, one.event) && t('applications.overlap.with-this'),
          ]
            .filter(Boolean)
            .join(' · '),
          checked: typed['also']?.includes(String(one.pool.id)),
        }))}
      />
      {(clash.length > 0 || wordsAt(mistakes, 'overlap')) && (
        <Choice
          {...asked(props, 'overlap')}
          type="checkbox"
          options={[{ value: 'yes', label: t('applications.overlap.box') }]}
        />
      )}
    </>
  )
}

function Support(props: ApplyProps) {
  const { c, event, typed } = props
  const { t, lang } = c.var
  const until = event.support_ask_by
  return (
    <>
      <Choice
        {...asked(props, 'support')}
        type="checkbox"
        hint={
          until
            ? t('applications.field.support.until', { date: formatInstant(until, lang) })
            : t('applications.field.support.hint')
        }
        optional={t('site.form.optional')}
        options={supportKinds.map((kind) => ({
          value: kind,
          label: t(`applications.support.${kind}`),
          checked: typed['support']?.includes(kind),
        }))}
      />
      <Field
        {...asked(props, 'support-note')}
        type="textarea"
        rows={3}
        optional={t('site.form.optional')}
        value={typed['support-note']?.[0]}
      />
    </>
  )
}
