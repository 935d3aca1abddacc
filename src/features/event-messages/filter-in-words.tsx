import type { Ctx } from '../../http/context.ts'
import type { EventMessage } from '../event-desk/message-queries.ts'
import type { MessageFilter } from './filter.ts'
import type { Shown } from './showing.ts'

/** Whom a message goes to, in words. */
export function FilterInWords(props: { c: Ctx; message: EventMessage; shown: Shown }) {
  const { c, message, shown } = props
  const { t } = c.var
  const filter = message.filter as Partial<MessageFilter>
  const parts = [
    t(`event-messages.group.${(filter.group || 'all') as 'all'}`),
    shown.pool,
    filter.attendance && t(`applicants.attendance.${filter.attendance as 'came'}`),
    filter.support && t(`event-messages.support.${filter.support}`),
    filter.q && t('event-messages.filter.text', { text: filter.q }),
  ]
  return <p>{t('event-messages.filter.of', { parts: parts.filter(Boolean).join(' · ') })}</p>
}
