import type { Ctx } from '../../http/context.ts'
import { readSession } from '../../http/sessions.ts'
import { type Activity, findActivity, type StoredVersion } from '../activities/queries.ts'
import { findPicture, type StoredPicture } from '../activities/pictures.ts'
import type { Draft } from './draft.ts'
import { loadDraft } from './queries.ts'

/** The unfinished registration of this browser. */
export type OwnDraft = {
  activity: Activity
  draft: Draft & { version: StoredVersion }
  picture: StoredPicture | undefined
}

/** Finds the draft that this browser is writing; one that was sent may still be corrected. */
export async function ownDraft(c: Ctx): Promise<OwnDraft | undefined> {
  const session = await readSession(c, 'owner')
  if (session?.kind !== 'owner') return undefined
  const { db, site } = c.var
  const activity = await findActivity(db, site.editionId, session.activityId)
  if (!activity || !['draft', 'unconfirmed'].includes(activity.state)) return undefined
  const draft = await loadDraft(db, activity)
  return { activity, draft, picture: await findPicture(db, draft.version.imageId) }
}
