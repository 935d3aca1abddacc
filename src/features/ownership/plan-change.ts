import { changedParts, publicPart, toRow, type Version } from '../activities/version.ts'
import {
  type FormDefinition,
  formItems,
  type FormItem,
  inputName,
  isAsked,
} from '../editions/form-definition.ts'
import { valueOf, withAnswers } from '../registration/draft.ts'
import { emptyDraft } from '../registration/queries.ts'

/** What an edit of a published registration leads to. */
export type Plan = {
  /** Becomes the published version now: what is private, and fields that are hidden from now on. */
  publish: Version | undefined
  /** Waits for the secretariat while the published version stays. */
  propose: Version | undefined
  /** Something that everybody could read is gone with `publish`. */
  hides: boolean
}

/**
 * Parts an edit of a published registration: what nobody else reads, and hiding, acts at once; a
 * public text that is new waits.
 * @param waits whether an earlier change is waiting, which this one replaces
 */
export function planChange(
  published: Version,
  edited: Version,
  form: FormDefinition,
  waits: boolean,
): Plan {
  const now = actingNow(published, edited, form)
  const isNew = changedParts(publicPart(now, form), publicPart(edited, form)).length > 0
  const differs = JSON.stringify(toRow(now)) !== JSON.stringify(toRow(published))
  return {
    // dropping a waiting change needs a newer version too, so that the newest is what stands
    publish: differs || (waits && !isNew) ? now : undefined,
    propose: isNew ? edited : undefined,
    hides: changedParts(publicPart(published, form), publicPart(now, form)).length > 0,
  }
}

/** The edit, with the published words in every field that would be readable. */
function actingNow(published: Version, edited: Version, form: FormDefinition): Version {
  const readable = formItems(form).filter((item) => isReadable(item, edited))
  const names = new Set(readable.map(inputName))
  const old = { ...emptyDraft, version: published }
  const answers = Object.fromEntries(
    readable
      .filter((item) => 'field' in item || item.question in published.answers)
      .map((item) => [inputName(item), valueOf(old, item)]),
  )
  const kept = readable.filter((item) => inputName(item) in answers)
  const { version } = withAnswers({ ...emptyDraft, version: edited }, kept, {
    ...answers,
    imageAlt: published.imageAlt,
  })
  for (const item of readable)
    if ('question' in item && !(item.question in published.answers))
      delete version.answers[item.question]
  if (names.has('image')) version.imageId = published.imageId
  const stays = (name: string) => names.has(name) || edited.hidden.includes(name)
  const hidden = [...new Set([...published.hidden.filter(stays), ...edited.hidden])]
  return { ...version, participantKind: published.participantKind, hidden }
}

function isReadable(item: FormItem, version: Version): boolean {
  if (!isAsked(item, version.participantKind) || item.publication === 'never') return false
  return item.publication === 'public' || !version.hidden.includes(inputName(item))
}
