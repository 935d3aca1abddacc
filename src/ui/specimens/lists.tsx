import type { SpecimenPart } from './specimen-part.ts'
import { Breadcrumb } from '../breadcrumb.tsx'
import { Button } from '../button.tsx'
import { Card, EntryList, Row } from '../card.tsx'
import { EmptyState } from '../empty-state.tsx'
import { EventRow } from '../event-row.tsx'
import { ActiveFilters, FacetGroup, Facets, ResultHead, SortLinks } from '../facets.tsx'
import { FileLink } from '../file-link.tsx'
import { LanguageNote } from '../language-note.tsx'
import { Pager, shownPages } from '../pager.tsx'
import { FilterTag, Tag } from '../tag.tsx'
import { sampleEntries } from './sample-entries.tsx'
import { SampleLanguages } from './sample-frame.tsx'

export function SampleEvents(props: { level?: 2 | 3 | undefined }) {
  return (
    <EntryList>
      <EventRow
        level={props.level}
        href="/events/1"
        start="2020-11-04T13:00+09:00"
        date="11月4日(水)"
        time="13:00〜16:00"
        title="テレワーク・セミナー in 東京"
        place="オンライン・無料"
        seats={{ kind: 'open', text: '受付中・残り34席', taken: 166, capacity: 200 }}
      />
      <EventRow
        level={props.level}
        href="/events/2"
        start="2020-11-11T13:00+09:00"
        date="11月11日(水)"
        time="13:00〜16:00"
        title="テレワーク・セミナー in 名古屋"
        place="オンライン・無料"
        seats={{ kind: 'warning', text: '満席・補欠受付中', taken: 100, capacity: 100 }}
      />
      <EventRow
        level={props.level}
        href="/events/3"
        start="2020-11-30T13:30+09:00"
        date="11月30日(月)"
        time="13:30〜16:00"
        title="「働く、が変わる」テレワークイベント"
        place="御茶ノ水の会場とライブ配信"
        seats={{ kind: 'closed', text: '受付終了', taken: 80, capacity: 80 }}
      />
    </EntryList>
  )
}

export function SampleFacets(props: { none?: boolean | undefined }) {
  const options = [
    { value: 'try', label: '試みる・実践する', count: '418', checked: !props.none },
    { value: 'learn', label: '学ぶ・議論する', count: '203' },
    { value: 'support', label: '応援する・協力する', count: '96' },
  ]
  const places = [
    { value: '13', label: '東京都', count: '128' },
    { value: '27', label: '大阪府', count: '52' },
    { value: '39', label: '高知県', count: '0' },
  ]
  const groups = props.none
    ? []
    : [
        { name: 'kind', label: '活動の種類', options },
        { name: 'prefecture', label: '都道府県', options: places, open: true },
        {
          name: 'size',
          label: '従業員数',
          options: [{ value: 's', label: '30人未満', count: '211' }],
        },
      ]
  return (
    <Facets
      title="絞り込み"
      openLabel={props.none ? '絞り込む' : '絞り込む(条件 1件)'}
      apply="この条件で絞り込む"
      hidden={[{ name: 'q', value: '在宅' }]}
    >
      {groups.map((group) => (
        <FacetGroup key={group.name} {...group} />
      ))}
    </Facets>
  )
}

export function SampleFilters() {
  return (
    <ActiveFilters
      label="いまの条件"
      filters={[
        { href: '/activities?q=在宅', label: '試みる・実践する', removeLabel: 'を条件から外す' },
        { href: '/activities?kind=try', label: '「在宅」を含む', removeLabel: 'を条件から外す' },
      ]}
      clear={{ href: '/activities', label: 'すべて外す' }}
    />
  )
}

export function SampleSort() {
  return (
    <SortLinks
      label="並べ方"
      items={[
        { href: '?sort=newest', label: '新しい順', current: true },
        { href: '?sort=relevance', label: '関連の強い順' },
        { href: '?sort=name', label: '五十音順' },
      ]}
    />
  )
}

export function SamplePager(props: { current: number; last: number }) {
  const items = shownPages(props.current, props.last).map((page) =>
    page === null
      ? { page }
      : { page, href: `?page=${page}`, label: `${page}ページ目`, current: page === props.current },
  )
  return (
    <Pager
      label={`ページ(${props.last}ページ中)`}
      summary={`${props.last}ページ中 ${props.current}ページ目`}
      items={items}
      previous={
        props.current > 1 ? { href: `?page=${props.current - 1}`, label: '前へ' } : undefined
      }
      next={
        props.current < props.last
          ? { href: `?page=${props.current + 1}`, label: '次へ' }
          : undefined
      }
    />
  )
}

export const listSpecimens: SpecimenPart[] = [
  { name: 'Language switch', node: () => <SampleLanguages label="言語切替の例" /> },
  {
    name: 'Breadcrumb',
    node: () => (
      <Breadcrumb
        label="現在地の例"
        items={[
          { href: '/', label: 'ホーム' },
          { href: '/activities', label: '活動' },
          { label: sampleEntries[3]?.title ?? '' },
        ]}
      />
    ),
  },
  {
    name: 'Cards',
    node: () => (
      <EntryList cards>
        {sampleEntries.slice(0, 3).map((entry) => (
          <Card key={entry.href} {...entry} />
        ))}
      </EntryList>
    ),
  },
  {
    name: 'Rows',
    node: () => (
      <EntryList>
        {sampleEntries.map((entry) => (
          <Row key={entry.href} {...entry} />
        ))}
      </EntryList>
    ),
  },
  { name: 'Events', node: () => <SampleEvents /> },
  {
    name: 'Tags',
    node: () => (
      <p>
        <Tag>オンライン</Tag> <Tag edition>テレワーク月間 2020</Tag>{' '}
        <Tag href="/activities?kind=try">試みる・実践する</Tag>{' '}
        <FilterTag href="/activities" label="東京都" removeLabel="を条件から外す" />
      </p>
    ),
  },
  { name: 'Facets', node: () => <SampleFacets /> },
  { name: 'Active filters', node: () => <SampleFilters /> },
  {
    name: 'Result head',
    node: () => (
      <ResultHead count="418件">
        <SampleSort />
      </ResultHead>
    ),
  },
  { name: 'Pager', node: () => <SamplePager current={7} last={21} /> },
  { name: 'Pager, one page', node: () => <SamplePager current={1} last={1} /> },
  {
    name: 'Empty state',
    node: () => (
      <EmptyState
        level={3}
        title="当てはまる活動はありません"
        text="言葉を短くするか、条件を減らしてみてください。漢字とひらがなは区別されます。"
      >
        <Button kind="secondary" href="/activities">
          条件をすべて外す
        </Button>
        <Button kind="link" href="/activities/new">
          最初の活動を登録する
        </Button>
      </EmptyState>
    ),
  },
  {
    name: 'File link',
    node: () => (
      <FileLink href="/files/poster.pdf" label="ポスター A3 たて" about="PDF・436KB・1ページ" />
    ),
  },
  {
    name: 'Language note',
    node: () => (
      <p lang="en">
        Everyone works from home for a month <LanguageNote text="Original in Japanese" />
      </p>
    ),
  },
]
