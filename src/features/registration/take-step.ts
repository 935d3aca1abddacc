import { timingSafeEqual } from 'node:crypto'
import type { Ctx } from '../../http/context.ts'
import type { Mistake } from '../../http/parse.ts'
import { tokenFrom } from '../../http/stamp.ts'
import type { Submitted } from '../../http/submitted.ts'
import { findPicture, keepPicture } from '../activities/pictures.ts'
import type { Edition } from '../editions/edition.ts'
import type { FormItem } from '../editions/form-definition.ts'
import { type Draft, withAnswers } from './draft.ts'
import { readStep } from './questionnaire.ts'

/** A step as it came in: the changed draft, or what is wrong and the picture to show beside it. */
export type Taken =
  | { ok: true; draft: Draft }
  | { ok: false; mistakes: Mistake[]; pictureId: number | null }

/** Reads a step's answers and its picture into a draft. Nothing is stored but a good picture. */
export async function takeStep(
  c: Ctx,
  about: { edition: Edition; items: FormItem[]; draft: Draft },
  submitted: Submitted,
): Promise<Taken> {
  const { edition, items } = about
  const draft = asIndividual(about, submitted)
  const parsed = readStep(edition, items, submitted)
  const mistakes = parsed.ok ? [] : parsed.mistakes
  const asksPicture = items.some((item) => 'field' in item && item.field === 'image')
  const picture = asksPicture
    ? await takePicture(c, draft, submitted)
    : { id: draft.version.imageId, mistakes: [] }
  mistakes.push(...picture.mistakes)
  if (!parsed.ok || mistakes.length > 0) return { ok: false, mistakes, pictureId: picture.id }
  const next = withAnswers(draft, items, parsed.value)
  next.version.imageId = picture.id
  if (picture.id === null) next.version.imageAlt = ''
  return { ok: true, draft: next }
}

/** An individual is not asked for a kind: the form carries it along, and no schema knows it. */
function asIndividual(about: { items: FormItem[]; draft: Draft }, submitted: Submitted): Draft {
  const asked = about.items.some((item) => 'field' in item && item.field === 'participantKind')
  const kind = submitted.fields.get('participantKind')?.at(-1)
  if (asked || kind !== 'individual') return about.draft
  submitted.fields.delete('participantKind')
  return { ...about.draft, version: { ...about.draft.version, participantKind: 'individual' } }
}

type Picture = { id: number | null; mistakes: Mistake[] }

/**
 * The picture of a step. Browsers forget a chosen file when a form comes back with mistakes, so a
 * good one is stored at once and its ticket travels with the form.
 */
async function takePicture(c: Ctx, draft: Draft, submitted: Submitted): Promise<Picture> {
  const first = (name: string) => submitted.fields.get(name)?.[0] ?? ''
  const file = submitted.files.get('image')
  // a ticket of an old tab may outlive its picture
  const carried = await findPicture(c.var.db, readPictureTicket(c, first('imageKept')))
  const before = carried?.id ?? draft.version.imageId
  const described = first('imageAlt').trim() !== ''
  const unsaid: Mistake[] = described ? [] : [{ field: 'imageAlt', reason: 'required' }]
  if (!file) {
    if (first('imageGone') === 'yes') return { id: null, mistakes: [] }
    if (before !== null) return { id: before, mistakes: unsaid }
    return { id: null, mistakes: described ? [{ field: 'image', reason: 'again' }] : [] }
  }
  const wrong = (reason: string): Picture => ({
    id: before,
    mistakes: [{ field: 'image', reason }],
  })
  if (file.tooLarge) return wrong('too-large')
  const kept = await keepPicture(c.var.db, c.var.files, file.bytes, c.var.now)
  return kept.ok ? { id: kept.id, mistakes: unsaid } : wrong(kept.reason)
}

/** What a form carries to keep a stored picture: its id, signed so that no other can be named. */
export function pictureTicket(c: Ctx, id: number): string {
  return `${id}.${tokenFrom(c.var.config.secret, 'picture', String(id))}`
}

function readPictureTicket(c: Ctx, ticket: string): number | null {
  const id = Number(ticket.split('.')[0])
  if (!Number.isSafeInteger(id) || id < 1) return null
  const [given, own] = [Buffer.from(ticket), Buffer.from(pictureTicket(c, id))]
  return given.length === own.length && timingSafeEqual(given, own) ? id : null
}
