import type { SpecimenPart } from './specimen-part.ts'
import { BulkBar } from '../bulk-bar.tsx'
import { Button } from '../button.tsx'
import { Confirm } from '../confirm.tsx'
import { DefinitionList } from '../definition-list.tsx'
import { Diff } from '../diff.tsx'
import { FormActions } from '../form.tsx'
import { Notice } from '../notice.tsx'
import { SidePanel } from '../side-panel.tsx'
import { Status } from '../status.tsx'
import { Table } from '../table.tsx'
import type { TableColumn } from '../table.tsx'
import { Timeline } from '../timeline.tsx'
import { longName } from './sample-frame.tsx'

export const recordSpecimens: SpecimenPart[] = [
  { name: 'Notices', node: () => <Notices /> },
  { name: 'Statuses', node: () => <Statuses /> },
  { name: 'Definition list', node: () => <SampleFacts /> },
  { name: 'Table with bulk bar', node: () => <SampleQueue id="s-queue" /> },
  {
    name: 'Table, plain',
    node: () => (
      <Table
        caption="版ごとの登録数"
        columns={[{ label: '年' }, { label: '件数', number: true }]}
        rows={[{ id: '2019', cells: ['2019年', '2,110'] }]}
      />
    ),
  },
  { name: 'Diff', node: () => <SampleDiff /> },
  { name: 'Timeline', node: () => <SampleTimeline /> },
  { name: 'Confirm', node: () => <SampleConfirm /> },
  {
    name: 'Side panel',
    node: () => (
      <SidePanel
        label="申込み"
        summary={<Status kind="open">受付中・残り34席</Status>}
        action={<Button href="/events/1/apply">申し込む</Button>}
        panel={<p>申込みの締切は 11月2日(月) 17:00 です。</p>}
      >
        <p class="prose">
          テレワークを導入するときの労務管理、ICT、導入した企業の事例を3時間で説明します。
        </p>
      </SidePanel>
    ),
  },
]

function Notices() {
  return (
    <div class="stack">
      <Notice kind="info" word="お知らせ">
        <p>登録の受付は11月30日(月) 17:00までです。</p>
      </Notice>
      <Notice kind="success" word="完了" title="登録を受け付けました" live>
        <p>登録番号は 2020-0592 です。3日以内に結果をメールでお知らせします。</p>
      </Notice>
      <Notice kind="warning" word="注意">
        <p>この活動は昨年の内容のままです。</p>
      </Notice>
      <Notice kind="error" word="エラー" title="送信できませんでした">
        <p>入力した内容は残っています。もう一度「送る」を押してください。</p>
      </Notice>
    </div>
  )
}

function Statuses() {
  return (
    <p>
      <Status kind="draft">下書き</Status> <Status kind="waiting">確認待ち</Status>{' '}
      <Status kind="returned">差戻し</Status> <Status kind="published">公開中</Status>{' '}
      <Status kind="success">報告あり</Status> <Status kind="open">受付中・残り34席</Status>{' '}
      <Status kind="warning">満席・補欠受付中</Status> <Status kind="closed">受付終了</Status>{' '}
      <Status kind="hidden">取下げ</Status> <Status kind="error">送信失敗</Status>
    </p>
  )
}

export function SampleFacts() {
  return (
    <DefinitionList
      items={[
        { term: '登録した団体', value: longName },
        { term: '期間', value: '2020年11月1日(日)〜11月30日(月)' },
        { term: '場所', value: '東京都千代田区とオンライン' },
        {
          term: 'ウェブサイト',
          value: <a href="https://example.jp/telework">example.jp/telework</a>,
        },
      ]}
    />
  )
}

const queue: [string, string, string, 'waiting' | 'returned' | 'draft', string, string][] = [
  ['2020-0592', '全社員が週3日、在宅で働く1か月', '株式会社みどり計器', 'waiting', '4日', '低'],
  [
    '2020-0591',
    '𠮷野川のほとりで、はじめてのテレワーク勉強会',
    '合同会社髙橋設計室',
    'waiting',
    '3日',
    '低',
  ],
  [
    '2020-0590',
    '空いた会議室を、近所の在宅ワーカーに開放します',
    longName,
    'returned',
    '3日',
    '高',
  ],
  [
    '2020-0587',
    'フリーランス8人の「朝の15分」オンライン雑談',
    '山田 花子(個人)',
    'waiting',
    '1日',
    '低',
  ],
]

const queueColumns: TableColumn[] = [
  { label: '番号', narrow: true, sort: { href: '?sort=number' } },
  { label: '活動と団体' },
  { label: '状態' },
  { label: '待ち', number: true, sort: { href: '?sort=age', direction: 'descending' } },
  { label: '注意' },
  { label: '担当' },
]

export function SampleQueue(props: { id: string }) {
  const words = { waiting: '確認待ち', returned: '再提出', draft: '下書き' }
  return (
    <div>
      <Table
        caption="確認を待つ活動"
        select={{ name: 'activity', label: '選ぶ', form: props.id }}
        columns={queueColumns}
        rows={queue.map(([number, title, owner, state, age, risk]) => ({
          id: number,
          selectLabel: `${number} ${title}`,
          cells: [
            number,
            <EntryCell key="t" number={number} title={title} owner={owner} />,
            <Status key="s" kind={state}>
              {words[state]}
            </Status>,
            age,
            risk,
            '未定',
          ],
        }))}
      />
      <BulkBar
        formId={props.id}
        action="/staff/activities/publications"
        label="選んだ活動"
        hint="選んだ活動をまとめて扱います。"
      >
        <Button small>承認する</Button>
        <Button small kind="secondary">
          担当になる
        </Button>
      </BulkBar>
    </div>
  )
}

function EntryCell(props: { number: string; title: string; owner: string }) {
  return (
    <span class="table-wide">
      <a href={`/staff/activities/${props.number}`}>{props.title}</a>
      <br />
      <span class="soft">{props.owner}</span>
    </span>
  )
}

export function SampleDiff() {
  return (
    <Diff
      caption="公開される内容の変更"
      headers={{ field: '項目', before: '変更前', after: '変更後' }}
      words={{ removed: '削除', added: '追加', empty: '(空欄)' }}
      fields={[
        {
          label: '題名',
          before: [
            { text: '全社員が' },
            { text: '週2日', change: 'removed' },
            { text: '、在宅で働く1か月' },
          ],
          after: [
            { text: '全社員が' },
            { text: '週3日', change: 'added' },
            { text: '、在宅で働く1か月' },
          ],
        },
        {
          label: 'ウェブサイト',
          before: [{ text: '' }],
          after: [{ text: 'https://example.jp/telework', change: 'added' }],
        },
      ]}
    />
  )
}

export function SampleTimeline() {
  return (
    <Timeline
      label="これまでの経過"
      items={[
        {
          at: '11月4日(水) 10:12',
          iso: '2020-11-04T10:12+09:00',
          what: '公開されました',
          who: '事務局',
        },
        {
          at: '11月2日(月) 16:40',
          iso: '2020-11-02T16:40+09:00',
          what: '直して再提出されました',
          who: '登録者',
          detail: '「期間」を直しました。',
        },
        {
          at: '11月2日(月) 9:05',
          iso: '2020-11-02T09:05+09:00',
          what: '差し戻されました',
          who: '事務局',
          detail: '期間が11月の外になっています。',
        },
      ]}
    />
  )
}

function SampleConfirm() {
  return (
    <Confirm
      danger
      title="セミナーを延期しますか"
      effectsLabel="延期すると、次のことが起こります。"
      effects={[
        '212人にメールが送られます。',
        '参加者のカレンダーの予定が新しい日に動きます。',
        '報道発表資料に訂正が加わります。',
      ]}
    >
      <form method="post" action="/staff/events/1/postponement">
        <FormActions>
          <Button kind="danger">212人に知らせて延期する</Button>
          <Button kind="link" href="/staff/events/1">
            やめる
          </Button>
        </FormActions>
      </form>
    </Confirm>
  )
}
