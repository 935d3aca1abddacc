import type { Ctx } from '../../http/context.ts'
import { Fault } from '../../http/faults.ts'
import { can } from '../../http/roles.ts'
import { may, type Routes } from '../../http/routes.ts'
import { pick } from '../../lib/languages.ts'
import { nameOf } from '../editions/edition.ts'
import { editionOf } from '../editions/current.ts'
import { tableFile } from '../intake/table-file.ts'
import { topicName } from './consultation.ts'
import { eventsWithoutDay, type ListedDay, listDays } from './desk-queries.ts'
import { deskPage } from './desk-views.tsx'
import { figuresOf } from './figures.ts'
import { listAdvisers } from './queries.ts'

/** The desk's overview, and the figures as a file. */
export function addDeskRoutes(list: Routes): void {
  list.get('/staff/consultations', may('consultations.manage'), overview)
  list.get('/staff/consultations/figures.csv', may('consultations.manage'), download)
}

/** The edition, for somebody who may manage its consultations. @throws Fault 403 */
export async function managedEdition(c: Ctx) {
  const edition = await editionOf(c)
  const { session } = c.var
  if (session?.kind !== 'staff' || !can(session.staff, 'consultations.manage', edition.id))
    throw new Fault(403)
  return { edition, staff: session.staff }
}

async function figuresOfAll(c: Ctx, days: ListedDay[]) {
  return Promise.all(days.map(async (day) => ({ day, figures: await figuresOf(c.var.db, day.id) })))
}

async function overview(c: Ctx): Promise<Response> {
  const { db } = c.var
  const { edition } = await managedEdition(c)
  const days = await listDays(db, edition.id)
  return deskPage(c, {
    edition,
    advisers: await listAdvisers(db, edition.id),
    days: await figuresOfAll(c, days),
    events: await eventsWithoutDay(db, edition.id),
  })
}

async function download(c: Ctx): Promise<Response> {
  const { t, lang } = c.var
  const { edition } = await managedEdition(c)
  const all = await figuresOfAll(c, await listDays(c.var.db, edition.id))
  const rows = all.flatMap(({ day, figures }) => {
    const seminar = pick(day.title, lang).text
    const counts = ['slots', 'blocked', 'booked', 'held', 'noShow', 'waiting'] as const
    return [
      ...counts.map((name) => [seminar, t(`consultations.figure.${name}`), '', figures[name]]),
      ...[...figures.byTopic].map(([code, count]) => [
        seminar,
        t('consultations.topic'),
        code ? topicName(day.topics, code, lang).text : t('consultations.unknown'),
        count,
      ]),
      ...[...figures.bySize].map(([code, count]) => [
        seminar,
        t('consultations.field.size'),
        code ? nameOf(edition.sizes, code, lang) : t('consultations.unknown'),
        count,
      ]),
    ]
  })
  const header = [
    t('consultations.seminar'),
    t('consultations.figure'),
    t('consultations.figure.of'),
    t('consultations.figure.count'),
  ]
  return tableFile(
    { name: `consultations-${edition.slug}`, sheetName: edition.slug, header, rows },
    'csv',
  )
}
