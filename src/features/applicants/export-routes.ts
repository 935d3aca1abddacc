import { zone } from '../../clock.ts'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { may, type Routes } from '../../http/routes.ts'
import type { Cell } from '../../lib/csv.ts'
import { pick } from '../../lib/languages.ts'
import { receiptNumber } from '../applications/application.ts'
import { writeAudit } from '../audit/queries.ts'
import { type Question, questionsOf } from '../events/questions.ts'
import { actorOf } from '../intake/officer.ts'
import { formatOf, tableFile } from '../intake/table-file.ts'
import { readFilter } from './list-filter.ts'
import { oneEvent, type OneEvent } from './one-event.ts'
import { type Applicant, countApplicants, listApplicants } from './queries.ts'
import { poolName } from './words.tsx'

/** More than the largest pool has. */
const everybody = 1_000_000

/** The list as a file for Excel, with the same filter as the page; every export is logged. */
export function addExportRoutes(list: Routes): void {
  list.get('/staff/events/:slug/applicants/export', may('applications.export'), exportList)
}

async function exportList(c: Ctx): Promise<Response> {
  const one = await oneEvent(c)
  const { filter, typed } = readFilter(new URL(c.req.url).searchParams)
  const format = formatOf(c)
  await transaction(c.var.db, async (trx) =>
    writeAudit(trx, {
      action: 'applications.exported',
      actor: actorOf(c),
      subject: {
        kind: 'event',
        id: one.event.id,
        name: one.event.title.ja,
        editionId: one.edition.id,
      },
      after: { rows: await countApplicants(trx, one.event.id, filter), format, filter: typed },
      at: c.var.clock.now(),
    }),
  )
  const page = { limit: everybody, offset: 0 }
  const applicants = await listApplicants(c.var.db, one.event.id, filter, page)
  const questions = questionsOf(one.event)
  return tableFile(
    {
      name: `applicants-${one.event.slug}`,
      sheetName: one.event.slug,
      header: headerOf(c, questions),
      rows: applicants.map((applicant) => cellsOf(c, one, questions, applicant)),
    },
    format,
  )
}

const columns = [
  'number',
  'waiting-number',
  'pool',
  'state',
  'name',
  'reading',
  'organisation',
  'email',
  'language',
  'source',
  'attendance',
  'minutes',
  'applied',
  'proven',
] as const

function headerOf(c: Ctx, questions: Question[]): string[] {
  const { t, lang } = c.var
  const own = questions.map(({ label }) => pick(label, lang).text)
  return [...columns.map((column) => t(`applicants.column.${column}`)), ...own]
}

function cellsOf(c: Ctx, one: OneEvent, questions: Question[], applicant: Applicant): Cell[] {
  const { t } = c.var
  const pool = one.pools.find(({ id }) => id === applicant.pool_id)
  const answers = applicant.answers as Record<string, string | string[]>
  return [
    receiptNumber(one.event.slug, applicant.number),
    applicant.waiting_number ?? '',
    pool ? poolName(c, pool) : '',
    t(`applicants.state.${applicant.state}`),
    applicant.name,
    applicant.reading,
    applicant.organisation,
    applicant.email,
    applicant.language,
    t(`applicants.source.${applicant.source}`),
    t(`applicants.attendance.${applicant.attendance}`),
    Math.floor(applicant.attended_seconds / 60),
    isoInTokyo(applicant.created_at),
    applicant.proven_at ? isoInTokyo(applicant.proven_at) : '',
    ...questions.map((question) => answerOf(c, question, answers[question.code])),
  ]
}

/** An answer as text: the names of what was chosen, not their codes. */
function answerOf(c: Ctx, { options }: Question, answer: string | string[] | undefined): string {
  return [answer ?? []]
    .flat()
    .map((value) => {
      const option = options.find(({ code }) => code === value)
      return option ? pick(option.label, c.var.lang).text : value
    })
    .join('、')
}

/** 2020-10-20T09:00:00+09:00: sorts as text, and no program reads it wrongly. */
function isoInTokyo(instant: Temporal.Instant): string {
  return instant
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
}
