import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { FormStart, inWords, type MistakeInWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { owner, type Routes } from '../../http/routes.ts'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { ActivityArticle } from '../activities/article.tsx'
import { ActivityCard } from '../activities/card.tsx'
import { publicPart } from '../activities/version.ts'
import { inputName, isAsked } from '../editions/form-definition.ts'
import { choosableItems } from '../registration/draft.ts'
import { labelOf } from '../registration/item-field.tsx'
import { Mistakes } from './form-page.tsx'
import { keepChange } from './keep-change.ts'
import { type OwnActivity, ownActivity } from './own-activity.ts'
import { canEdit } from './ownership.ts'
import { actOnce, noteSaved, stampMistakes } from './saving.ts'

const form = 'ownership.publication'

/** Which of the optional fields everybody may read, with the page as it would be. */
export function addPublicationRoutes(list: Routes): void {
  list.get('/mine/publication', owner, async (c) => publicationPage(c, await editable(c), []))
  list.post('/mine/publication', owner, save)
}

async function editable(c: Ctx): Promise<OwnActivity> {
  const own = await ownActivity(c)
  return canEdit(own.activity.state) ? own : notFound()
}

/** The fields that the owner may show or hide and that hold something. */
function choosable({ draft, edition }: OwnActivity) {
  const { participantKind } = draft.version
  return choosableItems(draft, edition).filter((item) => isAsked(item, participantKind))
}

function publicationPage(c: Ctx, own: OwnActivity, mistakes: MistakeInWords[]): Response {
  const { t } = c.var
  const trail = [{ href: '/mine/activity', label: t('ownership.title') }]
  const title = t('ownership.publication')
  return page(
    c,
    { title, trail, mistaken: mistakes.length > 0 },
    <div class="form-page">
      <Mistakes c={c} mistakes={mistakes} />
      <PageHead title={title} lead={t('ownership.publication.lead')} />
      <form method="post" action={to(c, '/mine/publication')} noValidate>
        <FormStart c={c} form={form} />
        <Fields c={c} own={own} />
        <FormActions>
          <Button name="act" value="save">
            {t('ownership.edit.save')}
          </Button>
          <Button kind="secondary" name="act" value="preview">
            {t('registration.check.update')}
          </Button>
        </FormActions>
      </form>
      <Preview c={c} own={own} />
    </div>,
  )
}

function Fields({ c, own }: { c: Ctx; own: OwnActivity }) {
  const { t } = c.var
  const { version } = own.draft
  const items = choosable(own)
  if (items.length === 0) return <p>{t('ownership.publication.none')}</p>
  return (
    <Choice
      name="publish"
      type="checkbox"
      label={t('registration.check.public')}
      hint={t('ownership.publication.hint')}
      options={items.map((item) => ({
        value: inputName(item),
        label: labelOf(c, item, version.participantKind === 'individual'),
        checked: !version.hidden.includes(inputName(item)),
      }))}
    />
  )
}

function Preview({ c, own }: { c: Ctx; own: OwnActivity }) {
  const { edition, draft, activity, picture } = own
  const version = publicPart(draft.version, edition.form)
  const shown = version.imageId === draft.version.imageId ? picture : undefined
  return (
    <Section id="preview" title={c.var.t('registration.check.preview')} quiet>
      <div class="preview-frame">
        <ActivityCard c={c} edition={edition} version={version} number={null} />
      </div>
      <div class="preview-frame">
        <ActivityArticle
          c={c}
          edition={edition}
          version={version}
          number={activity.number}
          picture={shown}
        />
      </div>
    </Section>
  )
}

function withChoice(own: OwnActivity, submitted: Submitted): OwnActivity {
  const shown = submitted.fields.get('publish') ?? []
  const names = choosable(own).map(inputName)
  // a field that is empty now keeps the choice that was made for it
  const kept = own.draft.version.hidden.filter((name) => !names.includes(name))
  const hidden = [...kept, ...names.filter((name) => !shown.includes(name))]
  return { ...own, draft: { ...own.draft, version: { ...own.draft.version, hidden } } }
}

async function save(c: Ctx): Promise<Response> {
  const own = await editable(c)
  const submitted = await readSubmitted(c)
  const chosen = withChoice(own, submitted)
  const mistakes = inWords(c, 'ownership', stampMistakes(c, form, submitted))
  if (mistakes.length > 0 || submitted.fields.get('act')?.at(-1) === 'preview')
    return publicationPage(c, chosen, mistakes)
  const done = await actOnce(c, { form, submitted }, (trx) => keepChange(trx, c, own, chosen.draft))
  if (done !== 'again') await noteSaved(c, done.result)
  return c.redirect(to(c, '/mine/activity'), 303)
}
