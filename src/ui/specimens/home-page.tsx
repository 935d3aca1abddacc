import { Button } from '../button.tsx'
import { Card, EntryList } from '../card.tsx'
import { FileLink } from '../file-link.tsx'
import { Hero, Today } from '../hero.tsx'
import { MonthProgress } from '../month-progress.tsx'
import { MonthStrip } from '../month-strip.tsx'
import { Section } from '../section.tsx'
import { ShareBars } from '../share-bars.tsx'
import { SampleEvents } from './lists.tsx'
import { SampleMap, sampleShares, SampleWays } from './motif.tsx'
import { sampleEntries } from './sample-entries.tsx'
import { SamplePage } from './sample-frame.tsx'
import { sampleDays } from './sample-month.ts'

/** The home page in the running month. */
export function SampleHome(props: { stylesheetHref: string }) {
  return (
    <SamplePage title="テレワーク月間 2020" {...props}>
      <Opening />
      <ThisDay />
      <Section id="ways" title="3つの参加のしかた">
        <SampleWays />
      </Section>
      <AcrossTheCountry />
      <Newest />
      <Toolkit />
    </SamplePage>
  )
}

function Opening() {
  return (
    <Hero
      numeral="11"
      ordinal="第6回・令和2年"
      title="テレワーク月間"
      period="2020年11月1日(日)〜30日(月)"
      lead="働く場所を、ひと月ためしてみませんか。試みる、学ぶ、応援する。企業も個人も、どなたでも参加できます。"
      actions={
        <>
          <Button href="/activities/new">活動を登録する</Button>
          <Button kind="secondary" href="/activities">
            活動をさがす
          </Button>
        </>
      }
    >
      <MonthStrip
        year={2020}
        month={11}
        days={sampleDays(4)}
        caption="日を選ぶと、その日の予定へ進みます"
        legend={{ today: '今日', events: '予定のある日', ceremony: '表彰式' }}
      />
    </Hero>
  )
}

function ThisDay() {
  return (
    <Today
      title="今日 11月4日(水)"
      day={
        <p class="today-count figures">
          <strong>4</strong>日目 / 30日
        </p>
      }
    >
      <SampleEvents />
    </Today>
  )
}

function AcrossTheCountry() {
  return (
    <Section id="goal" title="全国の活動" more={{ href: '/activities', label: '活動をすべて見る' }}>
      <div class="columns columns-even">
        <SampleMap />
        <div class="stack">
          <MonthProgress
            actual={592}
            goal={1000}
            text="592 / 1,000件"
            note="目標まであと408件。毎朝9時に更新します。"
          />
          <ShareBars {...sampleShares} />
        </div>
      </div>
    </Section>
  )
}

function Newest() {
  return (
    <Section
      id="newest"
      title="新しく登録された活動"
      more={{ href: '/activities?sort=newest', label: '新しい順にすべて見る' }}
    >
      <EntryList cards>
        {sampleEntries.slice(0, 3).map((entry) => (
          <Card key={entry.href} {...entry} />
        ))}
      </EntryList>
    </Section>
  )
}

function Toolkit() {
  return (
    <Section
      id="toolkit"
      title="ロゴ・ポスター"
      more={{ href: '/toolkit', label: '素材をすべて見る' }}
    >
      <ul>
        <li>
          <FileLink href="/files/logo.zip" label="ロゴマーク一式" about="ZIP・1.2MB" />
        </li>
        <li>
          <FileLink href="/files/poster.pdf" label="ポスター A3 たて" about="PDF・436KB・1ページ" />
        </li>
      </ul>
    </Section>
  )
}
