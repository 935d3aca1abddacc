import type { Ctx } from '../../http/context.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import { languageNames } from '../../lib/languages.ts'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { Section } from '../../ui/section.tsx'
import type { Activity, StoredVersion } from '../activities/queries.ts'
import { formItems, inputName, isAsked } from '../editions/form-definition.ts'
import { AnswerText } from '../registration/answer-text.tsx'
import { labelOf } from '../registration/item-field.tsx'
import type { Desk } from './desk.ts'

type PrivateProps = { c: Ctx; desk: Desk; activity: Activity; version: StoredVersion }

/** What nobody but the secretariat sees: contact, private answers, fields that the owner hides. */
export function PrivatePart(props: PrivateProps) {
  const { c, desk, activity, version } = props
  const { t } = c.var
  const draft = { version, contact: activity, privateAnswers: activity.private_answers }
  const isIndividual = version.participantKind === 'individual'
  const answers = privateItems(desk, version).map((item) => ({
    term: labelOf(c, item, isIndividual),
    value: <AnswerText c={c} edition={desk.edition} item={item} draft={draft} />,
  }))
  return (
    <Section id="private" title={t('moderation.private.title')} quiet>
      <p class="soft">{t('moderation.private.note')}</p>
      <DefinitionList items={[...answers, ...receiptOf(props)]} />
    </Section>
  )
}

function privateItems({ edition }: Desk, version: StoredVersion) {
  return formItems(edition.form).filter((item) => {
    if (!isAsked(item, version.participantKind)) return false
    if (item.publication === 'choice') return version.hidden.includes(inputName(item))
    return item.publication === 'never'
  })
}

/** How it came in. */
function receiptOf({ c, activity }: PrivateProps) {
  const { t, lang } = c.var
  const { language } = activity
  return [
    { term: t('moderation.private.source'), value: t(`moderation.source.${activity.source}`) },
    { term: t('moderation.private.language'), value: languageNames[language], lang: language },
    {
      term: t('moderation.private.terms'),
      value: activity.terms_version ?? t('registration.none'),
    },
    { term: t('moderation.private.begun'), value: formatInstant(activity.created_at, lang) },
  ]
}
