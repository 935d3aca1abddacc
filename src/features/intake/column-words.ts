import { translator } from '../../i18n/messages.ts'
import { languages, type Localized } from '../../lib/languages.ts'
import { findPrefecture } from '../../lib/prefectures.ts'
import type { Edition } from '../editions/edition.ts'
import type { FormItem } from '../editions/form-definition.ts'
import { organisationKinds } from '../registration/known-fields.ts'
import type { Column } from './columns.ts'

/** Turns the words in a column's cells into what the web form would have sent. */
export type ReadCell = (
  cell: string,
) => { ok: true; values: string[] } | { ok: false; reason: string }

/** A reader for each column, made once per file. */
export function cellReaders(edition: Edition, columns: Column[]): Map<string, ReadCell> {
  return new Map(
    columns.map((column) => [column.name, readerOf(edition, column.items[0] as FormItem)]),
  )
}

function readerOf(edition: Edition, item: FormItem): ReadCell {
  if ('question' in item) return questionReader(item)
  switch (item.field) {
    case 'participantKind':
      return one(wordsOfMessages('registration.kind', [...organisationKinds, 'individual']))
    case 'period':
      return one(wordsOfMessages('registration.period', ['all-month', 'dates', 'year-round']))
    case 'industry':
      return one(wordsOf(edition.industries))
    case 'size':
      return one(wordsOf(edition.sizes))
    case 'kinds':
      return several(wordsOf(edition.kinds, ({ name, tag }) => [name, tag]))
    case 'prefecture':
      return remembered((cell) => asTyped(String(findPrefecture(cell)?.number ?? cell)))
    case 'online':
      return yesOrNo
    default:
      return asTyped
  }
}

function questionReader(question: Extract<FormItem, { question: string }>): ReadCell {
  const words = wordsOf(question.options ?? [])
  if (question.type === 'yes-no') return yesOrNo
  if (question.type === 'choice') return one(words)
  return question.type === 'choices' ? several(words) : asTyped
}

type Words = Map<string, string>

function wordsOf<Entry extends { code: string; name: Localized }>(
  list: readonly Entry[],
  names: (entry: Entry) => Localized[] = ({ name }) => [name],
): Words {
  return new Map(
    list.flatMap((entry) =>
      [
        entry.code,
        ...names(entry).flatMap((name) => Object.values(name).filter((word) => word !== undefined)),
      ].map((word) => [plain(word), entry.code]),
    ),
  )
}

function wordsOfMessages(
  prefix: 'registration.kind' | 'registration.period',
  codes: string[],
): Words {
  return new Map(
    codes.flatMap((code) => [
      [code, code] as const,
      ...languages.map(
        (lang) =>
          [
            plain(translator(lang)(`${prefix}.${code}` as 'registration.kind.company')),
            code,
          ] as const,
      ),
    ]),
  )
}

const asTyped: ReadCell = (cell) => ({ ok: true, values: [cell] })

/** A column of a large file says the same few words again and again. */
function remembered(read: ReadCell): ReadCell {
  const known = new Map<string, ReturnType<ReadCell>>()
  return (cell) => {
    const answer = known.get(cell) ?? read(cell)
    if (known.size < 1000) known.set(cell, answer)
    return answer
  }
}

/** An unknown word goes on as it is, so that the form's own check refuses it. */
const one =
  (words: Words): ReadCell =>
  (cell) =>
    asTyped(words.get(plain(cell)) ?? cell)

/** Several words in one cell, or one word that has a comma in its name. */
const several =
  (words: Words): ReadCell =>
  (cell) => {
    const whole = words.get(plain(cell))
    if (whole) return { ok: true, values: [whole] }
    const parts = cell.split(/[、,，;；/／|｜\r\n]/).map((part) => part.trim())
    return { ok: true, values: parts.filter(Boolean).map((part) => words.get(plain(part)) ?? part) }
  }

const yes = new Set([
  'yes',
  'y',
  'true',
  '1',
  'はい',
  '○',
  '◯',
  '〇',
  '有',
  'あり',
  'する',
  'オンライン',
  'online',
  '是',
  '예',
  '네',
])
const no = new Set([
  'no',
  'n',
  'false',
  '0',
  'いいえ',
  '×',
  '✕',
  '無',
  'なし',
  'しない',
  '-',
  '否',
  '아니요',
  '아니오',
])

const yesOrNo: ReadCell = (cell) => {
  const word = plain(cell)
  if (yes.has(word)) return { ok: true, values: ['yes'] }
  return word === '' || no.has(word) ? { ok: true, values: [] } : { ok: false, reason: 'yes-or-no' }
}

function plain(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/[〜～~–-]/g, '-')
}
