import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatNumber, formatPercent } from '../../lib/numbers.ts'
import { BarChart } from '../../ui/chart.tsx'
import { Button } from '../../ui/button.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { Figures as BigFigures } from '../../ui/figures.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { ShareBars } from '../../ui/share-bars.tsx'
import { whenOf } from '../applications/wording.ts'
import { deskPath, titleOf } from '../event-desk/at-hand.ts'
import type { CampaignEvent } from '../events/event.ts'
import { inFigures, type Part } from './parts.ts'
import type { Figures } from './queries.ts'

type Props = { c: Ctx; event: CampaignEvent; figures: Figures; parts: Part[] }

/** The report on the screen, with the ways to take it along. */
export function ReportView(props: Props) {
  const { c, event, parts } = props
  const { t, lang } = c.var
  const title = titleOf(event, lang)
  const file = (tail: string, label: string) => (
    <Button kind="secondary" small href={to(c, deskPath(event, tail))}>
      {label}
    </Button>
  )
  return (
    <div class="stack">
      <PageHead
        title={t('event-report.title')}
        over={
          <a href={to(c, deskPath(event))} lang={title.lang}>
            {title.text}
          </a>
        }
        lead={whenOf(event, lang, t)}
      />
      <div class="form-actions">
        {file('/report.pdf', t('event-report.pdf'))}
        {file('/report/export?format=csv', t('applicants.export.csv'))}
        {file('/report/export?format=xlsx', t('applicants.export.xlsx'))}
      </div>
      <Head {...props} />
      {parts.map((part) => (
        <Section key={part.code} id={part.code} title={part.title} quiet>
          <OnePart c={c} part={part} />
          {part.note && <p class="form-note">{part.note}</p>}
        </Section>
      ))}
    </div>
  )
}

/** The four numbers that are asked for first. */
function Head({ c, figures }: Props) {
  const { t, lang } = c.var
  const { states, attendance, minutes, survey } = figures
  const number = (value: number) => formatNumber(value, lang)
  const all = Object.values(states).reduce((sum, count) => sum + count, 0)
  const items = [
    { label: t('event-report.all'), value: number(all) },
    { label: t('applicants.state.confirmed'), value: number(minutes.length) },
    { label: t('event-report.attendance.came'), value: number(attendance.came ?? 0) },
    ...(survey ? [{ label: t('event-report.answers'), value: number(survey.answers) }] : []),
  ]
  return <BigFigures items={items} />
}

function OnePart({ c, part }: { c: Ctx; part: Part }) {
  const { t, lang } = c.var
  const format = {
    number: (value: number) => formatNumber(value, lang),
    percent: (ratio: number) => formatPercent(ratio, lang),
  }
  const rows = part.rows.map((row) => ({ ...row, text: inFigures(row, format) }))
  const headers: [string, string] = [t('reports.column.item'), t('reports.column.value')]
  if (part.kind === 'numbers')
    return <DefinitionList items={rows.map(({ label, text }) => ({ term: label, value: text }))} />
  if (part.kind === 'shares')
    return (
      <ShareBars
        title={part.counted ?? t('event-report.people')}
        headers={headers}
        shares={rows.map(({ label, count, text }) => ({ label, value: count ?? 0, text }))}
      />
    )
  const most = rows.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))[0]
  return (
    <BarChart
      title={t('event-report.people')}
      summary={t('event-report.minutes.summary', {
        most: most?.label ?? '',
        text: most?.text ?? '',
      })}
      tableSummary={t('reports.table')}
      headers={headers}
      points={rows.map(({ label, count, text }, at) => ({
        label,
        value: count ?? 0,
        text,
        axis: at === 0 ? '0' : `–${at * 30}`,
      }))}
    />
  )
}
