import type { Ctx } from '../../http/context.ts'
import type { Mistake } from '../../http/parse.ts'
import type { Submitted } from '../../http/submitted.ts'
import { keepPicture } from '../activities/pictures.ts'
import type { Edition } from '../editions/edition.ts'
import type { FormItem } from '../editions/form-definition.ts'
import { type Draft, withAnswers } from './draft.ts'
import { readStep } from './questionnaire.ts'

/** A step as it came in: the changed draft, or what is wrong. */
export type Taken = { ok: true; draft: Draft } | { ok: false; mistakes: Mistake[] }

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
  if (!parsed.ok || mistakes.length > 0) return { ok: false, mistakes }
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

async function takePicture(
  c: Ctx,
  draft: Draft,
  submitted: Submitted,
): Promise<{ id: number | null; mistakes: Mistake[] }> {
  const file = submitted.files.get('image')
  const gone = submitted.fields.get('imageGone')?.[0] === 'yes'
  const described = (submitted.fields.get('imageAlt')?.[0] ?? '').trim() !== ''
  const unsaid: Mistake[] = described ? [] : [{ field: 'imageAlt', reason: 'required' }]
  if (!file) {
    const id = gone ? null : draft.version.imageId
    return { id, mistakes: id === null ? [] : unsaid }
  }
  if (file.tooLarge) return { id: null, mistakes: [{ field: 'image', reason: 'too-large' }] }
  const kept = await keepPicture(c.var.db, c.var.files, file.bytes, c.var.now)
  if (!kept.ok) return { id: null, mistakes: [{ field: 'image', reason: kept.reason }] }
  return { id: kept.id, mistakes: unsaid }
}
