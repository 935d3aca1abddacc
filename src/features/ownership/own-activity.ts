import type { Ctx } from '../../http/context.ts'
import { orNotFound } from '../../http/faults.ts'
import { type Activity, findActivity } from '../activities/queries.ts'
import { findPicture } from '../activities/pictures.ts'
import { editionOf } from '../editions/current.ts'
import { loadDraft } from '../registration/queries.ts'

/** The one registration that this session may touch, with its newest text. */
export async function ownActivity(c: Ctx) {
  const { session, db } = c.var
  const edition = await editionOf(c)
  const id = session?.kind === 'owner' ? session.activityId : 0
  const activity: Activity = orNotFound(await findActivity(db, edition.id, id))
  const draft = await loadDraft(db, activity)
  return { edition, activity, draft, picture: await findPicture(db, draft.version.imageId) }
}
export type OwnActivity = Awaited<ReturnType<typeof ownActivity>>
