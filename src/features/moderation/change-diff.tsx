import type { Ctx } from '../../http/context.ts'
import { hasMessage } from '../../i18n/messages.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { diffTexts } from '../../lib/text-diff.ts'
import { Diff, type DiffField } from '../../ui/diff.tsx'
import { prefectureName } from '../activities/card.tsx'
import { changedParts, type Version } from '../activities/version.ts'
import { nameOf } from '../editions/edition.ts'
import { formItems } from '../editions/form-definition.ts'
import type { Desk } from './desk.ts'

/** The public parts in which the text at hand differs from what is public, or from what was returned. */
export function ChangeDiff(props: {
  c: Ctx
  desk: Desk
  before: Version
  after: Version
  since: 'publication' | 'return'
}) {
  const { since } = props
  const { t, lang } = props.c.var
  const fields = fieldsOf(props)
  if (fields.length === 0) return <p>{t(`moderation.diff.${since}.nothing`)}</p>
  return (
    <Diff
      caption={t(`moderation.diff.${since}.title`)}
      headers={{
        field: t('moderation.diff.field'),
        before: t(`moderation.diff.${since}.before`),
        after: t(`moderation.diff.${since}.after`),
      }}
      words={{
        removed: t('moderation.diff.removed'),
        added: t('moderation.diff.added'),
        empty: t('registration.none'),
      }}
      fields={fields}
      lang={lang === 'ja' ? undefined : 'ja'}
    />
  )
}

function fieldsOf({
  c,
  desk,
  before,
  after,
}: {
  c: Ctx
  desk: Desk
  before: Version
  after: Version
}): DiffField[] {
  return changedParts(before, after).flatMap((part) => {
    if (part === 'answers') return answerFields(c, desk, before, after)
    const [old, next] = [inWords(c, desk, before, part), inWords(c, desk, after, part)]
    return [{ label: labelOf(c, part), ...diffTexts(old, next) }]
  })
}

function labelOf(c: Ctx, part: keyof Version): string {
  const key = `registration.field.${part === 'imageId' ? 'image' : part}.label`
  return hasMessage(key) ? c.var.t(key) : part
}

/** A part of a version as the words that a reader sees. */
function inWords(c: Ctx, { edition }: Desk, version: Version, part: keyof Version): string {
  const { t, lang } = c.var
  const value = version[part]
  if (value === null || value === '') return ''
  switch (part) {
    case 'participantKind':
      return t(`registration.kind.${version.participantKind}`)
    case 'industry':
      return nameOf(edition.industries, String(value), lang)
    case 'size':
      return nameOf(edition.sizes, String(value), lang)
    case 'prefecture':
      return prefectureName(c, version.prefecture) ?? ''
    case 'kinds':
      return version.kinds.map((code) => nameOf(edition.kinds, code, lang)).join('、')
    case 'period':
      return t(`registration.period.${version.period}`)
    case 'imageId':
      return t('moderation.diff.image', { id: Number(value) })
  }
  if (typeof value === 'boolean') return t(value ? 'registration.yes' : 'registration.no')
  return value instanceof Temporal.PlainDate ? formatDayWithYear(value, lang) : String(value)
}

function answerFields(c: Ctx, { edition }: Desk, before: Version, after: Version): DiffField[] {
  const { t, lang } = c.var
  return formItems(edition.form).flatMap((item) => {
    if (!('question' in item)) return []
    const words = ({ answers }: Version) => {
      const answer = answers[item.question]
      if (answer === undefined || answer === null) return ''
      if (typeof answer === 'boolean') return t(answer ? 'registration.yes' : 'registration.no')
      return [answer]
        .flat()
        .map((one) => nameOf(item.options ?? [], String(one), lang))
        .join('、')
    }
    if (words(before) === words(after)) return []
    return [{ label: pick(item.label, lang).text, ...diffTexts(words(before), words(after)) }]
  })
}
