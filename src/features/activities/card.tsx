import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatDayRange } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { prefectureOf } from '../../lib/prefectures.ts'
import { Card, Row } from '../../ui/card.tsx'
import { Tag } from '../../ui/tag.tsx'
import { byCode, type Edition, publicNumber } from '../editions/edition.ts'
import type { Version } from './version.ts'

/** Where the permanent page of an activity is: its number carries the year. */
export function activityPath(edition: { slug: string }, number: number): string {
  return `/activities/${publicNumber(edition, number)}`
}

/** Name of a prefecture in the reader's language. */
export function prefectureName(c: Ctx, code: number | null): string | undefined {
  return code === null ? undefined : prefectureOf(code)?.name[c.var.lang]
}

/** When an activity takes place, in words. */
export function periodInWords(c: Ctx, version: Version): string {
  if (version.period !== 'dates' || !version.startsOn) {
    const period = version.period === 'dates' ? 'all-month' : version.period
    return c.var.t(`registration.period.${period}`)
  }
  return formatDayRange(version.startsOn, version.endsOn ?? version.startsOn, c.var.lang)
}

/** Where it takes place: prefecture, place, online. */
export function placeInWords(c: Ctx, version: Version): string {
  const parts = [prefectureName(c, version.prefecture), version.place]
  if (version.online) parts.push(c.var.t('activities.one.online'))
  return parts.filter(Boolean).join(' · ')
}

/** The kinds of an activity as tags; each leads to all activities of its kind. */
export function KindTags(props: { c: Ctx; edition: Edition; kinds: string[]; linked?: boolean }) {
  const { c, edition } = props
  return (
    <>
      {props.kinds.map((code) => {
        const kind = byCode(edition.kinds, code)
        if (!kind) return null
        const href = props.linked ? to(c, `/activities?kind=${code}`) : undefined
        return (
          <Tag key={code} edition href={href}>
            {pick(kind.tag, c.var.lang).text}
          </Tag>
        )
      })}
    </>
  )
}

type EntryOf = { c: Ctx; edition: Edition; version: Version; number: number | null; level?: 2 | 3 }

function entry({ c, edition, version, number, level }: EntryOf) {
  const place = prefectureName(c, version.prefecture)
  return {
    href: number === null ? '#preview' : to(c, activityPath(edition, number)),
    title: version.title,
    owner: version.name,
    lang: c.var.lang === 'ja' ? undefined : 'ja',
    facts: [place, version.online ? c.var.t('activities.one.online') : undefined].filter(
      (fact) => fact !== undefined,
    ),
    tags: <KindTags c={c} edition={edition} kinds={version.kinds} />,
    level,
  }
}

/** An activity as a card; without a number it is a preview. */
export function ActivityCard(props: EntryOf) {
  return <Card {...entry(props)} text={props.version.body.slice(0, 80)} />
}

/** An activity as a row of a list. */
export function ActivityRow(props: EntryOf) {
  return <Row {...entry(props)} />
}
