import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { root } from '../lib/root.ts'
import { stylesheet } from '../ui/styles.ts'
import { type Asset, makeAsset, serveAsset } from './asset.ts'
import { browserScripts } from './browser-scripts.ts'
import { notFound } from './faults.ts'
import { type Routes, routes, visitor } from './routes.ts'

const types: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=UTF-8',
}

const css = makeAsset('gekkan.css', 'text/css; charset=UTF-8', stylesheet())
const scripts = new Map(
  browserScripts().map(({ name, code }) => [
    name,
    makeAsset(`${name}.js`, 'text/javascript; charset=UTF-8', code),
  ]),
)
const assets = new Map<string, Asset>(
  [css, ...scripts.values()].map((asset) => [asset.path, asset]),
)

/** Where the style sheet is. */
export function stylesheetPath(): string {
  return css.path
}

/** Where an optional script is, by the name of its file in src/browser/. */
export function scriptPath(name: string): string {
  const asset = scripts.get(name)
  if (!asset) throw new Error(`there is no script "${name}"`)
  return asset.path
}

/** The program's own files: hashed assets for ever, marks under their names for an hour. */
export function assetRoutes(): Routes {
  const list = routes()
  list.get('/assets/:file', visitor, (c) => {
    const asset = assets.get(c.req.path) ?? notFound()
    return serveAsset(asset, c.req.header('accept-encoding') ?? '')
  })
  const marks = new Map(readMarks())
  list.get('/marks/:file', visitor, (c) => {
    const mark = marks.get(c.req.param('file') ?? '') ?? notFound()
    return new Response(new Uint8Array(mark.body), {
      headers: { 'content-type': mark.type, 'cache-control': 'public, max-age=3600' },
    })
  })
  return list
}

function readMarks(): [string, { body: Buffer; type: string }][] {
  const folder = join(root, 'public/marks')
  return readdirSync(folder)
    .filter((file) => types[extname(file)])
    .map((file) => [
      file,
      { body: readFileSync(join(folder, file)), type: types[extname(file)] as string },
    ])
}
