import type { Mistake } from '../../http/parse.ts'
import type { Submitted } from '../../http/submitted.ts'
import type { Edition } from '../editions/edition.ts'
import { type FormItem, type FormStep, inputName } from '../editions/form-definition.ts'
import { type Draft, withAnswers } from '../registration/draft.ts'
import { emptyDraft } from '../registration/queries.ts'
import { itemsOf, readStep } from '../registration/questionnaire.ts'
import { cellReaders, type ReadCell } from './column-words.ts'
import { type Column, columnsOf, withoutAddress } from './columns.ts'

/** A row of a file by column name, as it stands in the file. */
export type RowValues = Record<string, string>
export type CheckedRow = { ok: true; draft: Draft } | { ok: false; mistakes: Mistake[] }
export type RowChecker = (values: RowValues) => CheckedRow

const steps: FormStep[] = ['who', 'what', 'contact']

/** Checks rows with the same schemas as the web form, the edition's lists read in words or codes. */
export function rowChecker(edition: Edition): RowChecker {
  const columns = columnsOf(edition)
  const readers = cellReaders(edition, columns)
  const items = {
    organisation: itemsFor(edition, 'company'),
    individual: itemsFor(edition, 'individual'),
  }
  return (values) => {
    const { fields, mistakes } = readCells(columns, readers, values)
    const individual = fields.get('participantKind')?.[0] === 'individual'
    const asked = individual ? items.individual : items.organisation
    mistakes.push(...dropUnasked(fields, asked))
    const submitted: Submitted = { fields, files: new Map() }
    const parsed = readStep(edition, asked, submitted)
    const seen = new Set(mistakes.map(({ field }) => field))
    if (!parsed.ok) mistakes.push(...parsed.mistakes.filter(({ field }) => !seen.has(field)))
    if (!parsed.ok || mistakes.length > 0) return { ok: false, mistakes }
    const draft = withAnswers(emptyDraft, asked, parsed.value)
    if (individual) draft.version.participantKind = 'individual'
    return { ok: true, draft }
  }
}

/** Everything that the form asks of a kind of participant, without the picture. */
function itemsFor(edition: Edition, kind: string): FormItem[] {
  return steps
    .flatMap((step) => itemsOf(edition, step, kind))
    .filter((item) => inputName(item) !== 'image')
    .map(withoutAddress)
}

function readCells(columns: Column[], readers: Map<string, ReadCell>, values: RowValues) {
  const fields = new Map<string, string[]>()
  const mistakes: Mistake[] = []
  for (const { name } of columns) {
    const cell = unguard(values[name] ?? '')
    if (isFormula(cell)) {
      mistakes.push({ field: name, reason: 'formula' })
      continue
    }
    const read = (readers.get(name) as ReadCell)(cell)
    if (read.ok) fields.set(name, read.values)
    else mistakes.push({ field: name, reason: read.reason })
  }
  return { fields, mistakes }
}

/** Empty cells of columns that are not asked go; filled ones are a mistake, not a silent loss. */
function dropUnasked(fields: Map<string, string[]>, asked: FormItem[]): Mistake[] {
  const names = new Set(asked.map(inputName))
  const mistakes: Mistake[] = []
  for (const [name, values] of fields) {
    if (names.has(name)) continue
    fields.delete(name)
    // an individual's kind is no question of the individual's form
    if (name !== 'participantKind' && values.some((value) => value.trim() !== ''))
      mistakes.push({ field: name, reason: 'not-asked' })
  }
  return mistakes
}

/** Our own exports put an apostrophe before what a spreadsheet would run (lib/csv.ts); it goes again. */
function unguard(cell: string): string {
  return /^'[=+\-@＝＋－＠\t\r\n\0]/.test(cell) ? cell.slice(1) : cell
}

/** A formula that was saved as text instead of its result. A leading hyphen or plus alone is none. */
function isFormula(cell: string): boolean {
  return /^\s*[=＝]|^\s*[+＋\-－@＠]\s*[A-Za-z][A-Za-z0-9.]*\(/.test(cell)
}
