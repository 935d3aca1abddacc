import { type ExpressionBuilder, sql } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import type { ActivityRow, ActivityState } from '../../db/tables-registry.ts'
import { byCode, type Edition } from '../editions/edition.ts'

const states = [
  'unconfirmed',
  'submitted',
  'returned',
  'published',
  'rejected',
  'withdrawn',
  'suspended',
] as const satisfies readonly ActivityState[]
const sources = [
  'web',
  'paper',
  'import',
  'carried-over',
  'demo',
] as const satisfies readonly ActivityRow['source'][]

/** What the staff list shows, read from the query of its address; empty lists mean "all". */
export type ExportFilter = {
  words: string
  states: ActivityState[]
  kinds: string[]
  prefectures: number[]
  sources: ActivityRow['source'][]
  /** The prefectures that the reader's grants are limited to; null is everywhere. */
  scope: number[] | null
}

/** Reads the address of the staff list; whatever makes no sense in it is left out. */
export function readExportFilter(
  edition: Edition,
  search: URLSearchParams,
  scope: number[] | null,
): ExportFilter {
  const chosen = <Code extends string>(name: string, codes: readonly Code[]) =>
    codes.filter((code) => search.getAll(name).includes(code))
  return {
    words: (search.get('q') ?? '').normalize('NFKC').replaceAll('\0', '').trim().slice(0, 100),
    states: chosen('state', states),
    kinds: search.getAll('kind').filter((code) => byCode(edition.kinds, code)),
    prefectures: search
      .getAll('prefecture')
      .map(Number)
      .filter((code) => Number.isInteger(code) && code >= 1 && code <= 47),
    sources: chosen('source', sources),
    scope,
  }
}

/** The filter as the log of actions keeps it: only what was chosen. */
export function filterInLog(filter: ExportFilter): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== null && value.length > 0),
  )
}

type Joined = ExpressionBuilder<Tables, 'activities' | 'activity_versions'>

/** The filter as a condition. Unsent drafts belong to their writers and are never listed. */
export function matching(edition: Edition, filter: ExportFilter) {
  const { words, scope } = filter
  return (where: Joined) =>
    where.and([
      where('activities.edition_id', '=', edition.id),
      filter.states.length > 0
        ? where('activities.state', 'in', filter.states)
        : where('activities.state', '<>', 'draft'),
      ...(filter.sources.length > 0 ? [where('activities.source', 'in', filter.sources)] : []),
      ...(filter.prefectures.length > 0
        ? [where('activity_versions.prefecture', 'in', filter.prefectures)]
        : []),
      ...(scope
        ? [where('activity_versions.prefecture', 'in', scope.length > 0 ? scope : [0])]
        : []),
      ...(filter.kinds.length > 0
        ? [sql<boolean>`activity_versions.kinds && ${filter.kinds}::text[]`]
        : []),
      ...(words ? [wordsMatch(edition, words)] : []),
    ])
}

/** The rule of the staff list: name, title, mail address or number; % and _ are meant as typed. */
function wordsMatch(edition: Edition, words: string) {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const own = `${edition.slug}-`
  const digits = words.startsWith(own) ? words.slice(own.length) : words
  const number = /^\d{1,7}$/.test(digits) ? Number(digits) : null
  return sql<boolean>`(
    activity_versions.name ilike ${pattern} or activity_versions.title ilike ${pattern}
    or activities.contact_email ilike ${pattern} or activities.number = ${number}::int)`
}
