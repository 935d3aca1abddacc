import { dayOf } from '../../clock.ts'
import { reportPdf } from '../../files/pdf-report.ts'
import type { Ctx } from '../../http/context.ts'
import { siteNameOf } from '../../http/page.tsx'
import { may, type Routes, routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { formatNumber, formatPercent } from '../../lib/numbers.ts'
import { whenOf } from '../applications/wording.ts'
import { accentInks } from '../editions/accent-inks.ts'
import { eventAtHand, titleOf } from '../event-desk/at-hand.ts'
import { formatOf, tableFile } from '../intake/table-file.ts'
import { inFigures, partsOf } from './parts.ts'
import { figuresOf } from './queries.ts'
import { ReportView } from './view.tsx'

const path = '/staff/events/:slug/report'

/** What an event came to, in numbers only: a page, a PDF to hand in, a file to go on with. */
export function eventReportRoutes(): Routes {
  const list = routes()
  const reading = may('reports.read')
  list.get(path, reading, show)
  list.get(`${path}.pdf`, reading, print)
  list.get(`${path}/export`, reading, download)
  return list
}

async function reportAtHand(c: Ctx) {
  const { event, desk } = await eventAtHand(c, 'reports.read')
  const figures = await figuresOf(c.var.db, event)
  return { event, edition: desk.edition, figures, parts: partsOf(c.var, figures) }
}

async function show(c: Ctx): Promise<Response> {
  const title = c.var.t('event-report.title')
  return staffPage(c, { title, wide: true }, <ReportView c={c} {...await reportAtHand(c)} />)
}

async function print(c: Ctx): Promise<Response> {
  const { t, lang, now } = c.var
  const { event, edition, parts } = await reportAtHand(c)
  const format = {
    number: (value: number) => formatNumber(value, lang),
    percent: (ratio: number) => formatPercent(ratio, lang),
  }
  const pdf = await reportPdf({
    lang,
    title: t('event-report.title'),
    subject: titleOf(event, lang).text,
    lines: [
      whenOf(event, lang, t),
      `${siteNameOf(c)} · ${t('event-report.as-of', { day: formatDayWithYear(dayOf(now), lang) })}`,
    ],
    parts: parts.map(({ title, note, counted, rows }) => ({
      title,
      note: note ?? counted,
      rows: rows.map((row) => ({
        label: row.label,
        text: inFigures(row, format),
        share: row.share,
      })),
    })),
    accent: accentInks[edition.accent],
    createdAt: now,
  })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="report-${event.slug}.pdf"`,
      'cache-control': 'no-store',
    },
  })
}

async function download(c: Ctx): Promise<Response> {
  const { t } = c.var
  const { event, parts } = await reportAtHand(c)
  return tableFile(
    {
      name: `report-${event.slug}`,
      sheetName: event.slug,
      header: [t('reports.column.group'), t('reports.column.item'), t('reports.column.value')],
      rows: parts.flatMap(({ title, rows }) =>
        rows.map(({ label, count }) => [title, label, count ?? '']),
      ),
    },
    formatOf(c),
  )
}
