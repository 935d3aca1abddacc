import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { languageNames } from '../../lib/languages.ts'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import type { EventMessage } from '../event-desk/message-queries.ts'
import type { CampaignEvent } from '../events/event.ts'
import type { Shown } from './showing.ts'

type PeopleProps = { c: Ctx; event: CampaignEvent; message: EventMessage; shown: Shown }

/** Everybody by name, as far as one page can show them. */
export function People({ c, event, message, shown }: PeopleProps) {
  const { t } = c.var
  const { people, total } = shown
  if (total === 0) return null
  const sent = message.recipients !== null
  return (
    <Section id="people" title={t('event-messages.people.title', { count: total })} quiet>
      <Table
        caption={t('event-messages.people.caption')}
        captionHidden
        columns={[
          { label: t('applicants.name') },
          { label: t('applicants.column.organisation') },
          { label: t('applicants.column.language'), narrow: true },
          ...(sent ? [{ label: t('event-messages.told'), narrow: true }] : []),
        ]}
        rows={people.map(({ id, name, organisation, language, told }) => ({
          id: String(id),
          cells: [
            <a href={to(c, `/staff/events/${event.slug}/applicants/${id}`)} lang="ja">
              {name}
            </a>,
            <span lang="ja">{organisation}</span>,
            languageNames[language],
            ...(sent ? [t(told ? 'event-messages.told.yes' : 'event-messages.told.no')] : []),
          ],
        }))}
      />
      {total > people.length && (
        <p>{t('event-messages.people.more', { count: total - people.length })}</p>
      )}
    </Section>
  )
}
