import { createHash } from 'node:crypto'
import { zone } from '../../clock.ts'
import { languages, type Localized } from '../../lib/languages.ts'
import type { Spec, Typed } from './spec.ts'

type Row = Record<string, unknown>
export type Speaker = { name: string; reading?: string; role?: Localized }

/** The names of the fields that a column is edited in. */
export function inputsOf(spec: Spec): string[] {
  return spec.kind === 'texts' ? languages.map((lang) => `${spec.name}-${lang}`) : [spec.name]
}

/** What stands in the database, as it stands in the fields. */
export function typedOf(specs: readonly Spec[], row: Row): Typed {
  const typed: Typed = {}
  for (const spec of specs) {
    const value = row[spec.name]
    if (spec.kind === 'texts')
      for (const lang of languages)
        typed[`${spec.name}-${lang}`] = [(value as Partial<Localized> | undefined)?.[lang] ?? '']
    else if (spec.kind === 'some') typed[spec.name] = [...((value as string[] | undefined) ?? [])]
    else typed[spec.name] = [textOf(spec, value)]
  }
  return typed
}

function textOf(spec: Spec, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Temporal.Instant) return localTime(value)
  if (value instanceof Temporal.PlainDate) return value.toPlainYearMonth().toString()
  if (spec.kind === 'people') return speakersAsText(value as Speaker[])
  return String(value)
}

/** An instant as a field of date and time has it: 2020-11-04T13:00, in Tokyo. */
function localTime(instant: Temporal.Instant): string {
  return instant
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute', roundingMode: 'trunc' })
}

/** Speakers as officers type them, one a line. */
function speakersAsText(speakers: readonly Speaker[]): string {
  return speakers
    .map(({ name, reading, role }) => [name, reading ?? '', role?.ja ?? ''].join(' / '))
    .map((line) => line.replace(/( \/ )+$/, ''))
    .join('\n')
}

/** Tells whether two people have seen the same values: short and good enough to compare. */
export function fingerprint(typed: Typed): string {
  const sorted = Object.entries(typed).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 22)
}
