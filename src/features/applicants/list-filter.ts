import type { ApplicationState } from '../../db/tables-events.ts'
import type { ApplicantFilter } from './queries.ts'

/** What an officer looks for, as groups of states; the address carries the group's name. */
export const groups = {
  all: [],
  seated: ['held', 'confirmed', 'offered'],
  unproven: ['held'],
  waiting: ['waiting'],
  requested: ['requested'],
  ended: ['cancelled', 'declined', 'expired', 'rejected', 'moved'],
} as const satisfies Record<string, readonly ApplicationState[]>
export type Group = keyof typeof groups

export type TypedFilter = Record<'group' | 'pool' | 'attendance' | 'q' | 'page', string>

/** The filter as it stands in the address; nonsense is left out. */
export function readFilter(query: URLSearchParams): {
  typed: TypedFilter
  filter: ApplicantFilter
} {
  const one = (name: string) => (query.get(name) ?? '').trim().slice(0, 200)
  const typed: TypedFilter = {
    group: one('group') in groups ? one('group') : 'all',
    pool: one('pool'),
    attendance: one('attendance'),
    q: one('q'),
    page: one('page'),
  }
  const filter: ApplicantFilter = { states: groups[typed.group as Group] }
  if (/^[1-9]\d{0,14}$/.test(typed.pool)) filter.poolId = Number(typed.pool)
  if (typed.attendance === 'came' || typed.attendance === 'absent')
    filter.attendance = typed.attendance
  if (typed.q) filter.text = typed.q
  return { typed, filter }
}

/** The address of the list with some parts of the filter changed. */
export function listPath(
  slug: string,
  typed: Partial<TypedFilter & { format: string }>,
  tail = '',
): string {
  const query = new URLSearchParams(
    Object.entries(typed).filter(
      ([name, value]) => value && !(name === 'group' && value === 'all'),
    ),
  ).toString()
  return `/staff/events/${slug}/applicants${tail}${query ? `?${query}` : ''}`
}
