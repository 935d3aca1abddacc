import { parseEmail } from '../../lib/email-address.ts'
import { emailKey } from '../../lib/email-key.ts'
import { cleanLine, graphemeLength } from '../../lib/clean-text.ts'
import { type Lang, languageNames, languages } from '../../lib/languages.ts'
import type { Applicant } from '../applications/change.ts'
import type { ImportField, Places } from './columns.ts'
import { hasNoClaim } from './state-words.ts'

export type RowFault = { field: ImportField | ''; reason: string; typed: string }
export type CheckedRow =
  | { found: 'person'; person: Applicant }
  | { found: 'left-out' | 'mistake'; faults: RowFault[] }

/** The longest that the form for applicants takes, in characters as people see them. */
const longest = { name: 80, reading: 80, organisation: 120 }

/** Reads a row of a file: a person, a mistake, or somebody who has no claim any more. */
export function checkRow(places: Places, cells: readonly string[]): CheckedRow {
  const typed = (field: ImportField) => withoutGuard(cells[places[field] ?? -1] ?? '')
  const state = typed('state')
  if (hasNoClaim(state))
    return { found: 'left-out', faults: [{ field: 'state', reason: 'no-claim', typed: state }] }
  const faults: RowFault[] = []
  const fault = (field: ImportField, reason: string) =>
    faults.push({ field, reason, typed: typed(field) })
  const line = (field: keyof typeof longest) => {
    const text = cleanLine(typed(field))
    if (graphemeLength(text) > longest[field]) fault(field, 'too-long')
    return text
  }
  const name = line('name')
  if (name === '') fault('name', 'required')
  const address = typed('email').trim()
  const email = parseEmail(address)
  if (!email.ok) fault('email', address === '' ? 'required' : 'invalid')
  const [reading, organisation] = [line('reading'), line('organisation')]
  if (!email.ok || faults.length > 0) return { found: 'mistake', faults }
  return {
    found: 'person',
    person: {
      email: email.address,
      emailKey: emailKey(email.address),
      name,
      reading,
      organisation,
      onceKey: null,
      language: languageOf(typed('language')),
      answers: {},
    },
  }
}

/** Our export puts an apostrophe before what a spreadsheet would run (lib/csv.ts). */
function withoutGuard(cell: string): string {
  return cell.replace(/^'(?=[=+\-@＝＋－＠])/, '')
}

function languageOf(word: string): Lang {
  const plain = word.trim().toLowerCase()
  const known = languages.find(
    (lang) => lang.toLowerCase() === plain || languageNames[lang].toLowerCase() === plain,
  )
  return known ?? 'ja'
}
