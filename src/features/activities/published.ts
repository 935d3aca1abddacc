import type { Ctx } from '../../http/context.ts'
import { notFound, orNotFound } from '../../http/faults.ts'
import { editionOf } from '../editions/current.ts'
import type { Edition } from '../editions/edition.ts'
import { findEdition } from '../editions/queries.ts'
import { findPublished } from './queries.ts'
import { publicPart } from './version.ts'

/** An activity by its public number; the number names its edition, so old pages stay. */
export async function publishedBy(c: Ctx) {
  const [, slug, number] = /^(.+)-([0-9]+)$/.exec(c.req.param('number') ?? '') ?? notFound()
  const current = await editionOf(c)
  const edition: Edition =
    current.slug === slug ? current : orNotFound(await findEdition(c.var.db, slug as string))
  const found = orNotFound(await findPublished(c.var.db, edition.id, Number(number)))
  return { edition, activity: found.activity, version: publicPart(found.version, edition.form) }
}
