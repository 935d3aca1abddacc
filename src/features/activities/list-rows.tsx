import type { VNode } from 'preact'
import type { Ctx } from '../../http/context.ts'
import { fragmentsOf, renderPart } from '../../http/fragments.tsx'
import { Raw } from '../../ui/raw.tsx'
import type { Edition } from '../editions/edition.ts'
import { activitiesByIds, type PublishedRow } from '../search/queries.ts'
import { ActivityRow } from './card.tsx'
import { fromRow, publicPart } from './version.ts'

/**
 * The rows of a list in the order of the ids. A row is read from the database and rendered once
 * per language, until something changes; an activity that is no longer public has no row.
 */
export async function activityRows(c: Ctx, edition: Edition, ids: number[]): Promise<VNode[]> {
  const { pages, lang, db } = c.var
  const fragments = fragmentsOf(pages)
  const version = pages.version()
  const keyOf = (id: number) => `${lang} row ${edition.id} ${id}`
  const known = new Map(ids.map((id) => [id, fragments.find(keyOf(id))]))
  const missing = ids.filter((id) => known.get(id) === undefined)
  for (const row of await activitiesByIds(db, edition.id, missing)) {
    const html = renderRow(c, edition, row)
    fragments.keep(keyOf(row.activity_id), html, version)
    known.set(row.activity_id, html)
  }
  return ids.flatMap((id) => known.get(id) ?? []).map((html) => <Raw html={html} />)
}

function renderRow(c: Ctx, edition: Edition, row: PublishedRow): string {
  const version = publicPart(fromRow(row), edition.form)
  return renderPart(
    <ActivityRow c={c} edition={edition} version={version} number={row.number} level={2} />,
  )
}
