import { translator } from '../../i18n/messages.ts'
import { prefectureOf } from '../../lib/prefectures.ts'
import { type Edition, nameOf } from '../editions/edition.ts'
import type { FormItem } from '../editions/form-definition.ts'

const t = translator('ja')

/**
 * An answer as it stands in a cell, in Japanese words that the import reads again
 * (column-words.ts). Texts are given as they are.
 */
export function labelsInCell(edition: Edition, item: FormItem, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((one) => labelsInCell(edition, item, one)).join('、')
  if (typeof value === 'boolean') return value ? 'はい' : 'いいえ'
  if ('question' in item)
    return item.options ? nameOf(item.options, String(value), 'ja') : String(value)
  switch (item.field) {
    case 'participantKind':
      return t(`registration.kind.${value as 'company'}`)
    case 'industry':
      return nameOf(edition.industries, String(value), 'ja')
    case 'size':
      return nameOf(edition.sizes, String(value), 'ja')
    case 'kinds':
      return nameOf(edition.kinds, String(value), 'ja')
    case 'prefecture':
      return prefectureOf(Number(value))?.name.ja ?? ''
    case 'period':
      return t(`registration.period.${value as 'all-month'}`)
    default:
      return String(value)
  }
}
