import { to } from '../../http/page.tsx'
import { pick } from '../../lib/languages.ts'
import { prefectures } from '../../lib/prefectures.ts'
import { MonthProgress } from '../../ui/month-progress.tsx'
import { Section } from '../../ui/section.tsx'
import { ShareBars } from '../../ui/share-bars.tsx'
import { TileMap } from '../../ui/tile-map.tsx'
import type { HomeProps } from './home-view.tsx'

/** How many, where and of which kind: map, goal, shares; counted by the search index. */
export function Country(props: HomeProps) {
  const { c } = props
  const { t } = c.var
  return (
    <Section
      id="country"
      title={t('home.goal')}
      more={{ href: to(c, '/activities'), label: t('home.goal.more') }}
    >
      <div class="columns columns-even">
        <Map {...props} />
        <div class="stack">
          <Goal {...props} />
          <Kinds {...props} />
        </div>
      </div>
    </Section>
  )
}

function Map({ c, found }: HomeProps) {
  const { t, lang } = c.var
  return (
    <TileMap
      caption={t('activities.map.caption')}
      tableCaption={t('activities.map.caption')}
      tableSummary={t('activities.map.summary')}
      headers={[t('activities.map.prefecture'), t('activities.map.count')]}
      tiles={prefectures.map((one) => {
        const count = found.facets['prefecture']?.get(one.number) ?? 0
        const name = one.name[lang]
        return {
          code: one.code,
          name,
          short: one.tileName[lang],
          column: one.column,
          row: one.row,
          count,
          href: to(c, `/activities?prefecture=${one.number}`),
          label: t('activities.map.tile', { name, count }),
        }
      })}
    />
  )
}

function Goal({ c, edition, found }: HomeProps) {
  const { t } = c.var
  const goal = edition.goals.find(({ metric }) => metric === 'registrations')
  if (!goal) return null
  const rest = goal.target - found.total
  return (
    <MonthProgress
      actual={found.total}
      goal={goal.target}
      text={t('home.goal.text', { actual: found.total, goal: goal.target })}
      note={rest > 0 ? t('home.goal.rest', { rest }) : t('home.goal.reached')}
    />
  )
}

function Kinds({ c, edition, found }: HomeProps) {
  const { t, lang } = c.var
  return (
    <ShareBars
      title={t('home.kinds')}
      headers={[t('home.kinds'), t('activities.map.count')]}
      shares={edition.kinds.map((kind, at) => {
        const count = found.facets['kind']?.get(at) ?? 0
        return {
          label: pick(kind.tag, lang).text,
          value: count,
          text: t('activities.list.found', { count }),
          href: to(c, `/activities?kind=${kind.code}`),
        }
      })}
    />
  )
}
