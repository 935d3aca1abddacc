import { zone } from '../../clock.ts'
import { translator } from '../../i18n/messages.ts'
import { formatDayWithYear, formatInstantRange, formatMonth } from '../../lib/jp-date.ts'
import { type Lang, type Localized, pick } from '../../lib/languages.ts'
import type { differences, Known } from './known.ts'

type Texts = Partial<Localized>

/** The date in words: to the minute, the day, the month, or that it will be announced. */
export function dateInWords(known: Known, lang: Lang): string {
  const { starts, ends, month, precision } = known
  if (precision === 'month' && month)
    return formatMonth(Temporal.PlainDate.from(month).toPlainYearMonth(), lang)
  if (!starts || !ends || precision === 'unknown') return translator(lang)('event-desk.to-be-told')
  const [from, to] = [Temporal.Instant.from(starts), Temporal.Instant.from(ends)]
  if (precision === 'day')
    return formatDayWithYear(from.toZonedDateTimeISO(zone).toPlainDate(), lang)
  return formatInstantRange(from, to, lang, { withYear: true })
}

/** One fact in words. */
export function factInWords(
  known: Known,
  fact: ReturnType<typeof differences>[number],
  lang: Lang,
): string {
  const t = translator(lang)
  const own = (texts: Texts) => (texts.ja ? pick({ ja: texts.ja, ...texts }, lang).text : '')
  if (fact === 'date') return dateInWords(known, lang)
  if (fact === 'mode') return t(`event-desk.mode.${known.mode}`)
  const words =
    fact === 'place' ? [own(known.venue), own(known.address)].filter(Boolean) : known.speakers
  return words.join(t('event-desk.comma')) || t('event-desk.nothing')
}
