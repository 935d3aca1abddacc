import type { Ctx } from '../../http/context.ts'
import type { Db } from '../../db/database.ts'
import type { Site } from '../../http/site.ts'
import type { Edition } from './edition.ts'
import { getCurrentEdition } from './queries.ts'

const remembered = new WeakMap<Db, Edition>()

/** The edition that the site shows; read once and kept until it changes. */
export async function currentEdition(db: Db): Promise<Edition> {
  const known = remembered.get(db)
  if (known) return known
  const edition = await getCurrentEdition(db)
  remembered.set(db, edition)
  return edition
}

/** To be called when an edition has changed, here or in another process. */
export function forgetEdition(db: Db): void {
  remembered.delete(db)
}

/** The edition a request is about. */
export function editionOf(c: Ctx): Promise<Edition> {
  return currentEdition(c.var.db)
}

/** What the frame of every page says about an edition. */
export function siteOf(edition: Edition, demo: boolean): Site {
  return {
    name: edition.name,
    year: edition.year,
    slug: edition.slug,
    editionId: edition.id,
    accent: edition.accent,
    from: edition.periods.campaign.from,
    to: edition.periods.campaign.to,
    organisers: edition.bodies.map(({ name, role, url }) => ({ name, role, url })),
    contact: edition.secretariat,
    demo,
  }
}
