import { zone } from '../../clock.ts'
import type { Mistake } from '../../http/parse.ts'
import { cleanLine, cleanText, graphemeLength } from '../../lib/clean-text.ts'
import { parseJapaneseDate } from '../../lib/jp-date-entry.ts'
import { languages } from '../../lib/languages.ts'
import { parseCount } from '../../lib/numbers.ts'
import { prefectures } from '../../lib/prefectures.ts'
import { parseWebAddress } from '../../lib/web-address.ts'
import type { Spec, Typed } from './spec.ts'
import type { Speaker } from './stored.ts'

export type Columns = Record<string, unknown>
export type Read = { columns: Columns; mistakes: Mistake[] }
type Of<K extends Spec['kind']> = Extract<Spec, { kind: K }>

/** Reads what was typed into columns as the database takes them; every mistake at its field. */
export function readTyped(specs: readonly Spec[], typed: Typed): Read {
  const read: Read = { columns: {}, mistakes: [] }
  for (const spec of specs) readOne(read, spec, typed)
  return read
}

function readOne(read: Read, spec: Spec, typed: Typed): void {
  const text = typed[spec.name]?.[0] ?? ''
  if (spec.kind === 'texts') return readTexts(read, spec, typed)
  if (spec.kind === 'some')
    return put(
      read,
      spec,
      (typed[spec.name] ?? []).filter((one) => spec.of.includes(one)),
    )
  if (spec.required && text.trim() === '') return wrong(read, spec.name, 'required')
  put(read, spec, readText(read, spec, text))
}

function readText(read: Read, spec: Exclude<Spec, Of<'texts'> | Of<'some'>>, text: string) {
  switch (spec.kind) {
    case 'line':
      return within(read, spec.name, cleanLine(text), spec.max)
    case 'address':
      return address(read, spec, text)
    case 'instant':
      return instant(read, spec, text)
    case 'month':
      return month(read, spec, text)
    case 'one':
      return spec.of.includes(text) ? text : void wrong(read, spec.name, 'choose')
    case 'count':
      return count(read, spec, text)
    case 'prefecture':
      return text === '' ? null : prefecture(read, spec, text)
    case 'people':
      return JSON.stringify(speakersOf(text))
  }
}

function readTexts(read: Read, spec: Of<'texts'>, typed: Typed): void {
  const texts: Record<string, string> = {}
  for (const lang of languages) {
    const field = `${spec.name}-${lang}`
    const raw = typed[field]?.[0] ?? ''
    const text = within(read, field, spec.long ? cleanText(raw) : cleanLine(raw), spec.max)
    if (text) texts[lang] = text
  }
  const missing = texts['ja'] === undefined
  if (missing && (spec.required || Object.keys(texts).length > 0))
    wrong(read, `${spec.name}-ja`, spec.required ? 'required' : 'japanese-first')
  put(read, spec, JSON.stringify(texts))
}

function within(read: Read, field: string, text: string, max: number): string {
  const length = graphemeLength(text)
  if (length > max) read.mistakes.push({ field, reason: 'too-long', values: { max, length } })
  return text
}

function address(read: Read, spec: Spec, text: string): string {
  const found = parseWebAddress(text)
  if (found.ok) return found.url
  if (found.reason !== 'empty') wrong(read, spec.name, 'address')
  return ''
}

/** 2020-11-04T13:00 from a field of date and time, or a date as people write it and a time. */
function instant(read: Read, spec: Spec, text: string): Temporal.Instant | null {
  const typed = text.normalize('NFKC').trim()
  if (typed === '') return null
  const [, day = '', hour = '', minute = ''] =
    /^(.+?)[T\s]+(\d{1,2})[:時](\d{2})分?$/i.exec(typed) ?? []
  const date = parseJapaneseDate(day)
  if (!date.ok || Number(hour) > 23 || Number(minute) > 59) {
    wrong(read, spec.name, 'date-time')
    return null
  }
  const plainTime = { hour: Number(hour), minute: Number(minute) }
  return date.date.toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
}

function month(read: Read, spec: Spec, text: string): Temporal.PlainDate | null {
  const typed = text.normalize('NFKC').trim()
  if (typed === '') return null
  const [, year, at] = /^(\d{4})[-/年.]\s*(\d{1,2})月?$/.exec(typed) ?? []
  const found = Number(at) >= 1 && Number(at) <= 12 && Number(year) >= 1900
  if (!found) {
    wrong(read, spec.name, 'month')
    return null
  }
  return Temporal.PlainDate.from({ year: Number(year), month: Number(at), day: 1 })
}

function count(read: Read, spec: Of<'count'>, text: string): number | null {
  const found = parseCount(text)
  if (!found.ok) {
    if (found.reason === 'empty') return null
    const known = found.reason === 'negative' || found.reason === 'too-large'
    wrong(read, spec.name, known ? found.reason : 'count', { most: spec.most })
    return null
  }
  if (found.count < spec.least) wrong(read, spec.name, 'too-small', { least: spec.least })
  if (found.count > spec.most) wrong(read, spec.name, 'too-large', { most: spec.most })
  return found.count
}

function prefecture(read: Read, spec: Spec, text: string): number | null {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= prefectures.length) return number
  wrong(read, spec.name, 'choose')
  return null
}

/** One speaker a line: name / reading / role. */
function speakersOf(text: string): Speaker[] {
  return cleanText(text)
    .split('\n')
    .map((line) => line.split(/\s*[/／]\s*/).map(cleanLine))
    .flatMap(([name = '', reading, ...role]): Speaker[] => {
      if (name === '') return []
      const ja = role.join('/')
      return [{ name, ...(reading && { reading }), ...(ja && { role: { ja } }) }]
    })
}

function put(read: Read, spec: Spec, value: unknown): void {
  if (value !== undefined) read.columns[spec.name] = value
}

function wrong(read: Read, field: string, reason: string, values?: Record<string, number>): void {
  read.mistakes.push({ field, reason, ...(values && { values }) })
}
