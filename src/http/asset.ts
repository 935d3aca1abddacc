import { createHash } from 'node:crypto'
import { brotliCompressSync } from 'node:zlib'
import { acceptsBrotli } from './page-cache.ts'

/** A file of the program's own (style sheet, script, mark) under a name that its content decides. */
export type Asset = { path: string; type: string; body: Buffer; br: Buffer; etag: string }

/** Makes an asset; `name` is like `styles.css`, its path `/assets/styles.<hash>.css`. */
export function makeAsset(name: string, type: string, content: string | Buffer): Asset {
  const body = Buffer.from(content)
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12)
  const dot = name.lastIndexOf('.')
  return {
    path: `/assets/${name.slice(0, dot)}.${hash}${name.slice(dot)}`,
    type,
    body,
    br: brotliCompressSync(body),
    etag: `"${hash}"`,
  }
}

/** The answer to a request for an asset: immutable, for a year. */
export function serveAsset(asset: Asset, acceptEncoding: string): Response {
  const br = acceptsBrotli(acceptEncoding) && asset.body.length > 800
  return new Response(new Uint8Array(br ? asset.br : asset.body), {
    headers: {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      etag: asset.etag,
      vary: 'Accept-Encoding',
      // a service worker works for pages outside of its own folder
      ...(asset.path.includes('-worker.') && { 'service-worker-allowed': '/' }),
      ...(br && { 'content-encoding': 'br' }),
    },
  })
}
