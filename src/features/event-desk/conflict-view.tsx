import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import type { MessageKey } from '../../i18n/keys.ts'
import { type Lang, languageNames } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { CampaignEvent } from '../events/event.ts'
import { deskPath } from './at-hand.ts'
import { EventHead } from './edit-view.tsx'
import type { Section } from './sections.ts'
import type { Spec, Typed } from './spec.ts'
import { fingerprint, typedOf } from './stored.ts'

type Props = {
  c: Ctx
  event: CampaignEvent
  section: Section
  specs: readonly Spec[]
  /** What this officer typed. */
  typed: Typed
}

/** Both values of every field that two officers have made different; nothing is lost until one is chosen. */
export function ConflictView({ c, event, section, specs, typed }: Props) {
  const { t } = c.var
  const stored = typedOf(specs, event)
  const differing = Object.keys(typed).filter(
    (name) => JSON.stringify(typed[name]) !== JSON.stringify(stored[name]),
  )
  return (
    <div class="form-page">
      <EventHead c={c} event={event} title={t('event-desk.conflict.title')} />
      <Notice kind="warning" word={t('event-desk.conflict.word')} live>
        <p>{t('event-desk.conflict.text', { count: differing.length })}</p>
      </Notice>
      <form method="post" action={to(c, deskPath(event, `/edit/${section}`))}>
        <FormStart c={c} form={`event-desk.${section}`} />
        <input type="hidden" name="seen" value={fingerprint(stored)} />
        {Object.entries(typed).flatMap(([name, values]) =>
          values.map((value) => (
            <input key={name + value} type="hidden" name={name} value={value} />
          )),
        )}
        {differing.map((name) => (
          <Both key={name} c={c} name={name} mine={typed[name]} theirs={stored[name]} />
        ))}
        <FormActions>
          <Button>{t('event-desk.conflict.save')}</Button>
          <Button kind="link" href={to(c, deskPath(event))}>
            {t('event-desk.conflict.leave')}
          </Button>
        </FormActions>
      </form>
    </div>
  )
}

type BothProps = {
  c: Ctx
  name: string
  mine: string[] | undefined
  theirs: string[] | undefined
}

function Both({ c, name, mine, theirs }: BothProps) {
  const { t } = c.var
  const text = (values: string[] | undefined) =>
    (values ?? []).join(', ') || t('event-desk.nothing')
  return (
    <Choice
      name={`keep-${name}`}
      type="radio"
      label={labelOfInput(c, name)}
      options={[
        {
          value: 'mine',
          label: t('event-desk.conflict.mine'),
          hint: text(mine),
          checked: true,
        },
        { value: 'theirs', label: t('event-desk.conflict.theirs'), hint: text(theirs) },
      ]}
    />
  )
}

/** A field's name in words, with its language where it has one. */
function labelOfInput(c: Ctx, input: string): string {
  const [, name = input, lang] = /^(.*?)-(ja|en|zh-Hans|ko)$/.exec(input) ?? []
  const label = c.var.t(`event-desk.field.${name}` as MessageKey)
  if (!lang) return label
  const language = languageNames[lang as Lang]
  return c.var.t('event-desk.in-language', { label, language })
}
