import { groups, readFilter, type TypedFilter } from '../applicants/list-filter.ts'
import type { ApplicantFilter } from '../applicants/queries.ts'

export const messageGroups = Object.keys(groups) as (keyof typeof groups)[]
export const attendances = ['came', 'absent'] as const
export const supports = ['any', 'open', 'answered'] as const
type Support = (typeof supports)[number]

/** Whom a message goes to, as it stands in the address, in the form and in event_messages.filter. */
export type MessageFilter = Pick<TypedFilter, 'group' | 'pool' | 'attendance' | 'q'> & {
  support: Support | ''
}

export const filterInputs = ['group', 'pool', 'attendance', 'support', 'q'] as const

/**
 * The filter of the applicants' list, and who asked for support, for those who arrange it: others
 * must not learn it from a number. Nonsense is left out.
 */
export function readMessageFilter(query: URLSearchParams, maySeeSupport: boolean): MessageFilter {
  const { typed, filter } = readFilter(query)
  const support = supports.find((one) => one === query.get('support'))
  return {
    group: typed.group,
    pool: filter.poolId === undefined ? '' : String(filter.poolId),
    attendance: filter.attendance ?? '',
    q: typed.q,
    support: maySeeSupport && support ? support : '',
  }
}

/** A kept filter as the query of applicants takes it. */
export function applicantFilterOf(kept: Record<string, unknown>): ApplicantFilter {
  const query = new URLSearchParams(
    Object.entries(kept).map(([name, value]) => [name, String(value)]),
  )
  const { support } = readMessageFilter(query, true)
  return { ...readFilter(query).filter, ...(support && { support }) }
}
