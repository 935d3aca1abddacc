import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { type Lang, languageNames, languages } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Section } from '../../ui/section.tsx'
import type { CampaignEvent } from '../events/event.ts'
import { FilterInWords } from '../event-messages/filter-in-words.tsx'
import { People } from '../event-messages/people.tsx'
import { Previews } from '../event-messages/previews.tsx'
import type { Shown } from '../event-messages/showing.ts'
import { deskPath } from './at-hand.ts'
import type { Texts } from './drafting.ts'
import { EventHead } from './edit-view.tsx'
import { ActButton, Mistakes } from './form-page.tsx'
import { MessageStatus } from './message-list.tsx'
import type { EventMessage } from './message-queries.ts'
import { aloneUpTo } from './sending.ts'
import { TextsFields } from './texts-fields.tsx'

type Props = {
  c: Ctx
  event: CampaignEvent
  message: EventMessage
  texts: Texts
  mistakes: MistakeInWords[]
  recipients: number
  told: number
  /** What only an officer's own message has: who reads it, and how. */
  free: Shown | undefined
  /** The reader asked for it to be sent, so somebody else approves. */
  own: boolean
}

/** One message: what it says, to how many, and what can be done with it. */
export function MessageView(props: Props) {
  const { c, event, message } = props
  const { t } = c.var
  return (
    <div class="form-page stack">
      <Mistakes {...props} />
      <EventHead c={c} event={event} title={t(`event-desk.message.kind.${message.kind}`)} />
      <p>
        <MessageStatus c={c} message={message} />
      </p>
      {props.free && <FilterInWords c={c} message={message} shown={props.free} />}
      {message.state === 'draft' ? <Draft {...props} /> : <Sending {...props} />}
      {props.free && <People c={c} event={event} message={message} shown={props.free} />}
    </div>
  )
}

function Draft(props: Props) {
  const { c, event, message, recipients } = props
  const { t } = c.var
  const path = deskPath(event, `/messages/${message.id}`)
  return (
    <>
      {props.free && <Previews c={c} shown={props.free} />}
      <Confirm
        title={t('event-desk.message.confirm')}
        effectsLabel={t('event-desk.effects')}
        effects={[
          t('event-desk.effect.told', { count: recipients }),
          ...(recipients > aloneUpTo ? [t('event-desk.above', { most: aloneUpTo })] : []),
        ]}
      >
        <FormActions>
          <SendButton {...props} />
          <ActButton
            c={c}
            action={`${path}/drop`}
            form="event-desk.drop"
            label={t('event-desk.message.drop')}
          />
        </FormActions>
      </Confirm>
      <Section id="words" title={t('event-desk.message.words')} quiet>
        <form method="post" action={to(c, `${path}/write`)} noValidate>
          <FormStart c={c} form="event-desk.write" />
          <input type="hidden" name="seen" value={message.changed_at.toString()} />
          <TextsFields {...props} free={message.kind === 'free'} />
          <FormActions>
            <Button kind="secondary">{t('event-desk.message.save')}</Button>
          </FormActions>
        </form>
      </Section>
    </>
  )
}

function SendButton({ c, event, message, recipients, own }: Props) {
  const { t } = c.var
  if (message.asked_at && own) return <p>{t('event-desk.message.wait')}</p>
  const way = recipients <= aloneUpTo ? 'send' : message.asked_at ? 'approve' : 'ask'
  const seen = encodeURIComponent(message.changed_at.toString())
  return (
    <ActButton
      c={c}
      action={deskPath(event, `/messages/${message.id}/send?seen=${seen}`)}
      form="event-desk.send"
      kind="primary"
      label={t(`event-desk.message.${way}`, { count: recipients })}
    />
  )
}

/** How far it is, and what was sent in the four languages. */
function Sending(props: Props) {
  const { c, event, message, recipients, told } = props
  const { t } = c.var
  const way = { queued: 'pause', paused: 'resume' } as const
  const next = message.state === 'queued' || message.state === 'paused' ? way[message.state] : null
  return (
    <>
      {message.recipients !== null && (
        <p>{t('event-desk.message.progress', { told, count: recipients })}</p>
      )}
      {next && told < recipients && (
        <FormActions>
          <ActButton
            c={c}
            action={deskPath(event, `/messages/${message.id}/${next}`)}
            form={`event-desk.${next}`}
            label={t(`event-desk.message.${next}`)}
          />
          <ActButton
            c={c}
            action={deskPath(event, `/messages/${message.id}/stop`)}
            form="event-desk.stop"
            kind="danger"
            label={t('event-desk.message.stop')}
          />
        </FormActions>
      )}
      {languages
        .filter((lang) => message.texts[lang].body !== '')
        .map((lang) => (
          <Words key={lang} c={c} lang={lang} texts={message.texts} />
        ))}
    </>
  )
}

function Words({ c, lang, texts }: { c: Ctx; lang: Lang; texts: Texts }) {
  const { subject, body } = texts[lang]
  const own = lang === c.var.lang ? undefined : lang
  return (
    <Section id={`letter-${lang}`} title={languageNames[lang]} quiet>
      <div lang={own}>
        <p>
          <strong>{subject}</strong>
        </p>
        {body.split('\n\n').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </Section>
  )
}
