import { dayOf } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { may, type Routes, routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { editionOf } from '../editions/current.ts'
import { formatOf, tableFile } from '../intake/table-file.ts'
import { figureRows } from './figure-rows.ts'
import { statisticsOf } from './statistics.ts'
import { ReportsView } from './views.tsx'

/** The figures of the edition, for staff. */
export function reportRoutes(): Routes {
  const list = routes()
  list.get('/staff/reports', may('reports.read'), show)
  list.get('/staff/reports/figures', may('reports.read'), download)
  return list
}

async function show(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const statistics = await statisticsOf(c.var.db, edition, dayOf(c.var.now))
  return staffPage(
    c,
    { title: c.var.t('reports.title'), wide: true },
    <ReportsView c={c} edition={edition} statistics={statistics} />,
  )
}

async function download(c: Ctx): Promise<Response> {
  const { t, lang, db, now } = c.var
  const edition = await editionOf(c)
  const rows = figureRows({ edition, lang, t }, await statisticsOf(db, edition, dayOf(now)))
  const header = [t('reports.column.group'), t('reports.column.item'), t('reports.column.value')]
  return tableFile(
    { name: `figures-${edition.slug}`, sheetName: edition.slug, header, rows },
    formatOf(c),
  )
}
