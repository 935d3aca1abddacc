import { to } from '../../http/page.tsx'
import { formatDay } from '../../lib/jp-date.ts'
import { formatNumber, formatPercent } from '../../lib/numbers.ts'
import { prefectures } from '../../lib/prefectures.ts'
import { type ChartPoint, LineChart } from '../../ui/chart.tsx'
import { Section } from '../../ui/section.tsx'
import { ShareBars } from '../../ui/share-bars.tsx'
import { TileMap } from '../../ui/tile-map.tsx'
import { namedCounts } from './figure-rows.ts'
import type { DayCount, Grouping } from './queries.ts'
import type { ReportsProps } from './views.tsx'

/** What came in and what was published, day by day. */
export function ReportDays({ c, statistics }: ReportsProps) {
  const { t, lang } = c.var
  const { days, work, figures } = statistics
  const points = (valueOf: (day: DayCount) => number): ChartPoint[] =>
    days.map((one, at) => ({
      label: formatDay(one.day, lang),
      value: valueOf(one),
      text: formatNumber(valueOf(one), lang),
      axis: isLabelled(days, at) ? `${one.day.month}/${one.day.day}` : undefined,
    }))
  return (
    <Section id="per-day" title={t('reports.per-day')} quiet>
      <LineChart
        title={t('reports.per-day.caption')}
        summary={t('reports.per-day.summary', {
          submitted: work.received,
          published: figures.published,
          days: days.length,
        })}
        tableSummary={t('reports.table')}
        headers={[t('reports.day'), t('reports.day.submitted'), t('reports.day.published')]}
        series={[
          { name: t('reports.day.submitted'), points: points((one) => one.submitted) },
          { name: t('reports.day.published'), points: points((one) => one.published) },
        ]}
      />
    </Section>
  )
}

/** Labels that fit on a phone: seven at most, the first day among them. */
function isLabelled(days: DayCount[], at: number): boolean {
  return at % Math.max(1, Math.ceil(days.length / 6)) === 0
}

/** Published registrations by one fact, as bars that are their own table. */
export function Shares({
  c,
  edition,
  statistics,
  grouping,
}: ReportsProps & { grouping: Exclude<Grouping, 'prefecture'> }) {
  const { t, lang } = c.var
  const all = statistics.figures.published
  const counts = namedCounts({ edition, lang, t }, grouping, statistics.counts[grouping])
  return (
    <ShareBars
      title={t(`reports.by.${grouping}`)}
      headers={[t('reports.column.item'), t('reports.published')]}
      shares={counts.map(({ name, count }) => ({
        label: name,
        value: count,
        text:
          all === 0 ? '0' : `${formatNumber(count, lang)} (${formatPercent(count / all, lang)})`,
      }))}
    />
  )
}

/** Published registrations by prefecture. */
export function PrefectureMap({ c, statistics }: ReportsProps) {
  const { t, lang } = c.var
  return (
    <TileMap
      caption={t('reports.by.prefecture')}
      tableCaption={t('reports.by.prefecture')}
      tableSummary={t('reports.table')}
      headers={[t('activities.map.prefecture'), t('reports.published')]}
      tiles={prefectures.map((one) => {
        const count = statistics.figures.byPrefecture.get(one.number) ?? 0
        const name = one.name[lang]
        return {
          code: one.code,
          name,
          short: one.tileName[lang],
          column: one.column,
          row: one.row,
          count,
          href: to(c, `/staff/activities?prefecture=${one.number}&state=published`),
          label: t('activities.map.tile', { name, count }),
        }
      })}
    />
  )
}
