import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { PublishBadge } from '../../ui/choice.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { Section } from '../../ui/section.tsx'
import { type FormItem, inputName, isAsked } from '../editions/form-definition.ts'
import { AnswerText, answerInWords } from '../registration/answer-text.tsx'
import { labelOf } from '../registration/item-field.tsx'
import type { OwnActivity } from './own-activity.ts'
import { canEdit } from './ownership.ts'

type Props = { c: Ctx; own: OwnActivity }

/** What was registered, who reads which answer, and the ways to change it. */
export function OwnDetails({ c, own }: Props) {
  const { t } = c.var
  const isEditable = canEdit(own.activity.state)
  return (
    <>
      {isEditable && (
        <p class="acts">
          <Button kind="secondary" href={to(c, '/mine/publication')}>
            {t('ownership.publication')}
          </Button>
        </p>
      )}
      {(['who', 'what', 'contact'] as const).map((step) => (
        <Section key={step} id={`own-${step}`} title={t(`registration.step.${step}`)} quiet>
          <DefinitionList items={factsOf({ c, own }, step)} />
          {isEditable && (
            <p>
              <a href={to(c, `/mine/edit/${step}`)}>
                {t('ownership.edit')}
                <span class="offscreen"> {t(`registration.step.${step}`)}</span>
              </a>
            </p>
          )}
        </Section>
      ))}
    </>
  )
}

function factsOf({ c, own }: Props, step: 'who' | 'what' | 'contact') {
  const { edition, draft } = own
  const kind = draft.version.participantKind
  return edition.form[step]
    .filter((item) => isAsked(item, kind))
    .filter((item) => answerInWords(c, edition, item, draft) !== '')
    .map((item) => ({
      term: labelOf(c, item, kind === 'individual'),
      value: (
        <>
          <span lang={isTyped(item) ? langOf(own, c) : undefined}>
            <AnswerText c={c} edition={edition} item={item} draft={draft} />
          </span>
          {canEdit(own.activity.state) && <Readers c={c} isPublic={isPublic(own, item)} />}
        </>
      ),
    }))
}

const typed = ['name', 'reading', 'title', 'body', 'place', 'contactName', 'contactDepartment']

/** Whether the answer is the owner's own words instead of one of ours. */
function isTyped(item: FormItem): boolean {
  return 'field' in item ? typed.includes(item.field) : !item.options
}

/** The language of the owner's words where the page is in another one. */
function langOf({ activity }: OwnActivity, c: Ctx): string | undefined {
  return activity.language === c.var.lang ? undefined : activity.language
}

/** Whether everybody reads an answer, or will once it is published. */
function isPublic({ draft }: OwnActivity, item: FormItem): boolean {
  if (item.publication === 'choice') return !draft.version.hidden.includes(inputName(item))
  return item.publication === 'public'
}

function Readers({ c, isPublic: visible }: { c: Ctx; isPublic: boolean }) {
  return (
    <>
      {' '}
      <PublishBadge visible={visible}>
        {c.var.t(visible ? 'ownership.readers.public' : 'ownership.readers.private')}
      </PublishBadge>
    </>
  )
}
