import type { Trx } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import {
  type Activity,
  addVersion,
  findVersion,
  lockActivity,
  type StoredVersion,
} from '../activities/queries.ts'
import { toRow, type Version } from '../activities/version.ts'
import { writeAudit } from '../audit/queries.ts'
import type { Draft } from '../registration/draft.ts'
import { loadDraft, saveContact } from '../registration/queries.ts'
import type { OwnActivity } from './own-activity.ts'
import { canEdit } from './ownership.ts'
import { type Plan, planChange } from './plan-change.ts'
import { audited, type Saved } from './saving.ts'

/**
 * Keeps an edit. The private side takes effect at once, and so does hiding; a public text that is
 * new waits: of a published registration the old one stays public until somebody has looked.
 * What another step saves at the same moment stays; of one step in two windows the last one counts.
 */
export async function keepChange(trx: Trx, c: Ctx, own: OwnActivity, draft: Draft): Promise<Saved> {
  const { now } = c.var
  const { edition, activity } = own
  const locked = await lockActivity(trx, edition.id, activity.id)
  if (!locked || !canEdit(locked.state)) return 'saved.nothing'
  const current = await loadDraft(trx, locked)
  const edited = {
    version: changedOn(current.version, own.draft.version, draft.version),
    contact: {
      ...changedOn(current.contact, own.draft.contact, draft.contact),
      // the address is the key to the registration: it has a way of its own
      contact_email: locked.contact_email,
    },
    privateAnswers: changedOn(
      current.privateAnswers,
      own.draft.privateAnswers,
      draft.privateAnswers,
    ),
  }
  await saveContact(trx, locked.id, edited, now)
  const plan = await planFor(trx, own, locked, { before: current.version, after: edited.version })
  const saved = plan ? await carryOut(trx, c, locked, plan) : unchanged(locked)
  const isChange = plan?.propose && locked.state === 'published'
  const { title } = edited.version
  const about = { edition, activity: locked, title }
  const entry = isChange
    ? audited('activities.changed', now, about)
    : audited('activities.edited', now, about)
  await writeAudit(trx, entry)
  return saved
}

/** What stands now, with those parts replaced that were changed between `was` and `is`. */
function changedOn<Record extends object>(now: Record, was: Record, is: Record): Record {
  const names = Object.keys({ ...was, ...is }) as (keyof Record)[]
  const changed = names.filter((name) => !isSame(was[name], is[name]))
  return { ...now, ...Object.fromEntries(changed.map((name) => [name, is[name]])) }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** What to do with the text; undefined when it is as it was. */
async function planFor(
  trx: Trx,
  { edition }: OwnActivity,
  locked: Activity,
  text: { before: Version; after: Version },
): Promise<Plan | undefined> {
  if (isSame(toRow(text.before), toRow(text.after))) return undefined
  if (locked.state !== 'published') return { publish: undefined, propose: text.after, hides: false }
  const published = (await findVersion(trx, locked.published_version_id as number)) as StoredVersion
  const waits = locked.proposed_version_id !== null
  return planChange(published, text.after, edition.form, waits)
}

function unchanged({ state }: Activity): Saved {
  return state === 'returned' ? 'saved.returned' : 'saved'
}

async function carryOut(trx: Trx, c: Ctx, locked: Activity, plan: Plan): Promise<Saved> {
  const { now, changes } = c.var
  const { id, state } = locked
  const by = { kind: 'owner' as const, at: now }
  const publishedId = plan.publish && (await addVersion(trx, id, plan.publish, by))
  // the waiting text last: the newest version is the one that the owner goes on with
  const proposedId = plan.propose ? await addVersion(trx, id, plan.propose, by) : null
  const isNewWait = proposedId !== null && locked.proposed_version_id === null
  await trx
    .updateTable('activities')
    .set({
      proposed_version_id: proposedId,
      ...(publishedId !== undefined && { published_version_id: publishedId }),
      ...(isNewWait && { submitted_at: now }),
      changed_at: now,
    })
    .where('id', '=', id)
    .execute()
  if (plan.hides) await changes.announce(trx, { kind: 'activities', id, removed: true })
  return savedAs(state, plan)
}

function savedAs(state: Activity['state'], { propose, hides }: Plan): Saved {
  if (state === 'returned') return 'saved.returned'
  if (state !== 'published') return 'saved'
  if (propose) return hides ? 'saved.hidden-waiting' : 'saved.waiting'
  return hides ? 'saved.hidden' : 'saved'
}
