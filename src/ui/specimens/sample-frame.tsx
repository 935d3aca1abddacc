import type { ComponentChildren, VNode } from 'preact'
import { Breadcrumb } from '../breadcrumb.tsx'
import { LanguageSwitch } from '../language-switch.tsx'
import { CampaignMark, GekkanWordmark } from '../mark.tsx'
import { Page } from '../page.tsx'
import { SiteFooter } from '../site-footer.tsx'
import { SiteHeader } from '../site-header.tsx'

export const longName =
  '独立行政法人国際的先端技術普及推進機構附属地域企業在宅勤務環境整備支援中央総合研究開発機構連絡協議会全国本部事務局'

const sections = [
  { href: '/activities', label: '活動をさがす' },
  { href: '/calendar', label: 'セミナー・イベント' },
  { href: '/toolkit', label: 'ロゴ・ポスター' },
  { href: '/news', label: 'お知らせ' },
  { href: '/about', label: 'テレワーク月間とは' },
]

function SampleHeader(props: { current?: string | undefined }) {
  return (
    <SiteHeader
      homeHref="/"
      mark={<CampaignMark />}
      name="テレワーク月間"
      period="2020年11月1日(日)〜30日(月)"
      nav={sections.map((item) => ({ ...item, current: item.href === props.current }))}
      navLabel="主なページ"
      menuLabel="メニュー"
      languages={<SampleLanguages />}
    />
  )
}

export function SampleLanguages(props: { label?: string | undefined }) {
  return (
    <LanguageSwitch
      label={props.label ?? '言語切替'}
      items={[
        { lang: 'ja', href: '/', name: '日本語', current: true },
        { lang: 'en', href: '/en', name: 'English' },
        { lang: 'zh-Hans', href: '/zh-hans', name: '简体中文' },
        { lang: 'ko', href: '/ko', name: '한국어' },
      ]}
      help={{
        summary: '翻訳について',
        notices: [
          '翻訳されるのは文字の情報です。画像の中の文字は翻訳されません。',
          '機械による翻訳のため、必ずしも正確とは限りません。',
          '翻訳の表示には、日本語のページより時間がかかることがあります。',
        ],
        original: { href: '/', label: '日本語の原文を読む' },
      }}
    />
  )
}

function SampleFooter() {
  return (
    <SiteFooter
      organisersLabel="テレワーク推進フォーラム"
      organisers={[
        { name: '総務省', role: '主唱' },
        { name: '厚生労働省', role: '主唱' },
        { name: '経済産業省', role: '主唱' },
        { name: '国土交通省', role: '主唱' },
      ]}
      contact={
        <>
          <h2 class="site-footer-title">お問い合わせ</h2>
          <p>テレワーク月間 事務局</p>
          <p class="figures">電話 03-0000-0000(平日 10:00〜17:00)</p>
        </>
      }
      linksLabel="このサイトについて"
      links={[
        { href: '/privacy', label: '個人情報の扱い' },
        { href: '/accessibility', label: 'ウェブアクセシビリティ' },
        { href: '/open-data', label: 'オープンデータ' },
        { href: '/feed', label: 'フィード' },
      ]}
      madeWith={
        <>
          <GekkanWordmark>Gekkan</GekkanWordmark>
        </>
      }
    />
  )
}

/** A sample page in the sample frame. */
export function SamplePage(props: {
  title: string
  stylesheetHref: string
  current?: string | undefined
  crumbs?: { href?: string | undefined; label: string }[] | undefined
  staff?: boolean | undefined
  header?: VNode | undefined
  children: ComponentChildren
}) {
  return (
    <Page
      lang="ja"
      title={props.title}
      siteName="テレワーク月間 2020"
      skipText="本文へ進む"
      alternates={[]}
      stylesheetHref={props.stylesheetHref}
      header={props.header ?? <SampleHeader current={props.current} />}
      breadcrumb={props.crumbs && <Breadcrumb label="現在地" items={props.crumbs} />}
      footer={<SampleFooter />}
      staff={props.staff}
    >
      {props.children}
    </Page>
  )
}
