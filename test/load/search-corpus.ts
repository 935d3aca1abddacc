import type { SearchRecord } from '../../src/features/search/search-index.ts'

/** The facets of the synthetic activities. */
export const corpusFacets = [
  { name: 'kind', multiple: true },
  { name: 'prefecture', multiple: false },
  { name: 'industry', multiple: false },
  { name: 'size', multiple: false },
  { name: 'online', multiple: false },
]

const familyNames =
  '青空 若葉 さくら 日の出 みどり 大和 朝日 富士見 北斗 緑川 白石 高橋 髙橋 川﨑 𠮷田 山手 港南 桜丘 駒場 鷹巣 千歳 稲葉 笹川 深草 月島 星野 霧島 滝沢 綾瀬 蓮見'.split(
    ' ',
  )
const trades =
  '製作所 システム 商事 印刷 建設 設計事務所 運輸 ソフトウェア 食品 薬局 保険サービス 工業 コンサルティング 電機 出版 観光 不動産 教育研究所 会計事務所 デザイン 物流 繊維 化学 信用金庫 福祉会'.split(
    ' ',
  )
const forms = ['株式会社', '有限会社', '合同会社', '一般社団法人', '特定非営利活動法人', '㈱']
const places =
  '北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県'.split(
    ' ',
  )
const whens =
  '11月の毎週水曜日に 月間の全期間を通して 11月2日から13日まで 繁忙期を除く平日に 育児や介護にあたる社員を中心に 全社員を対象として 新入社員研修の一環として 台風や大雪の日にも 通院の日には 年末の業務に先がけて 四半期の締めの後に 金曜日の午後から'.split(
    ' ',
  )
const whats =
  '在宅勤務 モバイルワーク サテライトオフィス勤務 テレワーク ワーケーション 時差出勤と在宅勤務の組み合わせ オンライン会議 電子決裁 ペーパーレス化 遠隔からの設備点検 フレックスタイム制 単身赴任者の自宅勤務'.split(
    ' ',
  )
const doings =
  'を実践します。|を試みます。|の対象を広げます。|の勉強会を開きます。|の手引きを作って公開します。|の課題を話し合います。|を週3日まで認めます。|のための情報セキュリティ研修を行います。|に必要な機器を貸し出します。|の効果を労働時間と満足度で測ります。|の導入を取引先にも呼びかけます。|の相談窓口を設けます。'.split(
    '|',
  )
const aims =
  'ワーク・ライフ・バランスの実現 通勤時間の削減 二酸化炭素排出量の削減 感染症の拡大防止 災害時の事業継続 離職の防止 優秀な人材の確保 生産性の向上 障害のある社員の活躍 地方への移住 残業の削減 オフィス費用の見直し'.split(
    ' ',
  )
const ends =
  'につながると考えています。|を目指しています。|に効果がありました。|のきっかけにします。|を社員アンケートで確かめます。|に向けて経営者が先頭に立ちます。|を数値で報告します。|を地域の企業と分かち合います。'.split(
    '|',
  )
/** Syllables and characters from which words are made up that stand in few records. */
const kana = 'アイウエオカキクケコサシスセソタチツテトナニノハフホマミムメモラリルレロン'
const kanji =
  '営業推進企画総務経理人事開発品質保証広報調達法務監査情報技術研究製造物流販売支援環境安全衛生教育国際戦略財務資産管理顧客対応設計施工保守運用編集制作翻訳相談窓口地域連携健康'

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Synthetic activities of about 190 characters: name, place, three sentences about telework with
 * made-up names of projects and departments in them. The same seed gives the same records.
 */
export function* searchCorpus(size: number, seed = 2020): Generator<SearchRecord> {
  const random = seededRandom(seed)
  for (let id = 1; id <= size; id++) yield makeRecord(id, random)
}

function makeRecord(id: number, random: () => number): SearchRecord {
  const one = <T>(from: ArrayLike<T>): T => from[Math.floor(random() * from.length)]!
  // Prefectures are unequal: a third of the records is in three of them.
  const prefecture = random() < 0.33 ? one([12, 13, 26]) : Math.floor(random() * places.length)
  const title = one([
    () => one(forms) + one(familyNames) + one(trades),
    () => one(familyNames) + one(trades) + one(forms),
  ])()
  const word = (letters: string, length: number): string =>
    Array.from({ length }, () => one(letters)).join('')
  const sentence = (): string =>
    `${one(whens)}${word(kanji, 2)}${one(['部', '課', '室', 'チーム', '班'])}で${one(whats)}${one(doings)}`
  const text = [
    title,
    places[prefecture]!,
    sentence(),
    `「${word(kana, 4)}${one(['計画', 'プロジェクト', '運動', 'ウィーク'])}」と名づけ、${sentence()}`,
    `${one(aims)}と${one(aims)}${one(ends)}${random() < 0.5 ? sentence() : `${one(whats)}は${one(aims)}${one(ends)}`}`,
    `参加者${Math.ceil(random() * 900)}人。https://${word('abcdefghijklmnoprstuvwy', 6)}.example.jp/`,
  ].join('\n')
  return {
    id,
    title,
    text,
    sortKey: word(kana, 8),
    day: 1_600_000_000 + id * 60 + Math.floor(random() * 50_000),
    facets: {
      kind: [1, 2, 3].filter((kind) => random() < [0.7, 0.3, 0.2][kind - 1]!),
      prefecture: [prefecture + 1],
      industry: [Math.floor(random() ** 2 * 20)],
      size: [Math.floor(random() * 5)],
      online: random() < 0.6 ? [1] : [],
    },
  }
}
