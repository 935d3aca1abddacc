import { zone } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { can } from '../../http/roles.ts'
import { formatTime } from '../../lib/jp-date.ts'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { receiptNumber } from '../applications/application.ts'
import { isOpen } from '../attendance/day.ts'
import { type Present, whoIsHere } from '../attendance/queries.ts'
import type { CampaignEvent } from '../events/event.ts'
import { officerOf } from '../intake/officer.ts'
import { listPath } from './list-filter.ts'
import type { OneEvent } from './one-event.ts'

export type Here = { count: number; people: Present[] }

/** Who has the page of the day open now; undefined when nobody can. */
export async function hereOf(c: Ctx, event: CampaignEvent): Promise<Here | undefined> {
  const { db, now } = c.var
  if (event.join_kind === 'none' || !isOpen(event, now)) return undefined
  return whoIsHere(db, event.id, now)
}

/** How many are here, with the way to their names for who may see to it. */
export function HereCount(props: { c: Ctx; one: OneEvent; here: number | undefined }) {
  const { c, one, here } = props
  if (here === undefined) return null
  const text = c.var.t('attendance.here.count', { count: here })
  const manages = can(officerOf(c), 'applications.manage', one.edition.id)
  const href = to(c, `${listPath(one.event.slug, {}, '/check-in')}#here`)
  return <p>{manages ? <a href={href}>{text}</a> : text}</p>
}

/** The people who are here now, with since when; those beyond the first hundreds as a number. */
export function HereSection(props: { c: Ctx; event: CampaignEvent; here: Here }) {
  const { c, event, here } = props
  const { t, lang } = c.var
  const { count, people } = here
  const more = count - people.length
  return (
    <Section id="here" title={t('attendance.here')} quiet>
      <div class="stack">
        <p>{t('attendance.here.lead', { count })}</p>
        {people.length > 0 && (
          <Table
            caption={t('attendance.here')}
            captionHidden
            columns={[
              { label: t('attendance.here.name') },
              { label: t('attendance.here.number'), narrow: true },
              { label: t('attendance.here.since'), narrow: true },
              { label: t('attendance.here.devices'), narrow: true },
            ]}
            rows={people.map(({ id, name, organisation, number, since, devices }) => ({
              id: String(id),
              cells: [
                <span lang="ja">
                  <a href={to(c, `${listPath(event.slug, {})}/${id}`)}>{name}</a>{' '}
                  <span class="soft">{organisation}</span>
                </span>,
                receiptNumber(event.slug, number),
                formatTime(since.toZonedDateTimeISO(zone).toPlainTime(), lang),
                String(devices),
              ],
            }))}
          />
        )}
        {more > 0 && <p>{t('attendance.here.more', { count: more })}</p>}
      </div>
    </Section>
  )
}
