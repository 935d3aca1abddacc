import { Button } from '../button.tsx'
import { CopyField } from '../copy-field.tsx'
import { FileLink } from '../file-link.tsx'
import { PageHead, Section } from '../section.tsx'
import { SidePanel } from '../side-panel.tsx'
import { Status } from '../status.tsx'
import { Tag } from '../tag.tsx'
import { SampleFacts } from './records.tsx'
import { longName, SamplePage } from './sample-frame.tsx'

const title = '空いた会議室を、近所の在宅ワーカーに開放します'

const crumbs = [
  { href: '/', label: 'ホーム' },
  { href: '/activities', label: '活動をさがす' },
  { label: '2020-0590' },
]

/** One activity: the name, the words, the facts, and the way to take part oneself. */
export function SampleActivity(props: { stylesheetHref: string }) {
  return (
    <SamplePage title={title} current="/activities" crumbs={crumbs} {...props}>
      <PageHead
        title={title}
        over={
          <>
            <Tag edition>テレワーク月間 2020</Tag>
            <Tag href="/activities?kind=support">応援する・協力する</Tag>
            <span>北海道</span>
          </>
        }
      >
        <p>{longName}</p>
      </PageHead>
      <SidePanel
        label="参加"
        summary={<Status kind="published">登録番号 2020-0590</Status>}
        action={<Button href="/activities/new">自分の活動を登録する</Button>}
        panel={<Papers />}
      >
        <Words />
        <Section id="facts" title="この活動について" quiet>
          <SampleFacts />
        </Section>
        <Section id="share" title="紹介する" quiet>
          <Share />
        </Section>
      </SidePanel>
    </SamplePage>
  )
}

function Papers() {
  return (
    <ul>
      <li>
        <FileLink
          href="/activities/2020-0590/certificate.pdf"
          label="登録証"
          about="PDF・182KB・1ページ"
        />
      </li>
      <li>
        <FileLink href="/activities/2020-0590/badge.svg" label="登録バッジ" about="SVG・4KB" />
      </li>
      <li>
        <a href="/activities/2020-0590/changes">この活動を直す・取り下げる</a>
      </li>
    </ul>
  )
}

function Words() {
  return (
    <div class="prose">
      <p>
        本部の会議室は、午後になるとほとんど使われていません。そこで11月のあいだ、平日の13時から17時まで、近くで在宅勤務をしている方に無料で開放します。机は12、電源とWi-Fiがあり、通話のできる小部屋も2つあります。
      </p>
      <p>
        はじめての日は受付で名前だけをうかがいます。予約はいりません。満席のときは入口の札でお知らせします。
      </p>
    </div>
  )
}

function Share() {
  return (
    <CopyField
      id="share-text"
      label="紹介の文"
      hint="選んでコピーしてください。"
      text={`「${title}」\nhttps://gekkan.example/activities/2020-0590`}
    />
  )
}
