import { withoutForbidden } from '../../lib/html-characters.ts'
import type { Edition } from '../editions/edition.ts'
import { type FacetName, facetNames } from '../search/activities-index.ts'
import type { SearchQuery } from '../search/search-index.ts'

/** A reader's wish, read from the query of the list's address. */
export type ListQuery = {
  words: string
  /** Chosen values by facet, as they stand in the address (codes, not places). */
  chosen: Record<FacetName, string[]>
  sort: SearchQuery['sort']
  page: number
}

export const perPage = 20
const longestWords = 100
const furthestPage = 500

/** Reads the address; whatever makes no sense in it is left out. */
export function readListQuery(edition: Edition, search: URLSearchParams): ListQuery {
  const typed = withoutForbidden(search.get('q') ?? '')
  const words = typed.normalize('NFKC').trim().slice(0, longestWords)
  const chosen = Object.fromEntries(
    facetNames.map((name) => [
      name,
      [...new Set(search.getAll(name))].filter(
        (code) => placeOf(edition, name, code) !== undefined,
      ),
    ]),
  ) as ListQuery['chosen']
  const sort = search.get('sort')
  const page = Number(search.get('page') ?? 1)
  return {
    words,
    chosen,
    sort:
      sort === 'name' || sort === 'newest' || sort === 'relevance'
        ? sort
        : words
          ? 'relevance'
          : 'newest',
    page: Number.isInteger(page) && page >= 1 && page <= furthestPage ? page : 1,
  }
}

/** The same wish as an address, with changes; what is usual is left out of it. */
export function listAddress(query: ListQuery, change: Partial<ListQuery> = {}): string {
  const next = { ...query, page: 1, ...change }
  const search = new URLSearchParams()
  if (next.words) search.set('q', next.words)
  for (const name of facetNames) for (const code of next.chosen[name]) search.append(name, code)
  if (next.sort !== (next.words ? 'relevance' : 'newest')) search.set('sort', next.sort)
  if (next.page > 1) search.set('page', String(next.page))
  return search.size > 0 ? `?${search}` : ''
}

/** The wish in the index's words. */
export function toSearch(edition: Edition, query: ListQuery): SearchQuery {
  const filters: Record<string, number[]> = {}
  for (const name of facetNames) {
    const places = query.chosen[name].flatMap((code) => placeOf(edition, name, code) ?? [])
    if (places.length > 0) filters[name] = places
  }
  return {
    query: query.words,
    filters,
    sort: query.sort,
    offset: (query.page - 1) * perPage,
    limit: perPage,
  }
}

/** The number that stands for a code in the index, or undefined for an unknown code. */
export function placeOf(edition: Edition, name: FacetName, code: string): number | undefined {
  const lists = { kind: edition.kinds, industry: edition.industries, size: edition.sizes }
  if (name === 'who') return code === 'organisation' ? 0 : code === 'individual' ? 1 : undefined
  if (name === 'online') return code === 'yes' ? 1 : undefined
  if (name === 'prefecture') {
    const prefecture = Number(code)
    return Number.isInteger(prefecture) && prefecture >= 1 && prefecture <= 47
      ? prefecture
      : undefined
  }
  const at = lists[name].findIndex((entry) => entry.code === code)
  return at < 0 ? undefined : at
}
