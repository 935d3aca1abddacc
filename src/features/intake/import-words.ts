import type { Ctx } from '../../http/context.ts'
import { inWords } from '../../http/form.tsx'
import { hasMessage } from '../../i18n/messages.ts'
import type { MessageKey } from '../../i18n/keys.ts'
import { type Edition, publicNumber } from '../editions/edition.ts'
import { type Column, columnsOf } from './columns.ts'
import type { RowFault } from './import-queries.ts'
import type { FileFault } from './read-rows.ts'

/** Puts what was found in a row into the reader's words; the form's own words where it has some. */
export function faultInWords(c: Ctx, edition: Edition, fault: RowFault): string {
  const key = `intake.fault.${fault.reason}`
  if (!hasMessage(key)) return inWords(c, 'registration', [fault])[0]?.text ?? ''
  const number =
    fault.reason === 'twin-number' && publicNumber(edition, Number(fault.values?.['number']))
  return c.var.t(key, { ...fault.values, ...(number && { number }) })
}

/** What makes a whole file unreadable, in words. */
export function fileFaultInWords(
  c: Ctx,
  edition: Edition,
  fault: FileFault & { columns?: string[] },
): string {
  const columns = new Map(columnsOf(edition).map((column) => [column.name, column]))
  const named = (fault.columns ?? [])
    .map((name) => columnName(c, columns.get(name), name))
    .join(' / ')
  const key = `intake.file.${fault.reason}`
  const known: MessageKey = hasMessage(key) ? key : 'intake.file.unreadable'
  return c.var.t(known, { line: fault.line ?? 0, columns: named })
}

/** The name of a column for the reader. */
export function columnName(c: Ctx, column: Column | undefined, name: string): string {
  return column?.labels[c.var.lang] ?? name
}
