import type { EntryProps } from '../card.tsx'
import { Status } from '../status.tsx'
import { Tag } from '../tag.tsx'
import { longName } from './sample-frame.tsx'

type Sample = [title: string, owner: string, place: string, kinds: string[], number: string]

const samples: Sample[] = [
  [
    '全社員が週3日、在宅で働く1か月',
    '株式会社みどり計器',
    '東京都',
    ['試みる・実践する'],
    '2020-0592',
  ],
  [
    '𠮷野川のほとりで、はじめてのテレワーク勉強会',
    '合同会社髙橋設計室',
    '徳島県',
    ['学ぶ・議論する', '試みる・実践する'],
    '2020-0591',
  ],
  [
    '空いた会議室を、近所の在宅ワーカーに開放します',
    longName,
    '北海道',
    ['応援する・協力する'],
    '2020-0590',
  ],
  [
    '育児中の社員の声から始めた、午前だけ在宅の仕組みと、その半年間の記録を公開',
    '社会福祉法人ひかり会',
    '愛知県',
    ['試みる・実践する'],
    '2020-0589',
  ],
  [
    '窓口の仕事を家から。町役場の小さな実験',
    '南の町役場',
    '沖縄県',
    ['試みる・実践する', '学ぶ・議論する'],
    '2020-0588',
  ],
  [
    'フリーランス8人の「朝の15分」オンライン雑談',
    '山田 花子(個人)',
    '大阪府',
    ['学ぶ・議論する'],
    '2020-0587',
  ],
]

/** Six invented activities, with the names that break layouts among them. */
export const sampleEntries: EntryProps[] = samples.map(
  ([title, owner, place, kinds, number], at) => ({
    href: `/activities/${number}`,
    title,
    owner,
    facts: [place, `登録番号 ${number}`],
    tags: kinds.map((kind) => <Tag key={kind}>{kind}</Tag>),
    status: at === 3 ? <Status kind="success">報告あり</Status> : undefined,
    text: '始業と終業を電話で知らせ、午後3時に全員で15分だけ顔を合わせます。書類はすべて電子にしました。',
  }),
)
