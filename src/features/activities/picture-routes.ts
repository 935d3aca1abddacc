import { orNotFound } from '../../http/faults.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { readFile } from '../../files/store.ts'
import { findVariant } from './queries.ts'

/**
 * The re-encoded copies of pictures, under random names. They are never scripts: an own policy, a
 * sandbox and a fixed type stand between a picture and the site's origin (R19).
 */
export function addPictureRoutes(list: Routes): void {
  list.get('/pictures/:key{[A-Za-z0-9_-]{16,64}}', visitor, async (c) => {
    const key = c.req.param('key') ?? ''
    const variant = orNotFound(await findVariant(c.var.db, key))
    const bytes = orNotFound(await readFile(c.var.files, key))
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': variant.format === 'webp' ? 'image/webp' : 'image/jpeg',
        'content-security-policy': "default-src 'none'; sandbox",
        // Withdrawn within the minute: no copy outlives it in a shared cache.
        'cache-control': 'public, max-age=60',
      },
    })
  })
}
