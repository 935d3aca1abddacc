import * as v from 'valibot'
import { formDefinition } from './form-definition.ts'

/** A text in Japanese and, where somebody has written it, in the other three languages. */
const localized = v.strictObject({
  ja: v.pipe(v.string(), v.nonEmpty()),
  en: v.optional(v.string()),
  'zh-Hans': v.optional(v.string()),
  ko: v.optional(v.string()),
})

const day = v.pipe(
  v.string(),
  v.isoDate(),
  v.transform((text) => Temporal.PlainDate.from(text)),
)
const period = v.pipe(
  v.strictObject({ from: day, to: day }),
  v.check(({ from, to }) => Temporal.PlainDate.compare(from, to) <= 0, 'ends before it begins'),
)
const code = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/))
const named = v.strictObject({ code, name: localized })

/**
 * Everything that a year decides, as data. It is written in a file (demo/2020/edition.yaml), checked
 * by this schema and stored in `editions.definition`; no kind, date, name or question is in the code.
 */
export const definition = v.strictObject({
  slug: code,
  year: v.pipe(v.number(), v.integer()),
  /** 第n回 / n年目 */
  ordinal: v.pipe(v.number(), v.integer()),
  name: localized,
  slogan: localized,
  /** One paragraph that says what the month is for. */
  purpose: localized,
  /** Class of the accent colour in the design system. */
  accent: v.picklist(['green', 'indigo', 'plum', 'rust']),
  periods: v.strictObject({
    campaign: period,
    registration: period,
    report: period,
    /** From this day the edition is read-only. */
    archiveOn: day,
  }),
  profile: v.picklist(['activity', 'pledge']),
  goals: v.array(
    v.strictObject({
      metric: v.picklist(['registrations', 'organisations', 'prefectures', 'people']),
      target: v.pipe(v.number(), v.integer(), v.minValue(1)),
      /** What a reader must know of the goal, such as who set it. */
      note: v.optional(localized),
    }),
  ),
  bodies: v.array(
    v.strictObject({
      code,
      name: localized,
      role: v.picklist(['advocate', 'organiser', 'co-organiser', 'supporter', 'secretariat']),
      url: v.optional(v.pipe(v.string(), v.url())),
    }),
  ),
  secretariat: v.strictObject({
    name: localized,
    email: v.pipe(v.string(), v.email()),
    phone: v.string(),
    hours: localized,
    /** Working days within which a registration is decided. */
    serviceDays: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  kinds: v.array(
    v.strictObject({
      code,
      name: localized,
      sentence: localized,
      example: localized,
      tag: localized,
    }),
  ),
  industries: v.array(named),
  sizes: v.array(named),
  terms: v.pipe(
    v.array(v.strictObject({ version: v.string(), from: day, text: localized })),
    v.minLength(1),
  ),
  form: formDefinition,
  /** Why an activity is returned, rejected or suspended; the text goes into the mail. */
  reasons: v.array(
    v.strictObject({
      code,
      name: localized,
      text: localized,
      for: v.array(v.picklist(['returned', 'rejected', 'suspended'])),
    }),
  ),
  checklist: v.array(named),
  events: v.array(
    v.strictObject({
      code,
      /** An exact date with its times, or only the month that was announced. */
      date: v.optional(day),
      start: v.optional(v.pipe(v.string(), v.isoTime())),
      end: v.optional(v.pipe(v.string(), v.isoTime())),
      month: v.optional(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}$/))),
      /** Dates of one series are applied for together. */
      series: v.optional(code),
      mode: v.optional(v.picklist(['venue', 'online', 'hybrid', 'closed-venue']), 'online'),
      /** Whom it reaches, when the named place says less. */
      reach: v.optional(localized),
      fee: v.optional(localized),
      /** Places of a stream beside a closed venue; `capacity` are the places that were announced. */
      streamPlaces: v.optional(v.number()),
      title: localized,
      place: localized,
      note: v.optional(localized),
      bodies: v.array(code),
      capacity: v.optional(v.number()),
      kind: v.picklist(['seminar', 'ceremony']),
      url: v.optional(v.pipe(v.string(), v.url())),
    }),
  ),
  /** Figures of earlier editions, as published; nothing else of them is kept here. */
  past: v.array(
    v.strictObject({
      year: v.number(),
      ordinal: v.number(),
      registrations: v.optional(v.number()),
      note: v.optional(localized),
      source: v.optional(v.string()),
    }),
  ),
  /** Marks and posters to download; `file` is a path from the program's own folder. */
  toolkit: v.array(
    v.strictObject({
      code,
      title: localized,
      description: localized,
      file: v.string(),
      type: v.string(),
    }),
  ),
})

export type Definition = v.InferOutput<typeof definition>
