import type { Applicant } from '../applications/change.ts'
import { guessPlaces, neededFields, type Places } from '../applicant-import/columns.ts'
import { checkRow, type RowFault } from '../applicant-import/row-check.ts'
import { readRows } from '../intake/read-rows.ts'

/** Somebody to be invited, or why a line names nobody. */
export type Guest = { line: number } & ({ person: Applicant } | { fault: RowFault })

const places: Places = { name: 0, organisation: 1, email: 2 }

/**
 * People as officers paste them, one a line: name, organisation and address with commas or tabs
 * between them in any order that has the name first, or `Name <address>`.
 */
export function readGuests(text: string): Guest[] {
  return text.split(/\r\n|\r|\n/).flatMap((content, at) => {
    if (content.trim() === '') return []
    return [guestOf(at + 1, places, cellsOf(content))]
  })
}

function cellsOf(content: string): string[] {
  const bracketed = /^(.*?)\s*[<＜]([^<>＜＞]+)[>＞]\s*$/.exec(content)
  const parts = (bracketed ? `${bracketed[1]},${bracketed[2]}` : content)
    .split(/[,，、\t]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const at = parts.findIndex((part) => /[@＠]/.test(part))
  const [email = ''] = at < 0 ? [] : parts.splice(at, 1)
  const [name = '', ...organisation] = parts
  return [name, organisation.join(' '), email]
}

/** The same from a file with a heading. Undefined when it is no table of names and addresses. */
export async function readGuestFile(bytes: Uint8Array): Promise<Guest[] | undefined> {
  const read = await readRows(bytes)
  if (!read.ok) return undefined
  const [head, ...rows] = read.rows
  const found = guessPlaces(head?.cells ?? [])
  if (neededFields.some((field) => found[field] === undefined)) return undefined
  return rows.map(({ line, cells }) => guestOf(line, found, cells))
}

function guestOf(line: number, where: Places, cells: string[]): Guest {
  const checked = checkRow(where, cells)
  if (checked.found === 'person') return { line, person: checked.person }
  const [fault] = checked.faults
  return { line, fault: fault ?? { field: '', reason: 'other', typed: '' } }
}
