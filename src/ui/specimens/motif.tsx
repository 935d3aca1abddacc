import type { SpecimenPart } from './specimen-part.ts'
import { Button } from '../button.tsx'
import { BarChart, LineChart } from '../chart.tsx'
import { Figures } from '../figures.tsx'
import { CampaignMark, GekkanMark, GekkanWordmark } from '../mark.tsx'
import { MonthProgress } from '../month-progress.tsx'
import { MonthStrip } from '../month-strip.tsx'
import { GoalBar, ShareBars } from '../share-bars.tsx'
import { ThreeWays } from '../three-ways.tsx'
import { TileMap } from '../tile-map.tsx'
import { sampleTiles } from './prefecture-tiles.ts'
import { sampleDaily, sampleDays, sampleTotals } from './sample-month.ts'

const chart = {
  tableSummary: '数字を表で見る',
  summary: '月初と月の半ばに多く、週末に少なくなります。',
}
const legend = { today: '今日', events: '予定のある日', ceremony: '表彰式' }

export const sampleShares = {
  title: '活動の種類',
  headers: ['種類', '件数'] as [string, string],
  shares: [
    { label: '試みる・実践する', value: 418, text: '418件', href: '/activities?kind=try' },
    { label: '学ぶ・議論する', value: 203, text: '203件', href: '/activities?kind=learn' },
    { label: '応援する・協力する', value: 96, text: '96件', href: '/activities?kind=support' },
  ],
}

export function SampleMap(props: { none?: boolean | undefined }) {
  return (
    <TileMap
      tiles={
        props.none
          ? sampleTiles.map((tile) => ({ ...tile, count: 0, label: `${tile.name} 0件` }))
          : sampleTiles
      }
      caption={
        props.none
          ? '活動はまだ登録されていません。'
          : '都道府県ごとの活動の数。色が濃いほど多く登録されています。'
      }
      tableCaption={props.none ? '都道府県ごとの数(まだない)' : '都道府県ごとの活動の数'}
      tableSummary="表で見る"
      headers={['都道府県', '件数']}
    />
  )
}

export function SampleWays() {
  return (
    <ThreeWays
      exampleLabel="たとえば"
      ways={[
        {
          word: '試みる',
          sentence: '週に1日、半日からでも、家や近くの場所で働いてみます。',
          example: '毎週水曜を全員の在宅勤務日にする。',
          action: { href: '/activities/new?kind=try', label: '活動を登録する', about: '(試みる)' },
        },
        {
          word: '学ぶ',
          sentence: 'セミナーに出る、社内で話し合う。やり方と心配ごとを持ち寄ります。',
          example: '11月4日のオンラインセミナーを同僚と見る。',
          action: { href: '/calendar', label: '日程を見る' },
        },
        {
          word: '応援する',
          sentence: '場所や道具を貸す、知らせを広める。まわりの人の一歩を助けます。',
          example: '空いた会議室を地域の人に開く。',
          action: { href: '/toolkit', label: 'ロゴとポスターを使う' },
        },
      ]}
    />
  )
}

export const motifSpecimens: SpecimenPart[] = [
  { name: 'Marks', node: () => <Marks /> },
  {
    name: 'Month strip',
    node: () => (
      <MonthStrip
        year={2020}
        month={11}
        days={sampleDays(4)}
        caption="2020年11月の予定"
        legend={legend}
      />
    ),
  },
  {
    name: 'Month strip, no events',
    node: () => (
      <MonthStrip
        year={2020}
        month={11}
        days={sampleDays(0, false)}
        caption="予定はまだありません"
      />
    ),
  },
  {
    name: 'Month progress',
    node: () => (
      <MonthProgress actual={592} goal={1000} text="592 / 1,000件" note="目標まであと408件" />
    ),
  },
  {
    name: 'Month progress, none yet',
    node: () => <MonthProgress actual={0} goal={1000} text="0 / 1,000件" />,
  },
  { name: 'Three ways', node: () => <SampleWays /> },
  { name: 'Tile map', node: () => <SampleMap /> },
  { name: 'Tile map, none', node: () => <SampleMap none /> },
  {
    name: 'Bar chart',
    node: () => (
      <BarChart
        {...chart}
        title="1日ごとの登録数"
        headers={['日', '件数']}
        points={sampleDaily()}
      />
    ),
  },
  {
    name: 'Bar chart, nothing yet',
    node: () => (
      <BarChart {...chart} title="1日ごとの登録数(開始前)" headers={['日', '件数']} points={[]} />
    ),
  },
  { name: 'Line chart', node: () => <SampleLines /> },
  { name: 'Shares', node: () => <ShareBars {...sampleShares} /> },
  {
    name: 'Goal',
    node: () => (
      <GoalBar label="登録数" actual={592} goal={1000} actualText="592件" goalText="目標 1,000件" />
    ),
  },
  { name: 'Figures', node: () => <SampleFigures /> },
]

function Marks() {
  return (
    <div class="stack">
      <CampaignMark title="テレワーク月間" />
      <CampaignMark title="テレワーク月間、1色" tone="mono" />
      <GekkanMark title="Gekkan" />
      <p>
        <GekkanWordmark>Gekkan</GekkanWordmark>
      </p>
      <Button kind="secondary" href="/toolkit" icon="file">
        マークをまとめて受け取る
      </Button>
    </div>
  )
}

function SampleLines() {
  return (
    <LineChart
      {...chart}
      title="登録数の累計"
      headers={['日', '2020年', '2019年']}
      series={[
        { name: '2020年', points: sampleTotals(1) },
        { name: '2019年', points: sampleTotals(0.72) },
      ]}
    />
  )
}

export function SampleFigures() {
  return (
    <Figures
      items={[
        {
          label: '登録された活動',
          value: '592',
          unit: '件',
          note: '昨年の同じ日より 162件多い',
          href: '/activities',
        },
        { label: '参加する人', value: '48,210', unit: '人', note: '登録の合計' },
        { label: '都道府県', value: '46', note: '47のうち' },
      ]}
    />
  )
}
