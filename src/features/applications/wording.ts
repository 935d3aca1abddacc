import { dayOf } from '../../clock.ts'
import type { Translate } from '../../i18n/messages.ts'
import { formatDayWithYear, formatInstantRange, formatMonth } from '../../lib/jp-date.ts'
import { type Lang, type Localized, pick } from '../../lib/languages.ts'
import type { CampaignEvent, EventPool } from '../events/event.ts'

type Dated = Pick<CampaignEvent, 'precision' | 'starts_at' | 'ends_at' | 'month'>

/** When an event takes place, as exactly as it has been announced. */
export function whenOf(event: Dated, lang: Lang, t: Translate): string {
  const { starts_at: start, ends_at: end, month } = event
  if (event.precision === 'exact' && start && end)
    return formatInstantRange(start, end, lang, { withYear: true })
  if (event.precision === 'day' && start) return formatDayWithYear(dayOf(start), lang)
  return month ? formatMonth(month.toPlainYearMonth(), lang) : t('applications.when.unknown')
}

/** A text in the reader's language, or nothing where nobody has written one. */
export function textOf(
  texts: Localized | Record<string, never>,
  lang: Lang,
): { text: string; lang: Lang } | undefined {
  return 'ja' in texts && texts.ja ? pick(texts as Localized, lang) : undefined
}

/** How people take part: the pool's own name, or the word for its channel. */
export function poolNameOf(
  pool: Pick<EventPool, 'name' | 'channel'>,
  lang: Lang,
  t: Translate,
): { text: string; lang: Lang } {
  return textOf(pool.name, lang) ?? { text: t(`applications.channel.${pool.channel}`), lang }
}

/** `lang` for an element, only where it is not the page's own. */
export function foreign(text: { lang: Lang }, page: Lang): Lang | undefined {
  return text.lang === page ? undefined : text.lang
}
