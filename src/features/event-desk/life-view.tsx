import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { staffPage } from '../../http/staff-page.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { CampaignEvent } from '../events/event.ts'
import { deskPath } from './at-hand.ts'
import type { Texts } from './drafting.ts'
import { EventHead } from './edit-view.tsx'
import { Mistakes } from './form-page.tsx'
import type { ToldAct } from './life.ts'
import { modes } from './sections.ts'
import { aloneUpTo } from './sending.ts'
import type { Typed } from './spec.ts'
import { SpecField } from './spec-field.tsx'
import { TextsFields } from './texts-fields.tsx'
import { whenOf } from './words.tsx'

export type LifeProps = {
  c: Ctx
  event: CampaignEvent
  /** The event as it will stand. */
  after: CampaignEvent
  act: ToldAct
  step: 'wish' | 'confirm'
  typed: Typed
  mistakes: MistakeInWords[]
  recipients: number
  texts: Texts | undefined
  /** A colleague has changed the event since the page was made. */
  moved: boolean
}

/** First what is wished, then what it will do, to how many, in which words; only then the button. */
export function lifePage(props: LifeProps): Promise<Response> {
  const { c, event, act, step, mistakes } = props
  const title = c.var.t(`event-desk.${act}.title`)
  return staffPage(
    c,
    { title, mistaken: mistakes.length > 0 },
    <div class="form-page stack">
      <Mistakes c={c} mistakes={mistakes} />
      <EventHead c={c} event={event} title={title} />
      {step === 'wish' ? <WishForm {...props} /> : <ConfirmForm {...props} />}
    </div>,
  )
}

function WishForm(props: LifeProps) {
  const { c, event, act, typed } = props
  const { t } = c.var
  return (
    <form method="get" action={to(c, deskPath(event, `/${act}`))} noValidate>
      {act === 'postpone' ? (
        <DateWish {...props} />
      ) : (
        <Choice
          name="mode"
          type="radio"
          label={t('event-desk.convert.mode')}
          error={wordsAt(props.mistakes, 'mode')}
          options={modes
            .filter((mode) => mode !== event.mode)
            .map((mode) => ({
              value: mode,
              label: t(`event-desk.mode.${mode}`),
              checked: typed['mode']?.[0] === mode,
            }))}
        />
      )}
      <FormActions note={t('event-desk.wish.note')}>
        <Button>{t('event-desk.wish.next')}</Button>
        <Button kind="link" href={to(c, deskPath(event))}>
          {t('site.form.back')}
        </Button>
      </FormActions>
    </form>
  )
}

function DateWish(props: LifeProps) {
  const { c, event, typed, mistakes } = props
  const { t } = c.var
  const open = typed['until']?.[0] === 'open'
  return (
    <>
      <p>{t('event-desk.postpone.now', { date: whenOf(c, event) })}</p>
      <Choice
        name="until"
        type="radio"
        label={t('event-desk.postpone.until')}
        error={wordsAt(mistakes, 'until')}
        options={[
          { value: 'date', label: t('event-desk.postpone.date'), checked: !open },
          { value: 'open', label: t('event-desk.postpone.open'), checked: open },
        ]}
      />
      {(['starts_at', 'ends_at'] as const).map((name) => (
        <SpecField
          key={name}
          c={c}
          typed={typed}
          mistakes={mistakes}
          spec={{ name, kind: 'instant' }}
        />
      ))}
    </>
  )
}

function ConfirmForm(props: LifeProps) {
  const { c, event, act, typed, texts, moved } = props
  const { t } = c.var
  return (
    <Confirm
      title={t(`event-desk.${act}.confirm`)}
      danger={act === 'cancel'}
      effectsLabel={t('event-desk.effects')}
      effects={effectsOf(props)}
    >
      {moved && (
        <Notice kind="warning" word={t('event-desk.conflict.word')} live>
          <p>{t('event-desk.moved')}</p>
        </Notice>
      )}
      <form class="stack" method="post" action={to(c, deskPath(event, `/${act}`))} noValidate>
        <FormStart c={c} form={`event-desk.${act}`} />
        <input type="hidden" name="seen" value={event.changed_at.toString()} />
        {(['until', 'starts_at', 'ends_at', 'mode'] as const).map((name) => (
          <input key={name} type="hidden" name={name} value={typed[name]?.[0] ?? ''} />
        ))}
        <Field
          name="reason"
          label={t('event-desk.reason')}
          hint={t('event-desk.reason.hint')}
          value={typed['reason']?.[0] ?? ''}
          error={wordsAt(props.mistakes, 'reason')}
          errorWord={t('site.error.prefix')}
        />
        {tells(props) && texts && <TextsFields {...props} texts={texts} />}
        <Buttons {...props} />
      </form>
    </Confirm>
  )
}

const tells = ({ recipients, texts }: LifeProps) => recipients > 0 && texts !== undefined

function Buttons(props: LifeProps) {
  const { c, event, act, recipients } = props
  const { t } = c.var
  const kind = act === 'cancel' ? 'danger' : 'primary'
  const ask = recipients > aloneUpTo
  return (
    <FormActions note={ask ? t('event-desk.above', { most: aloneUpTo }) : undefined}>
      {tells(props) && (
        <Button kind={kind} name="tell" value="now">
          {t(ask ? `event-desk.${act}.ask` : `event-desk.${act}.tell`, { count: recipients })}
        </Button>
      )}
      <Button kind={tells(props) ? 'secondary' : kind} name="tell" value="later">
        {t(tells(props) ? `event-desk.${act}.later` : `event-desk.${act}.button`)}
      </Button>
      <Button kind="link" href={to(c, deskPath(event))}>
        {t('site.form.back')}
      </Button>
    </FormActions>
  )
}

function effectsOf(props: LifeProps): string[] {
  const { c, event, after, act, recipients } = props
  const { t } = c.var
  const what =
    act === 'postpone'
      ? t('event-desk.postpone.effect', { before: whenOf(c, event), after: whenOf(c, after) })
      : act === 'convert'
        ? t('event-desk.convert.effect', {
            before: t(`event-desk.mode.${event.mode}`),
            after: t(`event-desk.mode.${after.mode}`),
          })
        : t(`event-desk.${act}.effect`)
  return [
    what,
    t(`event-desk.${act}.applicants`),
    t('event-desk.effect.told', { count: tells(props) ? recipients : 0 }),
    t('event-desk.effect.pages'),
  ]
}
