import { Notice } from '../notice.tsx'
import { PageHead, Section } from '../section.tsx'
import { SiteHeader } from '../site-header.tsx'
import { StaffFrame } from '../staff-frame.tsx'
import { GekkanMark } from '../mark.tsx'
import { SampleFigures } from './motif.tsx'
import { SampleDiff, SampleQueue, SampleTimeline } from './records.tsx'
import { SamplePage } from './sample-frame.tsx'

const groups = [
  {
    label: '待っていること',
    items: [
      { href: '/staff', label: '今日' },
      {
        href: '/staff/activities',
        label: '活動の確認',
        count: '4',
        countLabel: '4件が待っています',
        current: true,
      },
      { href: '/staff/edits', label: '公開後の変更', count: '1', countLabel: '1件が待っています' },
    ],
  },
  {
    label: '月間',
    items: [
      { href: '/staff/statistics', label: '数字' },
      { href: '/staff/edition', label: '版の設定' },
      { href: '/staff/mail', label: '送信箱' },
      { href: '/staff/audit', label: '記録' },
    ],
  },
]

/** The staff's queue: rail, figures, table, a diff and a history. */
export function SampleStaff(props: { stylesheetHref: string }) {
  return (
    <SamplePage title="活動の確認" staff header={<StaffHeader />} {...props}>
      <StaffFrame
        navLabel="仕事"
        menuLabel="仕事のメニュー"
        groups={groups}
        banner={
          <p>
            <strong>2020年11月4日(水) 10:00</strong> の時点で見ています。
            <a href="/staff/clock">今に戻る</a>
          </p>
        }
      >
        <PageHead
          title="活動の確認"
          lead="待ちの長い順に並んでいます。3日を過ぎたものから見てください。"
        />
        <div class="stack">
          <Notice kind="success" word="完了" live>
            <p>2件を公開しました。10分のあいだは取り消せます。</p>
          </Notice>
          <SampleFigures />
          <SampleQueue id="queue" />
        </div>
        <Section id="edit" title="公開後の変更" quiet>
          <SampleDiff />
        </Section>
        <Section id="history" title="経過" quiet>
          <SampleTimeline />
        </Section>
      </StaffFrame>
    </SamplePage>
  )
}

function StaffHeader() {
  return (
    <SiteHeader
      homeHref="/staff"
      mark={<GekkanMark />}
      name="テレワーク月間 2020 事務局"
      period="2020年11月1日(日)〜30日(月)"
      nav={[
        { href: '/', label: '公開サイト' },
        { href: '/staff/account', label: '事務局 花子' },
      ]}
      navLabel="事務局"
      menuLabel="メニュー"
    />
  )
}
