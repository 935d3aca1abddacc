import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { formatNumber, formatPercent } from '../../lib/numbers.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Figures } from '../../ui/figures.tsx'
import { FileLink } from '../../ui/file-link.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { GoalBar } from '../../ui/share-bars.tsx'
import type { Edition } from '../editions/edition.ts'
import { PrefectureMap, ReportDays, Shares } from './charts.tsx'
import type { Statistics } from './statistics.ts'

export type ReportsProps = { c: Ctx; edition: Edition; statistics: Statistics }

/** The statistics of the edition: goal, days, facts, the secretariat's own work, what came of it. */
export function ReportsView(props: ReportsProps) {
  const { c } = props
  const { t } = c.var
  return (
    <>
      <PageHead
        title={t('reports.title')}
        lead={t('reports.lead', { time: formatInstant(c.var.now, c.var.lang) })}
      />
      <Overall {...props} />
      <Goals {...props} />
      {props.statistics.work.received === 0 ? (
        <EmptyState title={t('reports.empty')} text={t('reports.empty.text')} />
      ) : (
        <Facts {...props} />
      )}
      <Work {...props} />
      <ReportedBack {...props} />
      <Section id="files" title={t('reports.files')} quiet>
        <p>
          <FileLink
            href={to(c, '/staff/reports/figures?format=xlsx')}
            label={t('reports.files.link')}
            about="XLSX"
          />{' '}
          <FileLink
            href={to(c, '/staff/reports/figures?format=csv')}
            label={t('reports.files.link')}
            about="CSV"
          />
        </p>
      </Section>
    </>
  )
}

function Facts(props: ReportsProps) {
  const { t } = props.c.var
  return (
    <>
      <ReportDays {...props} />
      <Section id="facts" title={t('reports.facts')} quiet>
        <p>{t('reports.facts.text')}</p>
        <div class="columns columns-even">
          <PrefectureMap {...props} />
          <div class="stack">
            <Shares {...props} grouping="kind" />
            <Shares {...props} grouping="who" />
            <Shares {...props} grouping="online" />
            <Shares {...props} grouping="size" />
          </div>
        </div>
        <Shares {...props} grouping="industry" />
      </Section>
    </>
  )
}

function Overall({ c, statistics }: ReportsProps) {
  const { t, lang } = c.var
  const { figures, work } = statistics
  const item = (label: string, value: number, href?: string) => ({
    label,
    value: formatNumber(value, lang),
    href,
  })
  return (
    <Figures
      items={[
        item(t('reports.published'), figures.published),
        item(t('reports.organisations'), figures.organisations),
        item(t('reports.prefectures'), figures.prefectures),
        item(t('reports.received'), work.received),
        item(t('reports.open'), work.open, to(c, '/staff/queue')),
      ]}
    />
  )
}

function Goals({ c, statistics }: ReportsProps) {
  const { t, lang } = c.var
  if (statistics.goals.length === 0) return null
  return (
    <Section id="goals" title={t('reports.goals')} quiet>
      {statistics.goals.map(({ metric, target, actual }) => (
        <GoalBar
          key={metric}
          label={t(`reports.goal.${metric}`)}
          actual={actual}
          goal={target}
          actualText={t('reports.goal.actual', {
            actual,
            share: formatPercent(actual / target, lang),
          })}
          goalText={t('reports.goal.target', { target })}
        />
      ))}
    </Section>
  )
}

function Work({ c, edition, statistics }: ReportsProps) {
  const { t, lang } = c.var
  const { work, hours } = statistics
  const inHours = (value: number | undefined) =>
    value === undefined ? '–' : formatNumber(Math.round(value * 10) / 10, lang)
  const share = work.decided === 0 ? '–' : formatPercent(work.returned / work.decided, lang)
  return (
    <Section id="work" title={t('reports.work')} quiet>
      <Figures
        items={[
          { label: t('reports.median'), value: inHours(hours.median), unit: t('reports.hours') },
          {
            label: t('reports.p90'),
            value: inHours(hours.p90),
            unit: t('reports.hours'),
            note: t('reports.service', { days: edition.secretariat.serviceDays }),
          },
          {
            label: t('reports.open'),
            value: formatNumber(work.open, lang),
            note: t('reports.changes.note', { count: work.changesOpen }),
          },
          {
            label: t('reports.returned.rate'),
            value: share,
            note: t('reports.returned.note', { returned: work.returned, decided: work.decided }),
          },
          { label: t('reports.withdrawn'), value: formatNumber(work.withdrawn, lang) },
          { label: t('reports.rejected'), value: formatNumber(work.rejected, lang) },
        ]}
      />
      <p class="soft">{t('reports.hours.note')}</p>
    </Section>
  )
}

function ReportedBack({ c, statistics }: ReportsProps) {
  const { t, lang } = c.var
  const { reports } = statistics
  const share =
    reports.published === 0 ? '–' : formatPercent(reports.reports / reports.published, lang)
  return (
    <Section id="back" title={t('reports.back.title')} quiet>
      <Figures
        items={[
          {
            label: t('reports.back'),
            value: formatNumber(reports.reports, lang),
            note: t('reports.back.note', { share }),
          },
          { label: t('reports.people'), value: formatNumber(reports.people, lang) },
          { label: t('reports.days'), value: formatNumber(reports.days, lang) },
        ]}
      />
    </Section>
  )
}
