import type { Db } from '../../db/database.ts'
import { afterCommit } from '../../db/transaction.ts'
import { putFile, removeFile } from '../../files/store.ts'
import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { inWords } from '../../http/form.tsx'
import type { Mistake } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { cleanLine } from '../../lib/clean-text.ts'
import { actOnce, backTo } from './acting.ts'
import { type AtHand, deskPath, eventAtHand, lockEvent } from './at-hand.ts'
import { strangers, typedIn } from './form-input.ts'
import { MaterialsView } from './material-view.tsx'
import { materialType } from './material-type.ts'
import { addMaterial, materialSpecs, moveMaterial, removeMaterial } from './materials.ts'
import { type Material, materialsOf } from './queries.ts'
import { type Columns, readTyped } from './reading.ts'
import type { Typed } from './spec.ts'

const all = '/staff/events/:slug/materials'
const one = `${all}/:material{[0-9]+}`
/** Bytes: slides with pictures; what is larger belongs on a page of its own. */
const limits = { file: 20_000_000, total: 60_000_000 }

/** Files for the applicants or for all. */
export function addMaterialRoutes(list: Routes): void {
  const editing = may('events.edit')
  list.get(all, editing, async (c) =>
    show(c, await eventAtHand(c), { language: ['ja'], audience: ['applicants'] }, []),
  )
  list.post(all, editing, take)
  list.post(`${one}/move`, editing, (c) => press(c, 'move'))
  list.post(`${one}/remove`, editing, (c) => press(c, 'remove'))
}

async function show(
  c: Ctx,
  { event }: AtHand,
  typed: Typed,
  mistakes: Mistake[],
): Promise<Response> {
  const words = inWords(c, 'event-desk', mistakes)
  return staffPage(
    c,
    { title: c.var.t('event-desk.materials.title'), mistaken: words.length > 0 },
    <MaterialsView
      c={c}
      event={event}
      materials={await materialsOf(c.var.db, event.id)}
      typed={typed}
      mistakes={words}
    />,
  )
}

async function take(c: Ctx): Promise<Response> {
  const at = await eventAtHand(c)
  const submitted = await readSubmitted(c, limits)
  const typed = typedIn(submitted, materialSpecs)
  const { columns, mistakes } = readTyped(materialSpecs, typed)
  const file = fileIn(submitted)
  mistakes.push(...strangers(submitted, materialSpecs, ['file']))
  if ('reason' in file) mistakes.push({ field: 'file', reason: file.reason })
  if ('reason' in file || mistakes.length > 0) return show(c, at, typed, mistakes)
  const done = await actOnce(c, { form: 'event-desk.material', submitted }, (trx) =>
    keep(c, trx, at, { columns, file }),
  )
  if (done === 'expired' || 'refused' in done)
    return show(c, at, typed, [{ field: '', reason: 'expired' }])
  return backTo(c, done.location, 'event-desk.flash.saved')
}

type Sent = { name: string; bytes: Uint8Array; type: string }

function fileIn(submitted: Submitted): Sent | { reason: string } {
  const file = submitted.files.get('file')
  if (!file) return { reason: 'no-file' }
  if (file.tooLarge) return { reason: 'file-too-large' }
  const name =
    cleanLine(file.name)
      .replace(/^.*[/\\]/, '')
      .slice(-120) || 'file'
  const type = materialType(name, file.bytes)
  return type ? { name, bytes: file.bytes, type } : { reason: 'file-type' }
}

/** The file is on the disk before its row: a failure leaves a file without a row, never the reverse. */
async function keep(
  c: Ctx,
  trx: Db,
  { event, desk }: AtHand,
  { columns, file }: { columns: Columns; file: Sent },
): Promise<string> {
  const { key, size } = await putFile(c.var.files, file.bytes, { type: file.type })
  const stored = { file_key: key, file_name: file.name, media_type: file.type, bytes: size }
  await addMaterial(trx, desk, await lockEvent(trx, event.id), { columns, file: stored })
  return deskPath(event, '/materials')
}

async function press(c: Ctx, way: 'move' | 'remove'): Promise<Response> {
  const { event, desk } = await eventAtHand(c)
  const id = idFrom(c.req.param('material'))
  const materials = await materialsOf(c.var.db, event.id)
  const material: Material = orNotFound(materials.find((other) => other.id === id))
  const submitted = await readSubmitted(c)
  const path = deskPath(event, '/materials')
  const up = submitted.fields.get('to')?.at(-1) === 'up'
  const done = await actOnce(c, { form: `event-desk.${way}`, submitted }, async (trx) => {
    const now = await lockEvent(trx, event.id)
    if (way === 'move') await moveMaterial(trx, desk, now, { material, up })
    else {
      await removeMaterial(trx, desk, now, material)
      afterCommit(trx, () => removeFile(c.var.files, material.file_key))
    }
    return path
  })
  if (done === 'expired') return backTo(c, path, 'event-desk.flash.expired', { failed: true })
  return backTo(c, path, way === 'move' ? 'event-desk.flash.saved' : 'event-desk.flash.removed')
}
