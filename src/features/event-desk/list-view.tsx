import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import type { CampaignEvent, EventPool } from '../events/event.ts'
import { deskPath, titleOf } from './at-hand.ts'
import type { Waiting } from './queries.ts'
import { dutiesOf, EventStatus, placesInWords, whenOf } from './words.tsx'

type Props = {
  c: Ctx
  events: CampaignEvent[]
  pools: EventPool[]
  waiting: Map<number, Waiting>
  mayEdit: boolean
}

/** Every event with its date, its places and what waits. */
export function ListView(props: Props) {
  const { c, events, mayEdit } = props
  const { t } = c.var
  return (
    <div class="stack">
      <PageHead title={t('event-desk.list.title')} lead={t('event-desk.list.lead')}>
        {mayEdit && <Button href={to(c, '/staff/events/new')}>{t('event-desk.new.title')}</Button>}
      </PageHead>
      {events.length === 0 ? (
        <EmptyState title={t('event-desk.list.none')} text={t('event-desk.list.none.text')} />
      ) : (
        <Events {...props} />
      )}
    </div>
  )
}

function Events({ c, events, pools, waiting }: Props) {
  const { t } = c.var
  return (
    <Table
      caption={t('event-desk.list.title')}
      captionHidden
      columns={[
        { label: t('event-desk.column.event') },
        { label: t('event-desk.column.date') },
        { label: t('event-desk.column.state'), narrow: true },
        { label: t('event-desk.column.places') },
        { label: t('event-desk.column.waits') },
      ]}
      rows={events.map((event) => ({
        id: String(event.id),
        cells: [
          <Title c={c} event={event} />,
          whenOf(c, event),
          <EventStatus c={c} event={event} />,
          <Lines
            lines={pools
              .filter((pool) => pool.event_id === event.id)
              .map((pool) => placesInWords(c, pool))}
          />,
          <Lines lines={dutiesOf(c, event, waiting.get(event.id))} />,
        ],
      }))}
    />
  )
}

function Title({ c, event }: { c: Ctx; event: CampaignEvent }) {
  const title = titleOf(event, c.var.lang)
  return (
    <a href={to(c, deskPath(event))} lang={title.lang}>
      {title.text}
    </a>
  )
}

function Lines({ lines }: { lines: string[] }) {
  if (lines.length === 0) return <span class="soft">—</span>
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
