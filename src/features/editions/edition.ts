import type { Lang, Localized } from '../../lib/languages.ts'
import type { Definition } from './definition.ts'

/** One year of the campaign: a row of `editions` with its definition read and checked. */
export type Edition = Definition & { id: number; isCurrent: boolean }

/**
 * Where the edition stands. Derived from its dates by the clock, except that nothing is stored:
 * preparing → open (registration) → running (the month) → closing (reports) → reported → archived.
 */
export type Phase = 'preparing' | 'open' | 'running' | 'closing' | 'reported' | 'archived'

/** The phase on a day (Tokyo). */
export function phaseOn(edition: Edition, day: Temporal.PlainDate): Phase {
  const { campaign, registration, report } = edition.periods
  const before = (other: Temporal.PlainDate) => Temporal.PlainDate.compare(day, other) < 0
  if (before(registration.from) && before(campaign.from)) return 'preparing'
  if (before(campaign.from)) return 'open'
  if (!before(edition.periods.archiveOn)) return 'archived'
  if (before(campaign.to.add({ days: 1 }))) return 'running'
  if (before(report.to.add({ days: 1 }))) return 'closing'
  return 'reported'
}

/** Whether an activity may be registered on a day. */
export function isRegistrationOpen(edition: Edition, day: Temporal.PlainDate): boolean {
  const { from, to } = edition.periods.registration
  return Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, to) <= 0
}

/** Day n of the month, from 1; undefined outside it. */
export function dayOfMonth(edition: Edition, day: Temporal.PlainDate): number | undefined {
  const { from, to } = edition.periods.campaign
  if (Temporal.PlainDate.compare(day, from) < 0 || Temporal.PlainDate.compare(day, to) > 0)
    return undefined
  return from.until(day, { largestUnit: 'days' }).days + 1
}

/** The permanent public number of an activity: `2020-0042`. */
export function publicNumber(edition: { slug: string }, number: number): string {
  return `${edition.slug}-${String(number).padStart(4, '0')}`
}

/** The terms in force: the newest version whose day has come. */
export function currentTerms(
  edition: Edition,
  day: Temporal.PlainDate,
): Definition['terms'][number] {
  const inForce = edition.terms.filter((terms) => Temporal.PlainDate.compare(terms.from, day) <= 0)
  return inForce.at(-1) ?? (edition.terms[0] as Definition['terms'][number])
}

/** Finds an entry of one of the edition's lists (kinds, industries, sizes, reasons …) by its code. */
export function byCode<Entry extends { code: string }>(
  list: readonly Entry[],
  code: string | null | undefined,
): Entry | undefined {
  return list.find((entry) => entry.code === code)
}

/** The name of a list's entry in a language (Japanese when it has none); the code when unknown. */
export function nameOf(
  list: readonly { code: string; name: Localized }[],
  code: string,
  lang: Lang,
): string {
  const entry = byCode(list, code)
  return entry ? (entry.name[lang] ?? entry.name.ja) : code
}
