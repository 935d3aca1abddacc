import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { can } from '../../http/roles.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { formatNumber } from '../../lib/numbers.ts'
import { Figures } from '../../ui/figures.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import type { Desk } from './desk.ts'
import { ageInDays } from './moderation.ts'
import type { countQueue, deskFigures, openHandOvers, Waiting } from './queue-queries.ts'
import { Age, numberOf, Risk, TitleLink } from './words.tsx'

export type TodayProps = {
  c: Ctx
  desk: Desk
  counts: Awaited<ReturnType<typeof countQueue>>
  figures: Awaited<ReturnType<typeof deskFigures>>
  mine: Waiting[]
  oldest: Waiting[]
  handOvers: Awaited<ReturnType<typeof openHandOvers>>
  /** What the last recount of all places did not confirm. */
  differences: number
}

/** What waits on the reader, first; then what waits on everybody. */
export function todayPage(props: TodayProps): Promise<Response> {
  const { c, desk, mine, oldest } = props
  const { t } = c.var
  return staffPage(
    c,
    { title: t('moderation.today.title'), wide: true },
    <>
      <PageHead title={t('moderation.today.title')} lead={leadOf(props)} />
      {props.differences > 0 && (
        <Notice kind="error" word={t('applications.recount.word')}>
          <p>{t('applications.recount.alarm', { count: props.differences })}</p>
        </Notice>
      )}
      <TodayFigures {...props} />
      {can(desk.staff, 'activities.read', desk.edition.id) && (
        <>
          <Lines
            {...props}
            id="mine"
            title={t('moderation.today.mine')}
            lines={mine}
            href="/staff/queue?filter=mine"
          />
          <Lines
            {...props}
            id="oldest"
            title={t('moderation.today.oldest')}
            lines={oldest}
            href="/staff/queue?sort=age"
          />
          <HandOvers {...props} />
        </>
      )}
    </>,
  )
}

function leadOf({ c, counts, desk }: TodayProps): string {
  const { t } = c.var
  if (!counts.oldest) return t('moderation.today.nothing')
  return t('moderation.today.lead', {
    count: counts.all,
    age: ageInDays(counts.oldest, c.var.now),
    overdue: counts.overdue,
    days: desk.edition.secretariat.serviceDays,
  })
}

function TodayFigures({ c, desk, counts, figures }: TodayProps) {
  const { t, lang } = c.var
  const mayRead = can(desk.staff, 'activities.read', desk.edition.id)
  const item = (label: string, value: number, path?: string) => ({
    label,
    value: formatNumber(value, lang),
    href: path && mayRead ? to(c, path) : undefined,
  })
  return (
    <Figures
      items={[
        item(t('moderation.today.claimed'), counts.mine, '/staff/queue?filter=mine'),
        item(t('moderation.today.waiting'), counts.all, '/staff/queue'),
        item(t('moderation.today.overdue'), counts.overdue, '/staff/queue?sort=age'),
        item(t('moderation.today.concerns'), figures.concerns, '/staff/concerns'),
        item(t('moderation.today.hand-overs'), figures.handOvers, '/staff#hand-overs'),
        item(t('moderation.today.decided'), figures.decided),
      ]}
    />
  )
}

function Lines(props: TodayProps & { id: string; title: string; lines: Waiting[]; href: string }) {
  const { c, desk, id, title, lines } = props
  const { t } = c.var
  if (lines.length === 0) return null
  return (
    <Section
      id={id}
      title={title}
      more={{ href: to(c, props.href), label: t('moderation.today.all') }}
      quiet
    >
      <Table
        caption={title}
        captionHidden
        columns={[
          { label: t('moderation.column.number'), narrow: true },
          { label: t('moderation.column.title') },
          { label: t('moderation.column.work') },
          { label: t('moderation.column.waiting') },
          { label: t('moderation.column.risk') },
        ]}
        rows={lines.map((line) => ({
          id: String(line.id),
          cells: [
            numberOf(desk.edition, line.number),
            <TitleLink key="title" c={c} id={line.id} title={line.title} name={line.name} />,
            t(`moderation.work.${line.work}`),
            <Age key="age" c={c} edition={desk.edition} since={line.since} />,
            <Risk key="risk" c={c} risk={line.risk} reasons={line.risk_reasons} />,
          ],
        }))}
      />
    </Section>
  )
}

function HandOvers({ c, desk, handOvers }: TodayProps) {
  const { t, lang } = c.var
  if (handOvers.length === 0) return null
  return (
    <Section id="hand-overs" title={t('moderation.today.hand-overs')} quiet>
      <ul>
        {handOvers.map((one) => (
          <li key={one.id}>
            <a class="figures" href={to(c, `/staff/activities/${one.activity_id}`)}>
              {numberOf(desk.edition, one.number)}
            </a>{' '}
            {t('moderation.today.hand-over', {
              name: one.new_name,
              until: formatInstant(one.object_until, lang),
            })}
            {one.reason && <span class="soft"> {one.reason}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
