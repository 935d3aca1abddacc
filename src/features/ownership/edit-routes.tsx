import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { FormStart, inWords, type MistakeInWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { owner, type Routes } from '../../http/routes.ts'
import { readSubmitted, withPicture } from '../../http/submitted.ts'
import { Button } from '../../ui/button.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { addVersion, findVersion, lockActivity, rewriteVersion } from '../activities/queries.ts'
import { changedParts, publicPart } from '../activities/version.ts'
import { writeAudit } from '../audit/queries.ts'
import type { FormStep } from '../editions/form-definition.ts'
import { type Draft, typedValues } from '../registration/draft.ts'
import { itemsOf } from '../registration/questionnaire.ts'
import { saveContact } from '../registration/queries.ts'
import { stepFrom } from '../registration/steps.ts'
import { StepFields } from '../registration/step-fields.tsx'
import { takeStep } from '../registration/take-step.ts'
import type { TypedValues } from '../registration/item-field.tsx'
import { Mistakes } from './link-views.tsx'
import { type OwnActivity, ownActivity } from './own-activity.ts'
import { canEdit } from './ownership.ts'
import { audited, noteSaved } from './saving.ts'

/** Changing a registration step by step. */
export function addEditRoutes(list: Routes): void {
  list.get('/mine/edit/:step{who|what|contact}', owner, async (c) => {
    const { own, step } = await editable(c)
    const items = itemsOf(own.edition, step, own.draft.version.participantKind)
    return editPage(c, own, { step, values: typedValues(own.draft, items), mistakes: [] })
  })
  list.post('/mine/edit/:step{who|what|contact}', owner, save)
}

async function editable(c: Ctx): Promise<{ own: OwnActivity; step: FormStep }> {
  const step = stepFrom(c.req.param('step')) ?? notFound()
  const own = await ownActivity(c)
  return canEdit(own.activity.state) ? { own, step } : notFound()
}

type Shown = { step: FormStep; values: TypedValues; mistakes: MistakeInWords[] }

function editPage(c: Ctx, own: OwnActivity, shown: Shown): Response {
  const { t } = c.var
  const { participantKind } = own.draft.version
  const title = t(`registration.step.${shown.step}.title`)
  const trail = [{ href: '/mine/activity', label: t('ownership.title') }]
  return page(
    c,
    { title, trail, mistaken: shown.mistakes.length > 0 },
    <div class="form-page">
      <Mistakes c={c} mistakes={shown.mistakes} />
      <PageHead
        title={title}
        lead={own.activity.state === 'published' ? t('ownership.edit.published') : undefined}
      />
      <form method="post" action={to(c, c.req.path)} enctype="multipart/form-data" noValidate>
        <FormStart c={c} form="ownership.edit" />
        <StepFields
          {...shown}
          c={c}
          edition={own.edition}
          items={itemsOf(own.edition, shown.step, participantKind)}
          participantKind={participantKind}
          picture={own.picture}
        />
        <FormActions>
          <Button>{t('ownership.edit.save')}</Button>
        </FormActions>
      </form>
    </div>,
  )
}

async function save(c: Ctx): Promise<Response> {
  const { own, step } = await editable(c)
  const submitted = await readSubmitted(c, withPicture)
  const items = itemsOf(own.edition, step, own.draft.version.participantKind)
  const taken = await takeStep(c, { edition: own.edition, items, draft: own.draft }, submitted)
  if (!taken.ok) {
    const mistakes = inWords(c, 'registration', taken.mistakes)
    return editPage(c, own, { step, values: Object.fromEntries(submitted.fields), mistakes })
  }
  await keep(c, own, taken.draft)
  await noteSaved(c)
  return c.redirect(to(c, '/mine/activity'), 303)
}

/**
 * The private side takes effect at once. A changed public text becomes the waiting version: of a
 * published registration the old one stays public until somebody has looked at the change.
 */
async function keep(c: Ctx, own: OwnActivity, draft: Draft): Promise<void> {
  const { db, now } = c.var
  const { edition, activity } = own
  // the address is the key to the registration: it is not changed here
  const kept = { ...draft, contact: { ...draft.contact, contact_email: activity.contact_email } }
  await transaction(db, async (trx) => {
    const locked = await lockActivity(trx, edition.id, activity.id)
    if (!locked || !canEdit(locked.state)) return
    await saveContact(trx, activity.id, kept, now)
    const publishedId = locked.state === 'published' ? locked.published_version_id : null
    const before = publishedId === null ? own.draft.version : await findVersion(trx, publishedId)
    if (!before) return
    const form = edition.form
    const changed = changedParts(publicPart(before, form), publicPart(draft.version, form))
    if (publishedId !== null && changed.length === 0) {
      await rewriteVersion(trx, publishedId, { ...draft.version })
    } else {
      const versionId = await addVersion(trx, activity.id, draft.version, {
        kind: 'owner',
        at: now,
      })
      await trx
        .updateTable('activities')
        .set({ proposed_version_id: versionId, ...(publishedId !== null && { submitted_at: now }) })
        .where('id', '=', activity.id)
        .execute()
    }
    await writeAudit(
      trx,
      audited('activities.edited', c, { edition, activity, title: draft.version.title }),
    )
  })
}
