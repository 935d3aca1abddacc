import * as v from 'valibot'
import type { Trx } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { text } from '../../http/fields.ts'
import { inWords } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import { owner, type Routes } from '../../http/routes.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { lockActivity, moveActivity } from '../activities/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import { Ask, formPage } from './form-page.tsx'
import { type OwnActivity, ownActivity } from './own-activity.ts'
import { canAppeal } from './ownership.ts'
import { aboutOf, post, type Setting, settingOf } from './posting.ts'
import { standingDecisions } from './queries.ts'
import { actOnce, audited, noteSaved, stampMistakes } from './saving.ts'

const form = 'ownership.appeal'
const schema = v.strictObject({ text: text(2000) })

/** Against a rejection: once, with reasons; somebody else of the secretariat decides. */
export function addAppealRoutes(list: Routes): void {
  list.get('/mine/appeal', owner, async (c) => {
    await rejected(c)
    return appealPage(c, [], '')
  })
  list.post('/mine/appeal', owner, appeal)
}

async function rejected(c: Ctx): Promise<OwnActivity> {
  const own = await ownActivity(c)
  const made = await standingDecisions(c.var.db, own.activity.id)
  const decisions = made.map(({ decision }) => decision)
  return canAppeal(own.activity.state, decisions) ? own : notFound()
}

function appealPage(c: Ctx, mistakes: Mistake[], value: string): Response {
  const { t } = c.var
  const words = inWords(c, 'ownership', mistakes)
  return formPage(c, {
    title: t('ownership.appeal'),
    lead: t('ownership.appeal.lead'),
    form,
    button: t('ownership.appeal.button'),
    mistakes: words,
    back: true,
    fields: (
      <Ask
        c={c}
        mistakes={words}
        type="textarea"
        name="text"
        label={t('ownership.appeal.text')}
        hint={t('ownership.appeal.text.hint')}
        value={value}
      />
    ),
  })
}

async function appeal(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const own = await ownActivity(c)
  const parsed = parse(submitted, schema)
  const mistakes = parsed.ok ? [] : parsed.mistakes
  mistakes.push(...stampMistakes(c, form, submitted))
  if (!parsed.ok || mistakes.length > 0) {
    await rejected(c)
    return appealPage(c, mistakes, typed(submitted, 'text'))
  }
  const setting = await settingOf(c)
  const done = await actOnce(c, { form, submitted }, (trx) =>
    takeAppeal(trx, setting, own, parsed.value.text),
  )
  if (done !== 'again' && !done.result) return notFound()
  await noteSaved(c, 'saved.appealed')
  return c.redirect(to(c, '/mine/activity'), 303)
}

/** The registration waits again, with the owner's reasons; false when it cannot be appealed any more. */
async function takeAppeal(
  trx: Trx,
  setting: Setting,
  { activity, draft }: OwnActivity,
  reason: string,
): Promise<boolean> {
  const { edition, now } = setting
  const locked = await lockActivity(trx, edition.id, activity.id)
  const made = await standingDecisions(trx, activity.id)
  const decisions = made.map(({ decision }) => decision)
  if (!locked || !canAppeal(locked.state, decisions)) return false
  const versionId = locked.proposed_version_id ?? draft.version.id
  const moved = await moveActivity(trx, locked, 'appeal', {
    now,
    submitted_at: now,
    proposed_version_id: versionId,
  })
  await writeAppeal(trx, { activityId: activity.id, versionId, reason, now })
  const { title } = draft.version
  await writeAudit(trx, {
    ...audited('activities.appealed', now, { edition, activity: locked, title }),
    note: reason,
  })
  await post(trx, setting, aboutOf(setting, moved), {
    kind: 'appealed',
    values: { days: edition.secretariat.serviceDays },
  })
  return true
}

async function writeAppeal(
  trx: Trx,
  about: { activityId: number; versionId: number; reason: string; now: Temporal.Instant },
): Promise<void> {
  await trx
    .insertInto('activity_decisions')
    .values({
      activity_id: about.activityId,
      version_id: about.versionId,
      decision: 'appealed',
      reason_code: null,
      reason_text: about.reason,
      checklist: [],
      decided_by: null,
      decided_at: about.now,
      undone_at: null,
      undone_by: null,
    })
    .execute()
}
