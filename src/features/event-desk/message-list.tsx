import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { Status, type StatusKind } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import type { CampaignEvent } from '../events/event.ts'
import { deskPath } from './at-hand.ts'
import type { EventMessage } from './message-queries.ts'

const signs: Record<EventMessage['state'], StatusKind> = {
  draft: 'draft',
  queued: 'waiting',
  paused: 'warning',
  done: 'success',
  dropped: 'closed',
}

/** A message's state as sign and word. */
export function MessageStatus({ c, message }: { c: Ctx; message: EventMessage }) {
  const { t } = c.var
  if (message.state === 'draft' && message.asked_at)
    return <Status kind="waiting">{t('event-desk.message.state.asked')}</Status>
  return (
    <Status kind={signs[message.state]}>{t(`event-desk.message.state.${message.state}`)}</Status>
  )
}

type ListProps = { c: Ctx; event: CampaignEvent; messages: EventMessage[] }

/** What applicants have been told, or will be, and the way to write to them. */
export function MessageList(props: ListProps & { mayWrite: boolean }) {
  const { c, event } = props
  return (
    <>
      <Messages {...props} />
      {props.mayWrite && (
        <p>
          <Button kind="secondary" href={to(c, deskPath(event, '/messages/new'))}>
            {c.var.t('event-messages.new.title')}
          </Button>
        </p>
      )}
    </>
  )
}

function Messages({ c, event, messages }: ListProps) {
  const { t, lang } = c.var
  if (messages.length === 0) return <p class="soft">{t('event-desk.messages.none')}</p>
  return (
    <Table
      caption={t('event-desk.messages.title')}
      captionHidden
      columns={[
        { label: t('event-desk.column.message') },
        { label: t('event-desk.column.state'), narrow: true },
        { label: t('event-desk.column.recipients'), number: true },
        { label: t('event-desk.column.changed'), narrow: true },
      ]}
      rows={messages.map((message) => ({
        id: String(message.id),
        cells: [
          <a href={to(c, deskPath(event, `/messages/${message.id}`))}>
            {message.texts[lang].subject}
          </a>,
          <MessageStatus c={c} message={message} />,
          message.recipients === null ? '—' : String(message.recipients),
          formatInstant(message.changed_at, lang),
        ],
      }))}
    />
  )
}
