import type { MessageKey } from '../../i18n/keys.ts'
import { translator } from '../../i18n/messages.ts'
import { type Lang, languages } from '../../lib/languages.ts'
import type { Edition } from '../editions/edition.ts'
import { type FormItem, formItems, inputName } from '../editions/form-definition.ts'

/** A column of the files that staff bring in and take away: one answer of the form. */
export type Column = {
  /** The name under which the answer travels in the form. */
  name: string
  /** What the edition's form asks under that name; organisations and individuals may differ. */
  items: FormItem[]
  labels: Record<Lang, string>
  /** A row of an organisation is not complete without it. */
  required: boolean
}

/** The columns of an edition's files, in the order of its form. Pictures do not travel in tables. */
export function columnsOf(edition: Edition): Column[] {
  const columns = new Map<string, Column>()
  for (const item of formItems(edition.form).map(withoutAddress)) {
    const name = inputName(item)
    if (name === 'image') continue
    const known = columns.get(name)
    if (known) known.items.push(item)
    else
      columns.set(name, { name, items: [item], labels: labelsOf(item), required: isNeeded(item) })
  }
  return [...columns.values()]
}

/** Who has written on paper may have no mail address: the only rule that differs from the web form. */
export function withoutAddress(item: FormItem): FormItem {
  if (!('field' in item) || item.field !== 'contactEmail') return item
  return { ...item, required: false, hint: inFour('intake.enter.email.hint') as typeof item.hint }
}

/** A message of ours where the edition's own words would stand. */
function inFour(key: MessageKey): Record<Lang, string> {
  return Object.fromEntries(languages.map((lang) => [lang, translator(lang)(key)])) as Record<
    Lang,
    string
  >
}

function isNeeded(item: FormItem): boolean {
  return item.required && item.of !== 'individual'
}

function labelsOf(item: FormItem): Record<Lang, string> {
  const own = (lang: Lang) =>
    item.label
      ? (item.label[lang] ?? item.label.ja)
      : translator(lang)(
          `registration.field.${inputName(item)}.label` as 'registration.field.name.label',
        )
  return Object.fromEntries(languages.map((lang) => [lang, own(lang)])) as Record<Lang, string>
}

/** What a file's first line says: where each column stands, and what is wrong with it. */
export type Heading = {
  places: Map<string, number>
  /** Needed columns that the file does not have. */
  missing: Column[]
  /** Columns that come twice. */
  twice: Column[]
  /** Headers that name none of our columns; their cells are not read. */
  unknown: string[]
}

/** Reads a header in any of the four languages, or by the form's own names. */
export function readHeading(columns: Column[], cells: string[]): Heading {
  const byHeader = new Map(
    columns.flatMap((column) => headersOf(column).map((header) => [header, column])),
  )
  const heading: Heading = { places: new Map(), missing: [], twice: [], unknown: [] }
  cells.forEach((cell, at) => {
    const column = byHeader.get(plain(cell))
    if (!column) {
      if (cell.trim() !== '') heading.unknown.push(cell.trim())
    } else if (heading.places.has(column.name)) heading.twice.push(column)
    else heading.places.set(column.name, at)
  })
  heading.missing = columns.filter(({ name, required }) => required && !heading.places.has(name))
  return heading
}

function headersOf(column: Column): string[] {
  return [column.name, ...Object.values(column.labels)].map(plain)
}

/** Headers are compared without spaces, width, case and marks such as (必須) or *. */
function plain(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((必須|任意|required|optional)\)|[\s*※:"'’]/g, '')
}
