import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ImageRow, ImageVariant } from '../../db/tables-registry.ts'
import { takeImage } from '../../files/images.ts'
import { type FileStore, putFile, removeFile } from '../../files/store.ts'

/** A picture that has been read, re-encoded and put into the store. */
export type StoredPicture = Selectable<ImageRow>

/** Where a copy of a picture is served: its random key is its whole protection before publication. */
export function picturePath(picture: StoredPicture, width: number, format: string): string {
  return `/pictures/${bestVariant(picture, width, format).key}`
}

/** The smallest copy at least as wide as asked, in a format. */
function bestVariant(picture: StoredPicture, width: number, format: string): ImageVariant {
  const fitting = picture.variants
    .filter((variant) => variant.format === format)
    .toSorted((a, b) => a.width - b.width)
  return (fitting.find((variant) => variant.width >= width) ??
    fitting.at(-1) ??
    picture.variants[0]) as ImageVariant
}

/**
 * Reads an uploaded file, stores its re-encoded copies and returns their row's id.
 * The files are written before the row: a failure between leaves files that no row names, never a
 * row without files.
 */
export async function keepPicture(
  db: Db,
  store: FileStore,
  bytes: Uint8Array,
  now: Temporal.Instant,
): Promise<{ ok: true; id: number } | { ok: false; reason: string }> {
  const image = await takeImage(bytes, {})
  if (!image.ok) return image
  const variants: ImageVariant[] = []
  for (const { width, height, format, bytes: copy } of image.variants) {
    const { key, size } = await putFile(store, copy, { type: `image/${format}` })
    variants.push({ width, height, format, key, size })
  }
  const { id } = await db
    .insertInto('images')
    .values({
      sha256: image.sha256,
      width: image.width,
      height: image.height,
      variants: JSON.stringify(variants),
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ok: true, id }
}

/** The picture of a version, if it has one. */
export async function findPicture(db: Db, id: number | null): Promise<StoredPicture | undefined> {
  if (id === null) return undefined
  return db.selectFrom('images').selectAll().where('id', '=', id).executeTakeFirst()
}

/** A form that came back with mistakes carries its picture for so long before any text names it. */
const unnamedDays = 7

/**
 * Removes the pictures that no text names: replaced, never sent, or of a registration that was
 * forgotten. The rows go first, so that nothing is served whose file is only about to go. Run nightly.
 * @returns how many were removed
 */
export async function forgetPictures(
  db: Db,
  store: FileStore,
  now: Temporal.Instant,
): Promise<number> {
  const gone = await db
    .deleteFrom('images')
    .where('created_at', '<', now.subtract({ hours: 24 * unnamedDays }))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('activity_versions as v')
            .select('v.id')
            .whereRef('v.image_id', '=', 'images.id'),
        ),
      ),
    )
    .returning('variants')
    .execute()
  for (const { variants } of gone) for (const { key } of variants) await removeFile(store, key)
  return gone.length
}
