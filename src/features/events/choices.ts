import type { Ctx } from '../../http/context.ts'
import { formatMonth } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { formatNumber } from '../../lib/numbers.ts'
import { prefectureOf } from '../../lib/prefectures.ts'
import type { Edition } from '../editions/edition.ts'
import {
  type Condition,
  conditions,
  type EventFilter,
  eventKinds,
  eventModes,
  eventTimes,
  fitting,
  monthOf,
  organiserKey,
} from './list-filter.ts'
import type { Listed } from './rows.tsx'
import { organiserName } from './words.tsx'

/** What the conditions of a list are worded and counted from. */
export type Choosing = { c: Ctx; edition: Edition; filter: EventFilter; all: Listed[] }

export type Choice = { value: string; label: string; count: number }

/**
 * The values of a condition, each with how many events it would find beside the other conditions.
 * What would find none is left out, unless it is what was chosen.
 */
export function choicesOf(choosing: Choosing, condition: Condition): Choice[] {
  const { c, filter, all } = choosing
  return valuesOf(all, condition)
    .map((value) => ({
      value,
      label: choiceInWords(choosing, condition, value),
      count: fitting({ ...filter, [condition]: value }, all, c.var.now).length,
    }))
    .filter(({ value, count }) => count > 0 || value === filter[condition])
}

/** Each condition in force with what could be found without it: what to loosen, most first. */
export function looser(
  choosing: Choosing,
): { condition: Condition; label: string; count: number }[] {
  const { c, filter, all } = choosing
  return conditions
    .filter((condition) => filter[condition] !== '')
    .map((condition) => ({
      condition,
      label: choiceInWords(choosing, condition, filter[condition]),
      count: fitting({ ...filter, [condition]: '' }, all, c.var.now).length,
    }))
    .toSorted((a, b) => b.count - a.count)
}

/** A choice with its number, as an option shows it: セミナー(4). */
export function counted(c: Ctx, { label, count }: Choice): string {
  const { t, lang } = c.var
  return t('events.filter.counted', { label, count: formatNumber(count, lang) })
}

function valuesOf(all: readonly Listed[], condition: Condition): readonly string[] {
  const distinct = (values: string[]) => [...new Set(values)].filter(Boolean)
  switch (condition) {
    case 'month':
      return distinct(all.map(({ event }) => monthOf(event))).toSorted()
    case 'prefecture':
      return distinct(all.map(({ event }) => String(event.prefecture ?? ''))).toSorted(
        (a, b) => Number(a) - Number(b),
      )
    case 'organiser':
      return distinct(all.flatMap(({ organisers }) => organisers.map(organiserKey)))
    case 'time':
      return eventTimes
    case 'kind':
      return eventKinds
    case 'mode':
      return eventModes
    case 'places':
      return ['free']
  }
}

/** A chosen value in the reader's words; an organiser that nobody knows keeps the words of the address. */
function choiceInWords({ c, edition, all }: Choosing, condition: Condition, value: string): string {
  const { t, lang } = c.var
  switch (condition) {
    case 'month':
      return formatMonth(Temporal.PlainYearMonth.from(value), lang)
    case 'prefecture': {
      const prefecture = prefectureOf(Number(value))
      return prefecture ? pick(prefecture.name, lang).text : value
    }
    case 'organiser': {
      const one = all.flatMap(({ organisers }) => organisers).find((o) => organiserKey(o) === value)
      return one ? organiserName(c, edition, one) : value
    }
    case 'time':
      return t(`events.time.${value as 'past'}`)
    case 'kind':
      return t(`events.kind.${value as 'other'}`)
    case 'mode':
      return t(`events.mode.${value as 'online'}`)
    case 'places':
      return t('events.filter.places.free')
  }
}
