import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ActivityRow, VersionRow } from '../../db/tables-registry.ts'
import { translator } from '../../i18n/messages.ts'
import type { Cell } from '../../lib/csv.ts'
import { fromRow, publicPart } from '../activities/version.ts'
import { type Edition, publicNumber } from '../editions/edition.ts'
import { type FormItem, inputName, isAsked } from '../editions/form-definition.ts'
import { type Draft, valueOf } from '../registration/draft.ts'
import { labelsInCell } from './cell-text.ts'
import { type Column, columnsOf } from './columns.ts'
import { type ExportFilter, matching } from './export-filter.ts'

type Row = Selectable<VersionRow> &
  Pick<
    Selectable<ActivityRow>,
    | 'state'
    | 'source'
    | 'number'
    | 'private_answers'
    | 'submitted_at'
    | 'published_at'
    | 'contact_name'
    | 'contact_department'
    | 'contact_email'
    | 'contact_phone'
  >

const chunk = 1000

/** The version that staff work on: the proposed one, else the published one, else the newest. */
const shownVersion = sql<number>`coalesce(activities.proposed_version_id, activities.published_version_id,
  (select max(v.id) from activity_versions v where v.activity_id = activities.id))`

function filtered(db: Db, edition: Edition, filter: ExportFilter) {
  return db
    .selectFrom('activities')
    .innerJoin('activity_versions', (join) => join.on('activity_versions.id', '=', shownVersion))
    .where(matching(edition, filter))
}

/** How many registrations a filter finds. */
export async function countExported(
  db: Db,
  edition: Edition,
  filter: ExportFilter,
): Promise<number> {
  const { count } = await filtered(db, edition, filter)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The registrations that a filter finds, oldest first, a chunk at a time. */
export async function* exportedRows(
  db: Db,
  edition: Edition,
  filter: ExportFilter,
): AsyncGenerator<Row[]> {
  for (let after = 0; ;) {
    const rows = await filtered(db, edition, filter)
      .selectAll('activity_versions')
      .select([
        'activities.state',
        'activities.source',
        'activities.number',
        'activities.private_answers',
        'activities.submitted_at',
        'activities.published_at',
        'activities.contact_name',
        'activities.contact_department',
        'activities.contact_email',
        'activities.contact_phone',
      ])
      .where('activities.id', '>', after)
      .orderBy('activities.id')
      .limit(chunk)
      .execute()
    if (rows.length > 0) yield rows
    if (rows.length < chunk) return
    after = rows.at(-1)?.activity_id ?? after
  }
}

export type ExportTable = { header: string[]; cells(row: Row): Cell[] }

const t = translator('ja')

/**
 * The table of an export: permanent number, state, source and times, then the same columns as the
 * import reads. Without `personal` only what the public may read is filled in, and the columns that
 * nobody publishes are left out.
 */
export function exportTable(edition: Edition, personal: boolean): ExportTable {
  const columns = columnsOf(edition).filter(
    ({ items }) => personal || items.some((item) => item.publication !== 'never'),
  )
  const facts = ['number', 'state', 'source', 'submitted', 'published'] as const
  return {
    header: [
      ...facts.map((fact) => t(`intake.export.${fact}`)),
      ...columns.map(({ labels }) => labels.ja),
    ],
    cells: (row) => [
      row.number === null ? '' : publicNumber(edition, row.number),
      t(`intake.export.state.${row.state}`),
      t(`intake.export.source.${row.source}`),
      timeInTokyo(row.submitted_at),
      timeInTokyo(row.published_at),
      ...columns.map((column) => answerCell(edition, column, draftOf(edition, row, personal))),
    ],
  }
}

function draftOf(edition: Edition, row: Row, personal: boolean): Draft {
  const version = fromRow(row)
  const { contact_name, contact_department, contact_email, contact_phone } = row
  return {
    version: personal ? version : publicPart(version, edition.form),
    contact: { contact_name, contact_department, contact_email, contact_phone },
    privateAnswers: personal ? row.private_answers : {},
  }
}

function answerCell(edition: Edition, column: Column, draft: Draft): string {
  const { participantKind } = draft.version
  if (column.name === 'participantKind')
    return labelsInCell(edition, column.items[0] as FormItem, participantKind)
  const item = column.items.find((one) => isAsked(one, participantKind))
  return item && inputName(item) !== 'image'
    ? labelsInCell(edition, item, valueOf(draft, item))
    : ''
}

/** `2020-11-04 13:05` in Tokyo, which spreadsheets read as a time. */
function timeInTokyo(instant: Temporal.Instant | null): string {
  if (!instant) return ''
  const local = instant.toZonedDateTimeISO('Asia/Tokyo').toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ')
}
