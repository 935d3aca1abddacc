import type { ComponentChildren } from 'preact'
import type { Ctx } from '../../http/context.ts'
import { fragment } from '../../http/fragments.tsx'
import { to } from '../../http/page.tsx'
import { pick } from '../../lib/languages.ts'
import { prefectures } from '../../lib/prefectures.ts'
import { EntryList } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ActiveFilters, FacetGroup, Facets, ResultHead, SortLinks } from '../../ui/facets.tsx'
import { SearchBox } from '../../ui/form.tsx'
import { Button } from '../../ui/button.tsx'
import { LanguageNote } from '../../ui/language-note.tsx'
import { Pager, shownPages } from '../../ui/pager.tsx'
import { PageHead } from '../../ui/section.tsx'
import type { Edition } from '../editions/edition.ts'
import { type FacetName, facetNames } from '../search/activities-index.ts'
import type { SearchAnswer } from '../search/search-index.ts'
import { listAddress, type ListQuery, perPage, placeOf } from './list-query.ts'
import { namedFacet } from './named-facet.ts'

export type ListProps = {
  c: Ctx
  edition: Edition
  query: ListQuery
  answer: SearchAnswer
  /** All that could be found without words and filters. */
  size: number
  children: ComponentChildren[]
}

/** Search and facets left, quiet rows right; all of it links and GET forms. */
export function ListView(props: ListProps) {
  const { c, query, answer } = props
  const { t } = c.var
  return (
    <>
      <PageHead title={t('activities.title')} lead={t('activities.list.lead')}>
        {c.var.lang !== 'ja' && <LanguageNote text={t('activities.list.in-japanese')} />}
      </PageHead>
      <div class="list-search">
        <SearchBox
          action={to(c, '/activities#results')}
          name="q"
          label={t('activities.list.search')}
          hint={t('activities.list.search.hint')}
          button={t('activities.list.search.button')}
          value={query.words}
          hidden={facetNames.flatMap((name) =>
            query.chosen[name].map((value) => ({ name, value })),
          )}
        />
      </div>
      <a class="to-results" href="#results">
        {t('activities.list.to-results')}
      </a>
      <div class="columns columns-facets">
        <ListFacets {...props} />
        <div class="results" id="results" tabIndex={-1}>
          <Named {...props} />
          <ListHead {...props} />
          {answer.total === 0 ? <Nothing {...props} /> : <EntryList>{props.children}</EntryList>}
          <ListPager {...props} />
          <TakeAway {...props} />
        </div>
      </div>
    </>
  )
}

/** The values of a facet in the order of the edition's lists, with their words. */
function facetOptions(
  c: Ctx,
  edition: Edition,
  name: FacetName,
): { code: string; label: string }[] {
  const { t, lang } = c.var
  const named = (list: readonly { code: string; name: { ja: string } }[]) =>
    list.map((entry) => ({ code: entry.code, label: pick(entry.name, lang).text }))
  switch (name) {
    case 'kind':
      return named(edition.kinds)
    case 'industry':
      return named(edition.industries)
    case 'size':
      return named(edition.sizes)
    case 'prefecture':
      return prefectures.map((one) => ({ code: String(one.number), label: one.name[lang] }))
    case 'who':
      return [
        { code: 'organisation', label: t('activities.facet.who.organisation') },
        { code: 'individual', label: t('activities.facet.who.individual') },
      ]
    case 'online':
      return [{ code: 'yes', label: t('activities.facet.online.yes') }]
  }
}

function ListFacets(props: ListProps) {
  const { c, query } = props
  const { t } = c.var
  const inForce = facetNames.reduce((sum, name) => sum + query.chosen[name].length, 0)
  return (
    <Facets
      action={to(c, '/activities#results')}
      title={t('activities.list.filters')}
      openLabel={
        inForce === 0
          ? t('activities.list.filters.open')
          : t('activities.list.filters.open.some', { count: inForce })
      }
      apply={t('activities.list.filters.apply')}
      hidden={[
        ...(query.words ? [{ name: 'q', value: query.words }] : []),
        ...(query.sort !== (query.words ? 'relevance' : 'newest')
          ? [{ name: 'sort', value: query.sort }]
          : []),
      ]}
    >
      {facetNames.map((name) => facetGroup(props, name))}
    </Facets>
  )
}

/** Readers who turn pages or sort see the same numbers again, so a group is kept by its numbers. */
function facetGroup({ c, edition, query, answer }: ListProps, name: FacetName) {
  const chosen = query.chosen[name]
  const counts = answer.facets[name] ?? new Map<number, number>()
  return fragment(c, `facet ${edition.id} ${name} ${chosen} ${[...counts].join()}`, () => (
    <FacetGroup
      name={name}
      label={c.var.t(`activities.facet.${name}`)}
      open={name === 'kind'}
      options={facetOptions(c, edition, name)
        .map(({ code, label }) => ({
          value: code,
          label,
          count: String(counts.get(placeOf(edition, name, code) ?? -1) ?? 0),
          checked: chosen.includes(code),
        }))
        .filter(({ count, checked }) => count !== '0' || checked)}
    />
  ))
}

/** The chosen values as tags; each leads to the list without it. */
function filtersInForce(c: Ctx, edition: Edition, query: ListQuery) {
  const inForce = facetNames.filter((name) => query.chosen[name].length > 0)
  return inForce.flatMap((name) =>
    facetOptions(c, edition, name)
      .filter(({ code }) => query.chosen[name].includes(code))
      .map(({ code, label }) => {
        const rest = query.chosen[name].filter((other) => other !== code)
        const chosen = { ...query.chosen, [name]: rest }
        return {
          label,
          href: to(c, '/activities') + listAddress(query, { chosen }),
          removeLabel: c.var.t('activities.list.filters.remove'),
        }
      }),
  )
}

/** Offers the filter that the words name, when they name one. */
function Named({ c, edition, query }: ListProps) {
  const named = namedFacet(edition, query.words)
  if (!named || query.chosen[named.name].length > 0) return null
  const option = facetOptions(c, edition, named.name).find(({ code }) => code === named.code)
  if (!option) return null
  const chosen = { ...query.chosen, [named.name]: [named.code] }
  const change = { words: named.rest, chosen, sort: named.rest ? query.sort : 'newest' } as const
  return (
    <p class="notice-line">
      <a href={to(c, '/activities') + listAddress(query, change)}>
        {c.var.t('activities.list.named', {
          facet: c.var.t(`activities.facet.${named.name}`),
          name: option.label,
        })}
      </a>
    </p>
  )
}

function ListHead({ c, edition, query, answer, size }: ListProps) {
  const { t } = c.var
  const sorts = query.words
    ? (['relevance', 'newest', 'name'] as const)
    : (['newest', 'name'] as const)
  const count =
    answer.total === size
      ? t('activities.list.found', { count: size })
      : t('activities.list.found.of', { count: answer.total, total: size })
  return (
    <>
      <ActiveFilters
        label={t('activities.list.filters.active')}
        filters={filtersInForce(c, edition, query)}
        clear={{
          href: to(c, '/activities') + (query.words ? `?q=${encodeURIComponent(query.words)}` : ''),
          label: t('activities.list.filters.clear'),
        }}
      />
      <ResultHead count={count}>
        <SortLinks
          label={t('activities.list.sort')}
          items={sorts.map((sort) => ({
            href: to(c, '/activities') + listAddress(query, { sort }),
            label: t(`activities.list.sort.${sort}`),
            current: sort === query.sort,
          }))}
        />
      </ResultHead>
    </>
  )
}

function Nothing({ c, size }: ListProps) {
  const { t } = c.var
  if (size > 0)
    return (
      <EmptyState title={t('activities.list.empty.title')} text={t('activities.list.empty.text')} />
    )
  return (
    <EmptyState
      title={t('activities.list.empty.none.title')}
      text={t('activities.list.empty.none.text')}
    >
      <Button href={to(c, '/activities/new')}>{t('activities.one.register.button')}</Button>
    </EmptyState>
  )
}

function ListPager({ c, query, answer }: ListProps) {
  const { t } = c.var
  const last = Math.ceil(answer.total / perPage)
  if (last <= 1) return null
  const href = (page: number) => to(c, '/activities') + listAddress(query, { page })
  return (
    <Pager
      label={t('site.pager.label')}
      summary={`${query.page} / ${last}`}
      previous={
        query.page > 1 ? { href: href(query.page - 1), label: t('site.pager.previous') } : undefined
      }
      next={
        query.page < last ? { href: href(query.page + 1), label: t('site.pager.next') } : undefined
      }
      items={shownPages(query.page, last).map((page) =>
        page === null
          ? { page }
          : {
              page,
              href: href(page),
              current: page === query.page,
              label: t('site.pager.page', { page }),
            },
      )}
    />
  )
}

/** The filtered list as data and as a feed. */
function TakeAway({ c, query }: ListProps) {
  const { t } = c.var
  const address = listAddress(query)
  return (
    <nav class="take-away" aria-label={t('activities.list.download')}>
      <p>{t('activities.list.download')}</p>
      <ul>
        {(['csv', 'json', 'atom'] as const).map((format) => (
          <li key={format}>
            <a href={to(c, `/activities.${format}${address}`)}>
              {t(`activities.list.download.${format}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
