import type { Version } from '../../src/features/activities/version.ts'
import type { InventedRegistration } from './registrations.ts'
import { onPaper, reworded, type Tale } from './rewording.ts'

type Contact = Partial<InventedRegistration['contact']>

const organisation = (words: Partial<Version>, contact: Contact = {}): Tale => {
  const kind = { participantKind: 'company', corporateNumber: null, url: '', hidden: [] } as const
  return (it) => ({
    ...reworded(it, { size: '10-29', industry: 'services', ...kind, hidden: [], ...words }),
    contact: { ...it.contact, ...contact },
  })
}

const person = (words: Partial<Version>, contact: Contact = {}): Tale => {
  const none = { corporateNumber: null, industry: null, size: null, url: '', place: '' }
  return (it) => ({
    ...reworded(it, { participantKind: 'individual', reading: '', ...none, hidden: [], ...words }),
    contact: {
      ...it.contact,
      department: '',
      email: `kojin${it.submittedAt.epochMilliseconds % 89}@example.com`,
      ...contact,
    },
  })
}

/** 60 characters, as long as a legal name gets that has to fit on a certificate. */
const longName =
  '一般社団法人凪坂地域における多様で柔軟な働き方及びテレワークの普及と人材育成並びに地域活性化を推進する企業団体連絡協議会'

const longBody = `${'朝の打合せ、昼の休み、夕方のまとめを、それぞれ家からオンラインで行います。'.repeat(24)}\n\n以上を一か月続けて、結果をまとめます。`

/** Real shapes of names and texts that careless programs lose, cut, escape twice or sort wrongly. */
export const hardValues: readonly Tale[] = [
  organisation(
    {
      name: '有限会社髙﨑𠮷舟木工所',
      reading: 'タカサキヨシフネモッコウジョ',
      industry: 'manufacturing',
    },
    { name: '髙﨑 𠮷彦', email: 'takasaki@yoshifune-mokkou.example' },
  ),
  organisation(
    {
      name: '葦',
      reading: 'アシ',
      participantKind: 'other',
      size: '1-9',
      title: '一文字の会のテレワーク',
    },
    { name: '𠮷田 葵', email: 'ashi@example.jp' },
  ),
  organisation(
    {
      name: longName,
      reading: 'ナギサカチイキニオケルタヨウデジュウナンナハタラキカタ',
      participantKind: 'association',
    },
    { email: 'jimukyoku@nagisaka-rengou.example' },
  ),
  organisation(
    {
      name: '株式会社ヴェルナギ・ヴォヤージュ',
      reading: 'ヴェルナギヴォヤージュ',
      industry: 'personal-services',
    },
    { email: 'info@vernagi-voyage.example' },
  ),
  organisation(
    {
      name: '株式会社みなと設計',
      reading: 'ミナトセッケイ',
      corporateNumber: '8990000000042',
      prefecture: 13,
      industry: 'construction',
      size: '100-299',
      title: '設計部の在宅勤務、週1日から',
      url: 'https://www.minato-sekkei.example/telework/',
    },
    { department: '総務部', email: 'soumu@minato-sekkei.example' },
  ),
  person({ name: 'ねこと在宅🐈‍⬛', title: '黒猫と働く11月' }, { name: '髙橋 凛' }),
  person({ name: '@nagi_telework', title: '海辺の町から、いつもの仕事' }),
  (it) =>
    onPaper(
      organisation({
        name: '有限会社篠淵石材店',
        reading: 'シノブチセキザイテン',
        industry: 'mining',
        size: '1-9',
      })(it),
      '山﨑 誠',
    ),
  (it) => ({
    ...organisation(
      {
        name: 'Nagisaka Works, Inc.',
        reading: 'ナギサカワークス',
        industry: 'information',
        online: true,
      },
      { name: 'Alex Nagisaka', email: 'hello@nagisaka-works.example' },
    )(it),
    language: 'en',
  }),
  organisation(
    {
      name: '合同会社R&Dなぎ',
      reading: 'アールアンドディーナギ',
      industry: 'professional',
      title: '<在宅>と"出社"の&を考える',
      body: "「<b>太字</b>」や 100% & '引用符' の入った文章も、そのまま読めることを確かめます。",
    },
    { email: 'lab@rd-nagi.example' },
  ),
  organisation({
    name: '株式会社霧瀬総合企画',
    reading: 'キリセソウゴウキカク',
    title: '長い説明をそのまま載せる会社の、長い題名でも折り返して読めるテレワーク月間の取り組み',
    body: longBody,
  }),
  (it) => ({ ...person({ name: '하루', title: '週に三日は家で働きます' })(it), language: 'ko' }),
  (it) => ({
    ...person({
      name: '小林 凛(りん)',
      title: '一日だけの在宅勤務',
      period: 'dates',
      startsOn: oneDay,
      endsOn: oneDay,
    })(it),
    language: 'zh-Hans',
  }),
]

const oneDay = Temporal.PlainDate.from('2020-11-18')
