import type { Ctx } from '../../http/context.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { prefectureName } from '../activities/card.tsx'
import { nameOf, type Edition } from '../editions/edition.ts'
import type { FormItem, KnownItem } from '../editions/form-definition.ts'
import { type Draft, valueOf } from './draft.ts'

/** An answer as text, the same words that the form used. */
export function AnswerText(props: { c: Ctx; edition: Edition; item: FormItem; draft: Draft }) {
  const text = answerInWords(props.c, props.edition, props.item, props.draft)
  return text ? <>{text}</> : <span class="soft">{props.c.var.t('registration.none')}</span>
}

/** The words of an answer; empty when nothing was answered. */
export function answerInWords(c: Ctx, edition: Edition, item: FormItem, draft: Draft): string {
  const value = valueOf(draft, item)
  const { t, lang } = c.var
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return t(value ? 'registration.yes' : 'registration.no')
  if (value instanceof Temporal.PlainDate) return formatDayWithYear(value, lang)
  if ('question' in item) {
    const named = (code: unknown) => nameOf(item.options ?? [], String(code), lang)
    if (Array.isArray(value)) return value.map(named).join('、')
    return item.options ? named(value) : String(value)
  }
  return knownInWords(c, edition, item, value)
}

function knownInWords(c: Ctx, edition: Edition, item: KnownItem, value: unknown): string {
  const { t, lang } = c.var
  switch (item.field) {
    case 'participantKind':
      return t(`registration.kind.${value as 'company'}`)
    case 'industry':
      return nameOf(edition.industries, String(value), lang)
    case 'size':
      return nameOf(edition.sizes, String(value), lang)
    case 'kinds':
      return (value as string[]).map((code) => nameOf(edition.kinds, code, lang)).join('、')
    case 'prefecture':
      return prefectureName(c, value as number) ?? ''
    case 'period':
      return t(`registration.period.${value as 'all-month'}`)
    case 'image':
      return t('registration.yes')
    default:
      return String(value)
  }
}
