import { translator } from '../../i18n/messages.ts'
import { languages } from '../../lib/languages.ts'

/** What we take from a file of applicants. */
export const importFields = [
  'name',
  'email',
  'reading',
  'organisation',
  'language',
  'state',
] as const
export type ImportField = (typeof importFields)[number]
/** Without these a row is nobody. */
export const neededFields: readonly ImportField[] = ['name', 'email']

/** Where each of them stands in a row, from 0. */
export type Places = Partial<Record<ImportField, number>>

/** Headers are compared without spaces, width, case and marks such as (必須). */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((必須|任意|required|optional)\)|[\s*※:"'’_-]/g, '')
}

/** What others call our columns, the surest first. */
const otherNames: Record<ImportField, readonly string[]> = {
  name: [
    '氏名',
    'お名前',
    '名前',
    '姓名',
    'name',
    'fullname',
    '参加者名',
    'attendeename',
    '表示名',
  ],
  email: [
    'メールアドレス',
    'eメールアドレス',
    'eメール',
    'メール',
    'emailaddress',
    'email',
    'mail',
  ],
  reading: ['フリガナ', 'ふりがな', '氏名(カナ)', 'お名前(カナ)', '氏名カナ', 'よみがな', 'カナ'],
  organisation: [
    '所属',
    '会社名',
    '勤務先',
    '団体名',
    '組織名',
    '所属先',
    'company',
    'organization',
  ],
  language: ['使用言語', 'language'],
  state: ['参加ステータス', 'ステータス', '申込状況', '状況', 'status', 'orderstatus'],
}

/** Questions that organisers put into their own words: "ご所属(会社名・団体名)を教えてください". */
const inQuestions: Partial<Record<ImportField, RegExp>> = {
  email: /メール|mail/,
  name: /^(ご?氏名|お名前|本名)/,
  reading: /フリガナ|ふりがな/,
  organisation: /所属|会社名|勤務先|団体名|company|organi[sz]ation/,
}

/** Finds our columns in a heading: by our own names, by those of others, then in questions. */
export function guessPlaces(header: readonly string[]): Places {
  const plain = header.map(plainHeader)
  const places: Places = {}
  const taken = new Set<number>()
  const take = (field: ImportField, at: number) => {
    if (at < 0 || places[field] !== undefined || taken.has(at)) return
    places[field] = at
    taken.add(at)
  }
  for (const field of importFields)
    for (const name of namesOf(field)) take(field, plain.indexOf(name))
  for (const field of importFields) {
    const pattern = inQuestions[field]
    if (pattern)
      take(
        field,
        plain.findIndex((name, at) => !taken.has(at) && pattern.test(name)),
      )
  }
  return places
}

function namesOf(field: ImportField): string[] {
  const own = languages.map((lang) => translator(lang)(`applicants.column.${field}`))
  return [...otherNames[field].slice(0, 3), ...own, ...otherNames[field].slice(3)].map(plainHeader)
}
