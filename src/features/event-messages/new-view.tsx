import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Section } from '../../ui/section.tsx'
import { deskPath } from '../event-desk/at-hand.ts'
import type { Texts } from '../event-desk/drafting.ts'
import { EventHead } from '../event-desk/edit-view.tsx'
import { Mistakes } from '../event-desk/form-page.tsx'
import { TextsFields } from '../event-desk/texts-fields.tsx'
import type { CampaignEvent, EventPool } from '../events/event.ts'
import type { MessageFilter } from './filter.ts'
import { FilterFields } from './filter-fields.tsx'

type Props = {
  c: Ctx
  event: CampaignEvent
  pools: EventPool[]
  filter: MessageFilter
  count: number
  texts: Texts
  mistakes: MistakeInWords[]
  maySeeSupport: boolean
}

/** To whom, then what. */
export function NewMessageView(props: Props) {
  const { c, event, count, filter } = props
  const { t } = c.var
  const path = to(c, deskPath(event, '/messages/new'))
  return (
    <div class="form-page stack">
      <Mistakes {...props} />
      <EventHead c={c} event={event} title={t('event-messages.new.title')} />
      <Section id="whom" title={t('event-messages.whom.title')} quiet>
        <form method="get" action={path}>
          <FilterFields {...props} />
          <FormActions>
            <Button kind="secondary">{t('event-messages.whom.count')}</Button>
          </FormActions>
        </form>
      </Section>
      <p role="status">
        <strong>{t('event-messages.whom.found', { count })}</strong>
      </p>
      {count > 0 && (
        <form method="post" action={path} noValidate>
          <FormStart c={c} form="event-messages.new" />
          {Object.entries(filter).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <TextsFields {...props} free />
          <FormActions note={t('event-messages.new.note')}>
            <Button>{t('event-messages.new.button')}</Button>
          </FormActions>
        </form>
      )}
    </div>
  )
}
