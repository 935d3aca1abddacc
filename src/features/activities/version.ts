import type { Selectable } from 'kysely'
import type { ParticipantKind, VersionRow } from '../../db/tables-registry.ts'
import {
  type FormDefinition,
  formItems,
  inputName,
  isAsked,
  type KnownField,
} from '../editions/form-definition.ts'

/** The public text of an activity as the program works with it. */
export type Version = {
  participantKind: ParticipantKind
  name: string
  reading: string
  corporateNumber: string | null
  industry: string | null
  size: string | null
  prefecture: number | null
  kinds: string[]
  title: string
  body: string
  period: 'all-month' | 'dates' | 'year-round'
  startsOn: Temporal.PlainDate | null
  endsOn: Temporal.PlainDate | null
  online: boolean
  place: string
  url: string
  imageId: number | null
  imageAlt: string
  /** Answers to the edition's own questions that may be public, by the question's name. */
  answers: Record<string, unknown>
  /** Input names of the fields that the owner keeps private. */
  hidden: string[]
}

/** A version with nothing in it yet. */
export const emptyVersion: Version = {
  participantKind: 'company',
  name: '',
  reading: '',
  corporateNumber: null,
  industry: null,
  size: null,
  prefecture: null,
  kinds: [],
  title: '',
  body: '',
  period: 'all-month',
  startsOn: null,
  endsOn: null,
  online: false,
  place: '',
  url: '',
  imageId: null,
  imageAlt: '',
  answers: {},
  hidden: [],
}

/** A stored row as a version. */
export function fromRow(row: Selectable<VersionRow>): Version {
  return {
    participantKind: row.participant_kind,
    name: row.name,
    reading: row.reading,
    corporateNumber: row.corporate_number,
    industry: row.industry,
    size: row.size_class,
    prefecture: row.prefecture,
    kinds: row.kinds,
    title: row.title,
    body: row.body,
    period: row.period,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    online: row.online,
    place: row.place,
    url: row.url,
    imageId: row.image_id,
    imageAlt: row.image_alt,
    answers: row.answers,
    hidden: row.hidden,
  }
}

/** A version as columns, without its key. */
export function toRow(version: Version) {
  return {
    participant_kind: version.participantKind,
    name: version.name,
    reading: version.reading,
    corporate_number: version.corporateNumber,
    industry: version.industry,
    size_class: version.size,
    prefecture: version.prefecture,
    kinds: version.kinds,
    title: version.title,
    body: version.body,
    period: version.period,
    starts_on: version.startsOn,
    ends_on: version.endsOn,
    online: version.online,
    place: version.place,
    url: version.url,
    image_id: version.imageId,
    image_alt: version.imageAlt,
    answers: JSON.stringify(version.answers),
    hidden: version.hidden,
  }
}

// What each known field is kept in; contact fields are columns of the activity and never public.
const kept: Partial<Record<KnownField, (keyof Version)[]>> = {
  participantKind: ['participantKind'],
  name: ['name'],
  reading: ['reading'],
  corporateNumber: ['corporateNumber'],
  industry: ['industry'],
  size: ['size'],
  prefecture: ['prefecture'],
  kinds: ['kinds'],
  title: ['title'],
  body: ['body'],
  period: ['period'],
  startsOn: ['startsOn'],
  endsOn: ['endsOn'],
  online: ['online'],
  place: ['place'],
  url: ['url'],
  image: ['imageId', 'imageAlt'],
}

/**
 * The version as everybody may see it: fields that the edition never publishes, that the owner
 * hides or that the edition does not ask are emptied. Every public page, feed, list and index is
 * made from this and from nothing else (R4).
 */
export function publicPart(version: Version, form: FormDefinition): Version {
  const visible: Version = {
    ...emptyVersion,
    participantKind: version.participantKind,
    answers: {},
  }
  for (const item of formItems(form)) {
    if (!isAsked(item, version.participantKind)) continue
    if (item.publication === 'never') continue
    if (item.publication === 'choice' && version.hidden.includes(inputName(item))) continue
    if ('question' in item) {
      if (item.question in version.answers)
        visible.answers[item.question] = version.answers[item.question]
    } else {
      for (const part of kept[item.field] ?? []) Object.assign(visible, { [part]: version[part] })
    }
  }
  return visible
}

/** Names of the parts in which two versions' public texts differ; these alone are reviewed again. */
export function changedParts(before: Version, after: Version): (keyof Version)[] {
  const parts = Object.keys(emptyVersion) as (keyof Version)[]
  return parts.filter((part) => part !== 'hidden' && asText(before[part]) !== asText(after[part]))
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return JSON.stringify(value.toSorted())
  return typeof value === 'object' && !('toJSON' in value)
    ? JSON.stringify(Object.entries(value).toSorted())
    : JSON.stringify(value)
}
