import { sendFile } from '../../http/file-response.ts'
import type { Ctx } from '../../http/context.ts'
import { idFrom, notFound, orNotFound } from '../../http/faults.ts'
import { page } from '../../http/page.tsx'
import { type Routes, visitor } from '../../http/routes.ts'
import { secret } from '../../http/secret-page.ts'
import { ownApplication } from '../applications/own.ts'
import { materialsFor } from '../applications/queries.ts'
import type { Material } from '../events/event.ts'
import { findPublicEvent } from '../events/queries.ts'
import { closedTo } from './day.ts'
import { MaterialsView } from './materials-views.tsx'
import { materialOf } from './queries.ts'
import { WhyNotView } from './why-not.tsx'

/** Files for those with a place, by their link; and for everybody, by the event's page. */
export function addMaterialRoutes(list: Routes): void {
  list.get('/my/:key/materials', visitor, show)
  list.get('/my/:key/materials/:id{[0-9]+}', visitor, sendOwn)
  list.get('/events/:slug{[a-z0-9-]+}/materials/:id{[0-9]+}', visitor, sendPublic)
}

async function show(c: Ctx): Promise<Response> {
  const { db, now, t } = c.var
  const own = await ownApplication(c)
  const why = closedTo(own)
  const title = t(why ? 'attendance.why.title' : 'attendance.materials.title')
  const trail = [{ href: own.path, label: t('applications.my.title') }]
  if (why) return secret(page(c, { title, trail }, <WhyNotView c={c} path={own.path} why={why} />))
  const materials = await materialsFor(db, own.event.id, now)
  const view = <MaterialsView c={c} own={own} materials={materials} />
  return secret(page(c, { title, trail }, view))
}

async function sendOwn(c: Ctx): Promise<Response> {
  const { db, now } = c.var
  const own = await ownApplication(c)
  if (closedTo(own)) return notFound()
  const id = idFrom(c.req.param('id'))
  return secret(await send(c, orNotFound(await materialOf(db, own.event.id, id, now))))
}

async function sendPublic(c: Ctx): Promise<Response> {
  const { db, now, site } = c.var
  const slug = c.req.param('slug') ?? ''
  const event = orNotFound(await findPublicEvent(db, site.editionId, slug))
  const material = await materialOf(db, event.id, idFrom(c.req.param('id')), now)
  if (material?.audience !== 'all') return notFound()
  const response = await send(c, material)
  // asked for anew each time, so that it ends with its date
  response.headers.set('cache-control', 'no-cache')
  return response
}

function send(c: Ctx, material: Material): Promise<Response> {
  return sendFile(c, {
    key: material.file_key,
    name: material.file_name,
    type: material.media_type,
    // a material's file is never exchanged
    tag: `material-${material.id}`,
  })
}
