import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { FormStart, inWords, type MistakeInWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { owner, type Routes } from '../../http/routes.ts'
import { readSubmitted, withPicture } from '../../http/submitted.ts'
import { Button } from '../../ui/button.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { findPicture } from '../activities/pictures.ts'
import type { FormItem, FormStep } from '../editions/form-definition.ts'
import { typedValues } from '../registration/draft.ts'
import type { TypedValues } from '../registration/item-field.tsx'
import { itemsOf } from '../registration/questionnaire.ts'
import { stepFrom } from '../registration/steps.ts'
import { StepFields } from '../registration/step-fields.tsx'
import { takeStep } from '../registration/take-step.ts'
import { Mistakes } from './form-page.tsx'
import { keepChange } from './keep-change.ts'
import { type OwnActivity, ownActivity } from './own-activity.ts'
import { canEdit } from './ownership.ts'
import { actOnce, noteSaved, stampMistakes } from './saving.ts'

/** Changing a registration step by step. */
export function addEditRoutes(list: Routes): void {
  list.get('/mine/edit/:step{who|what|contact}', owner, async (c) => {
    const { own, step } = await editable(c)
    const values = typedValues(own.draft, askedIn(own, step))
    return editPage(c, own, { step, values, mistakes: [] })
  })
  list.post('/mine/edit/:step{who|what|contact}', owner, save)
}

async function editable(c: Ctx): Promise<{ own: OwnActivity; step: FormStep }> {
  const step = stepFrom(c.req.param('step')) ?? notFound()
  const own = await ownActivity(c)
  return canEdit(own.activity.state) ? { own, step } : notFound()
}

/** What the step asks. The address is the key to the registration and is changed by proving it. */
function askedIn({ edition, draft }: OwnActivity, step: FormStep): FormItem[] {
  const items = itemsOf(edition, step, draft.version.participantKind)
  return items.filter((item) => !('field' in item && item.field === 'contactEmail'))
}

type Shown = { step: FormStep; values: TypedValues; mistakes: MistakeInWords[] }

function editPage(c: Ctx, own: OwnActivity, shown: Shown): Response {
  const { t } = c.var
  const { step } = shown
  const isPublic = own.activity.state === 'published' && step !== 'contact'
  const title = t(`registration.step.${step}.title`)
  const trail = [{ href: '/mine/activity', label: t('ownership.title') }]
  return page(
    c,
    { title, trail, mistaken: shown.mistakes.length > 0 },
    <div class="form-page">
      <Mistakes c={c} mistakes={shown.mistakes} />
      <PageHead title={title} lead={isPublic ? t('ownership.edit.published') : undefined} />
      {step === 'contact' && (
        <p>
          {t('ownership.edit.address', { email: own.activity.contact_email })}{' '}
          <a href={to(c, '/mine/address')}>{t('ownership.address')}</a>
        </p>
      )}
      <form method="post" action={to(c, c.req.path)} enctype="multipart/form-data" noValidate>
        <FormStart c={c} form={`ownership.${step}`} />
        <StepFields
          {...shown}
          c={c}
          edition={own.edition}
          items={askedIn(own, step)}
          participantKind={own.draft.version.participantKind}
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
  const form = `ownership.${step}`
  const about = { edition: own.edition, items: askedIn(own, step), draft: own.draft }
  const taken = await takeStep(c, about, submitted)
  const mistakes = taken.ok ? [] : taken.mistakes
  mistakes.push(...stampMistakes(c, form, submitted))
  if (!taken.ok || mistakes.length > 0) {
    const pictureId = taken.ok ? taken.draft.version.imageId : taken.pictureId
    const picture = await findPicture(c.var.db, pictureId)
    const values = Object.fromEntries(submitted.fields)
    const words = inWords(c, 'registration', mistakes)
    return editPage(c, { ...own, picture }, { step, values, mistakes: words })
  }
  const done = await actOnce(c, { form, submitted }, (trx) => keepChange(trx, c, own, taken.draft))
  if (done !== 'again') await noteSaved(c, done.result)
  return c.redirect(to(c, '/mine/activity'), 303)
}
