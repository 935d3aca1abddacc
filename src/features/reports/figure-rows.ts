import type { Translate } from '../../i18n/messages.ts'
import type { Lang } from '../../lib/languages.ts'
import type { Cell } from '../../lib/csv.ts'
import { prefectures } from '../../lib/prefectures.ts'
import type { Edition } from '../editions/edition.ts'
import { type Grouping, groupings } from './queries.ts'
import type { Statistics } from './statistics.ts'

export type NamedCount = { code: string; name: string; count: number }

/** The counts of a grouping in the edition's own order, with names; nothing of it is left out. */
export function namedCounts(
  about: { edition: Edition; lang: Lang; t: Translate },
  grouping: Grouping,
  counts: Map<string, number>,
): NamedCount[] {
  return entriesOf(about, grouping).map(({ code, name }) => ({
    code,
    name,
    count: counts.get(code) ?? 0,
  }))
}

function entriesOf(
  { edition, lang, t }: { edition: Edition; lang: Lang; t: Translate },
  grouping: Grouping,
) {
  const named = (
    list: readonly { code: string; name: { ja: string; en?: string | undefined } }[],
  ) =>
    list.map(({ code, name }) => ({
      code,
      name: (name as Record<string, string>)[lang] ?? name.ja,
    }))
  switch (grouping) {
    case 'kind':
      return named(edition.kinds.map(({ code, tag }) => ({ code, name: tag })))
    case 'industry':
      return named(edition.industries)
    case 'size':
      return named(edition.sizes)
    case 'prefecture':
      return prefectures.map(({ number, name }) => ({ code: String(number), name: name[lang] }))
    case 'who':
      return (['organisation', 'individual'] as const).map((code) => ({
        code,
        name: t(`reports.who.${code}`),
      }))
    case 'online':
      return (['yes', 'no'] as const).map((code) => ({ code, name: t(`reports.online.${code}`) }))
  }
}

/** All figures as the rows of one table: group, item, number. */
export function figureRows(
  about: { edition: Edition; lang: Lang; t: Translate },
  statistics: Statistics,
): Cell[][] {
  const { t } = about
  return [
    ...singleFigures(t, statistics).map(([name, value]) => [
      t('reports.overall'),
      name,
      value ?? '',
    ]),
    ...statistics.goals.map(({ metric, target }) => [
      t('reports.goals'),
      t(`reports.goal.${metric}`),
      target,
    ]),
    ...groupings.flatMap((grouping) =>
      namedCounts(about, grouping, statistics.counts[grouping]).map(({ name, count }) => [
        t(`reports.by.${grouping}`),
        name,
        count,
      ]),
    ),
    ...statistics.days.map(({ day, submitted }) => [
      t('reports.day.submitted'),
      day.toString(),
      submitted,
    ]),
    ...statistics.days.map(({ day, published }) => [
      t('reports.day.published'),
      day.toString(),
      published,
    ]),
  ]
}

function singleFigures(t: Translate, statistics: Statistics): [string, number | undefined][] {
  const { figures, work, hours, reports } = statistics
  return [
    [t('reports.published'), figures.published],
    [t('reports.organisations'), figures.organisations],
    [t('reports.prefectures'), figures.prefectures],
    [t('reports.received'), work.received],
    [t('reports.open'), work.open],
    [t('reports.changes'), work.changesOpen],
    [t('reports.withdrawn'), work.withdrawn],
    [t('reports.rejected'), work.rejected],
    [t('reports.decided'), work.decided],
    [t('reports.returned'), work.returned],
    [t('reports.median'), rounded(hours.median)],
    [t('reports.p90'), rounded(hours.p90)],
    [t('reports.back'), reports.reports],
    [t('reports.people'), reports.people],
    [t('reports.days'), reports.days],
  ]
}

function rounded(hours: number | undefined): number | undefined {
  return hours === undefined ? undefined : Math.round(hours * 10) / 10
}
