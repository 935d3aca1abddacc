import { type Selectable, sql } from 'kysely'
import * as v from 'valibot'
import type { Db } from '../../db/database.ts'
import type { EditionRow } from '../../db/tables.ts'
import { type Definition, definition as schema } from './definition.ts'
import type { Edition } from './edition.ts'

/** Stores an edition and returns it. The first edition of a database is the current one. */
export async function insertEdition(
  db: Db,
  definition: Definition,
  now: Temporal.Instant,
): Promise<Edition> {
  const row = await db
    .insertInto('editions')
    .values({
      slug: definition.slug,
      year: definition.year,
      is_current: sql<boolean>`not exists (select 1 from editions where is_current)`,
      definition: JSON.stringify(definition),
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return asEdition(row)
}

/** The edition that the site shows. @throws when the database has none */
export async function getCurrentEdition(db: Db): Promise<Edition> {
  const row = await db
    .selectFrom('editions')
    .selectAll()
    .where('is_current', '=', true)
    .executeTakeFirst()
  if (!row)
    throw Object.assign(new Error('There is no edition yet: gekkan seed FILE'), { plain: true })
  return asEdition(row)
}

/** An edition by its slug, the part of an address that names the year. */
export async function findEdition(db: Db, slug: string): Promise<Edition | undefined> {
  const row = await db
    .selectFrom('editions')
    .selectAll()
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row && asEdition(row)
}

/** All editions, the newest year first. */
export async function listEditions(db: Db): Promise<Edition[]> {
  const rows = await db
    .selectFrom('editions')
    .selectAll()
    .orderBy('year', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(asEdition)
}

/** What is stored was checked when it was written; reading it again turns its days into PlainDate. */
function asEdition(row: Selectable<EditionRow>): Edition {
  return { ...v.parse(schema, row.definition), id: row.id, isCurrent: row.is_current }
}
