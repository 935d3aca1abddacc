import * as v from 'valibot'
import { line, optionalLine, optionalText, text, ticked } from '../../http/fields.ts'
import { parseCorporateNumber } from '../../lib/corporate-number.ts'
import { parseEmail } from '../../lib/email-address.ts'
import { parseJapaneseDate } from '../../lib/jp-date-entry.ts'
import { isKana, normaliseReading } from '../../lib/jp-kana.ts'
import { stripLegalForm } from '../../lib/jp-name.ts'
import { parsePhone } from '../../lib/jp-phone.ts'
import { parseWebAddress } from '../../lib/web-address.ts'
import type { Edition } from '../editions/edition.ts'
import type { KnownItem } from '../editions/form-definition.ts'

/** How long people's texts may be, in characters as they count them. */
export const limits = {
  name: 120,
  reading: 120,
  title: 60,
  body: 1000,
  place: 200,
  imageAlt: 200,
} as const

export const organisationKinds = [
  'company',
  'government',
  'association',
  'school',
  'other',
] as const

/** The schema of a field that the program knows, with the edition's lists and its required mark. */
export function knownSchema(item: KnownItem, edition: Edition): v.GenericSchema {
  const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code)
  const { required } = item
  switch (item.field) {
    case 'participantKind':
      return v.picklist(item.of === 'individual' ? ['individual'] : organisationKinds, 'choose')
    case 'name':
      return line(limits.name)
    case 'reading':
      return reading(required)
    case 'corporateNumber':
      return v.pipe(
        emptyOr(required, corporateNumber),
        v.transform((value) => value || null),
      )
    case 'industry':
      return choice(codes(edition.industries), required)
    case 'size':
      return choice(codes(edition.sizes), required)
    case 'prefecture':
      return prefecture(required)
    case 'kinds':
      return v.pipe(v.array(v.picklist(codes(edition.kinds), 'choose')), v.minLength(1, 'choose'))
    case 'title':
      return line(limits.title)
    case 'body':
      return required ? text(limits.body) : optionalText(limits.body)
    default:
      return laterSchema(item, edition)
  }
}

function laterSchema(item: KnownItem, edition: Edition): v.GenericSchema {
  const { required } = item
  switch (item.field) {
    case 'period':
      return v.picklist(['all-month', 'dates', 'year-round'], 'choose')
    case 'startsOn':
    case 'endsOn':
      return date(required, edition.year)
    case 'online':
      return ticked
    case 'place':
      return required ? line(limits.place) : optionalLine(limits.place)
    case 'url':
      return emptyOr(required, webAddress)
    case 'contactEmail':
      return emptyOr(required, email)
    case 'contactPhone':
      return emptyOr(required, phone)
    default:
      return required ? line(100) : optionalLine(100)
  }
}

/** Turns a reader of lib into a schema; its reason becomes the mistake. */
type Reader = (typed: string) => { ok: true; value: string } | { ok: false; reason: string }

function emptyOr(required: boolean, read: Reader): v.GenericSchema {
  return v.pipe(
    v.optional(v.string(), ''),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const typed = dataset.value.trim()
      if (typed === '' && !required) return ''
      const result = typed === '' ? { ok: false as const, reason: 'required' } : read(typed)
      if (result.ok) return result.value
      addIssue({ message: result.reason })
      return NEVER
    }),
  )
}

const corporateNumber: Reader = (typed) => {
  const result = parseCorporateNumber(typed)
  return result.ok ? { ok: true, value: result.number } : result
}
const webAddress: Reader = (typed) => {
  const result = parseWebAddress(typed)
  return result.ok ? { ok: true, value: result.url } : result
}
const email: Reader = (typed) => {
  const result = parseEmail(typed)
  return result.ok ? { ok: true, value: result.address } : result
}
const phone: Reader = (typed) => {
  const result = parsePhone(typed)
  return result.ok ? { ok: true, value: result.number } : result
}

/** A reading in kana; カブシキガイシャ and the like are taken off, so that people may type them. */
function reading(required: boolean): v.GenericSchema {
  return v.pipe(
    optionalLine(limits.reading),
    v.transform((typed) => normaliseReading(stripLegalForm(typed))),
    v.check((value) => !required || value !== '', 'required'),
    v.check((value) => value === '' || isKana(value), 'not-kana'),
  )
}

function choice(codes: string[], required: boolean): v.GenericSchema {
  return v.pipe(
    v.optional(v.string(), ''),
    v.check((code) => codes.includes(code) || (code === '' && !required), 'choose'),
    v.transform((code) => code || null),
  )
}

// JIS X 0401: 1 Hokkaido to 47 Okinawa
const prefectureCode = /^0?[1-9]$|^[123][0-9]$|^4[0-7]$/

function prefecture(required: boolean): v.GenericSchema {
  return v.pipe(
    v.optional(v.string(), ''),
    v.check((code) => (code === '' ? !required : prefectureCode.test(code)), 'choose'),
    v.transform((code) => (code === '' ? null : Number(code))),
  )
}

function date(required: boolean, year: number): v.GenericSchema {
  return v.pipe(
    v.optional(v.string(), ''),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const typed = dataset.value.trim()
      if (typed === '' && !required) return null
      const result = parseJapaneseDate(typed, { year })
      if (result.ok) return result.date
      addIssue({ message: typed === '' ? 'required' : result.reason })
      return NEVER
    }),
  )
}
