import type { Services } from '../../http/context.ts'
import type { Db } from '../../db/database.ts'
import { toHiragana } from '../../lib/jp-kana.ts'
import { fromRow, publicPart, type Version } from '../activities/version.ts'
import { currentEdition, forgetEdition } from '../editions/current.ts'
import type { Edition } from '../editions/edition.ts'
import { activityById, publishedVersions, type PublishedRow } from './queries.ts'
import { createSearchIndex, type SearchIndex } from './search-index.ts'

/** The facets of the registry. Codes of the edition's lists are kept as their places in the list. */
export const facetNames = ['kind', 'who', 'prefecture', 'industry', 'size', 'online'] as const
export type FacetName = (typeof facetNames)[number]

const indexes = new WeakMap<Db, SearchIndex>()

/** The index of the current edition's published activities. */
export function searchIndex(db: Db): SearchIndex {
  return indexes.get(db) ?? emptyIndex(db)
}

function emptyIndex(db: Db): SearchIndex {
  const index = createSearchIndex({
    facets: facetNames.map((name) => ({ name, multiple: name === 'kind' })),
  })
  indexes.set(db, index)
  return index
}

/** Fills the index from the database and keeps it true to every change, here and elsewhere. */
export async function fillSearch({ db, changes }: Services): Promise<void> {
  await fill(db)
  changes.hear(async (change) => {
    if (change.kind === 'activities' && change.id !== undefined) return refresh(db, change.id)
    if (change.kind === 'events') return undefined
    forgetEdition(db)
    return fill(db)
  })
}

async function fill(db: Db): Promise<void> {
  const edition = await currentEdition(db)
  const index = emptyIndex(db)
  for await (const row of publishedVersions(db, edition.id)) index.put(toRecord(edition, row))
}

async function refresh(db: Db, id: number): Promise<void> {
  const edition = await currentEdition(db)
  const row = await activityById(db, edition.id, id)
  if (row) searchIndex(db).put(toRecord(edition, row))
  else searchIndex(db).remove(id)
}

function toRecord(edition: Edition, row: PublishedRow) {
  const version = publicPart(fromRow(row), edition.form)
  return {
    id: row.activity_id,
    title: version.title,
    text: [
      version.name,
      version.reading,
      toHiragana(version.reading),
      version.body,
      version.place,
    ].join('\n'),
    sortKey: toHiragana(version.reading) || version.name,
    day: Math.floor(row.published_at.epochMilliseconds / 1000),
    facets: facetsOf(edition, version),
  }
}

function facetsOf(edition: Edition, version: Version): Record<FacetName, number[]> {
  const place = (list: readonly { code: string }[], code: string | null) => {
    const at = list.findIndex((entry) => entry.code === code)
    return at < 0 ? [] : [at]
  }
  return {
    kind: version.kinds.flatMap((code) => place(edition.kinds, code)),
    who: [version.participantKind === 'individual' ? 1 : 0],
    prefecture: version.prefecture === null ? [] : [version.prefecture],
    industry: place(edition.industries, version.industry),
    size: place(edition.sizes, version.size),
    online: version.online ? [1] : [],
  }
}
