import { cleanLine } from './clean-text.ts'
import type { Lang } from './languages.ts'

/** The eight regions of Japan's school atlases, from north to south. */
export const regions = [
  { key: 'hokkaido', ja: '北海道', en: 'Hokkaido', 'zh-Hans': '北海道', ko: '홋카이도' },
  { key: 'tohoku', ja: '東北', en: 'Tohoku', 'zh-Hans': '东北', ko: '도호쿠' },
  { key: 'kanto', ja: '関東', en: 'Kanto', 'zh-Hans': '关东', ko: '간토' },
  { key: 'chubu', ja: '中部', en: 'Chubu', 'zh-Hans': '中部', ko: '주부' },
  { key: 'kinki', ja: '近畿', en: 'Kinki', 'zh-Hans': '近畿', ko: '긴키' },
  { key: 'chugoku', ja: '中国', en: 'Chugoku', 'zh-Hans': '中国', ko: '주고쿠' },
  { key: 'shikoku', ja: '四国', en: 'Shikoku', 'zh-Hans': '四国', ko: '시코쿠' },
  {
    key: 'kyushu',
    ja: '九州・沖縄',
    en: 'Kyushu and Okinawa',
    'zh-Hans': '九州・冲绳',
    ko: '규슈·오키나와',
  },
] as const satisfies readonly ({ key: string } & Record<Lang, string>)[]

export type RegionKey = (typeof regions)[number]['key']

export type Prefecture = {
  /** 1–47, JIS X 0401; `code` is the same as two digits. */
  number: number
  code: string
  region: RegionKey
  name: Record<Lang, string>
  /** Without 都府県: 東京, 北海道. */
  short: string
  /** At most three characters for a tile of the map; ours where it is not Japanese or Chinese. */
  tileName: Record<Lang, string>
  /** Cell of the tile map, 12 × 12 from the top left (1, 1). */
  column: number
  row: number
}

type Row = readonly [
  ja: string,
  en: string,
  zh: string,
  ko: string,
  region: RegionKey,
  column: number,
  row: number,
]

const rows: readonly Row[] = [
  ['北海道', 'Hokkaido', '北海道', '홋카이도', 'hokkaido', 12, 1],
  ['青森県', 'Aomori', '青森县', '아오모리현', 'tohoku', 12, 2],
  ['岩手県', 'Iwate', '岩手县', '이와테현', 'tohoku', 12, 3],
  ['宮城県', 'Miyagi', '宫城县', '미야기현', 'tohoku', 12, 4],
  ['秋田県', 'Akita', '秋田县', '아키타현', 'tohoku', 11, 3],
  ['山形県', 'Yamagata', '山形县', '야마가타현', 'tohoku', 11, 4],
  ['福島県', 'Fukushima', '福岛县', '후쿠시마현', 'tohoku', 12, 5],
  ['茨城県', 'Ibaraki', '茨城县', '이바라키현', 'kanto', 12, 7],
  ['栃木県', 'Tochigi', '栃木县', '도치기현', 'kanto', 12, 6],
  ['群馬県', 'Gunma', '群马县', '군마현', 'kanto', 11, 6],
  ['埼玉県', 'Saitama', '埼玉县', '사이타마현', 'kanto', 11, 7],
  ['千葉県', 'Chiba', '千叶县', '지바현', 'kanto', 12, 8],
  ['東京都', 'Tokyo', '东京都', '도쿄도', 'kanto', 11, 8],
  ['神奈川県', 'Kanagawa', '神奈川县', '가나가와현', 'kanto', 11, 9],
  ['新潟県', 'Niigata', '新潟县', '니가타현', 'chubu', 11, 5],
  ['富山県', 'Toyama', '富山县', '도야마현', 'chubu', 10, 5],
  ['石川県', 'Ishikawa', '石川县', '이시카와현', 'chubu', 9, 5],
  ['福井県', 'Fukui', '福井县', '후쿠이현', 'chubu', 8, 6],
  ['山梨県', 'Yamanashi', '山梨县', '야마나시현', 'chubu', 10, 7],
  ['長野県', 'Nagano', '长野县', '나가노현', 'chubu', 10, 6],
  ['岐阜県', 'Gifu', '岐阜县', '기후현', 'chubu', 9, 6],
  ['静岡県', 'Shizuoka', '静冈县', '시즈오카현', 'chubu', 10, 8],
  ['愛知県', 'Aichi', '爱知县', '아이치현', 'chubu', 9, 7],
  ['三重県', 'Mie', '三重县', '미에현', 'kinki', 9, 8],
  ['滋賀県', 'Shiga', '滋贺县', '시가현', 'kinki', 8, 7],
  ['京都府', 'Kyoto', '京都府', '교토부', 'kinki', 7, 7],
  ['大阪府', 'Osaka', '大阪府', '오사카부', 'kinki', 7, 8],
  ['兵庫県', 'Hyogo', '兵库县', '효고현', 'kinki', 6, 7],
  ['奈良県', 'Nara', '奈良县', '나라현', 'kinki', 8, 8],
  ['和歌山県', 'Wakayama', '和歌山县', '와카야마현', 'kinki', 8, 9],
  ['鳥取県', 'Tottori', '鸟取县', '돗토리현', 'chugoku', 5, 7],
  ['島根県', 'Shimane', '岛根县', '시마네현', 'chugoku', 4, 7],
  ['岡山県', 'Okayama', '冈山县', '오카야마현', 'chugoku', 5, 8],
  ['広島県', 'Hiroshima', '广岛县', '히로시마현', 'chugoku', 4, 8],
  ['山口県', 'Yamaguchi', '山口县', '야마구치현', 'chugoku', 3, 8],
  ['徳島県', 'Tokushima', '德岛县', '도쿠시마현', 'shikoku', 6, 10],
  ['香川県', 'Kagawa', '香川县', '가가와현', 'shikoku', 6, 9],
  ['愛媛県', 'Ehime', '爱媛县', '에히메현', 'shikoku', 5, 9],
  ['高知県', 'Kochi', '高知县', '고치현', 'shikoku', 5, 10],
  ['福岡県', 'Fukuoka', '福冈县', '후쿠오카현', 'kyushu', 2, 9],
  ['佐賀県', 'Saga', '佐贺县', '사가현', 'kyushu', 1, 9],
  ['長崎県', 'Nagasaki', '长崎县', '나가사키현', 'kyushu', 1, 10],
  ['熊本県', 'Kumamoto', '熊本县', '구마모토현', 'kyushu', 2, 10],
  ['大分県', 'Oita', '大分县', '오이타현', 'kyushu', 3, 9],
  ['宮崎県', 'Miyazaki', '宫崎县', '미야자키현', 'kyushu', 3, 10],
  ['鹿児島県', 'Kagoshima', '鹿儿岛县', '가고시마현', 'kyushu', 2, 11],
  ['沖縄県', 'Okinawa', '冲绳县', '오키나와현', 'kyushu', 1, 12],
]

// By code; each is unlike all others, so that no tile stands for two prefectures.
const latinTiles = (
  'HKD AOM IWT MYG AKT YGT FKS IBR TCG GNM SIT CHB TKY KNG NGT TYM ISK FKI YNS NGN GIF SZO AIC ' +
  'MIE SIG KYT OSK HYG NAR WKY TTR SMN OKY HRS YGC TKS KGW EHM KOC FKO SAG NGS KMM OIT MYZ KGS OKN'
).split(' ')
const koreanTiles = (
  '홋카 아오 이와 미기 아키 야가 후시 이바 도치 군마 사이 지바 도쿄 가나 니가 도야 이시 후이 야나 나노 기후 ' +
  '시즈 아이 미에 시가 교토 오사 효고 나라 와카 돗토 시마 오카 히로 야치 도쿠 가가 에히 고치 후오 사가 나사 ' +
  '구마 오이 미자 가고 오키'
).split(' ')

/** The 47 prefectures in the order of their codes. */
export const prefectures: readonly Prefecture[] = rows.map(
  ([ja, en, zh, ko, region, column, row], index) => ({
    number: index + 1,
    code: String(index + 1).padStart(2, '0'),
    region,
    name: { ja, en, 'zh-Hans': zh, ko },
    short: ja === '北海道' ? ja : ja.slice(0, -1),
    tileName: {
      ja: ja === '北海道' ? ja : ja.slice(0, -1),
      en: latinTiles[index] as string,
      'zh-Hans': zh === '北海道' ? zh : zh.slice(0, -1),
      ko: koreanTiles[index] as string,
    },
    column,
    row,
  }),
)

/** The prefecture of a number 1–47. */
export function prefectureOf(number: number): Prefecture | undefined {
  return prefectures[number - 1]
}

/**
 * The prefecture that a text names: by code (13, JP-13), by name in one of the four languages with or
 * without 都道府県, or by the beginning of a Japanese address. A short name begins an address only
 * before a space or 市, since 香川町 or 福島区 are elsewhere.
 */
export function findPrefecture(text: string): Prefecture | undefined {
  const typed = cleanLine(text)
    .normalize('NFKC')
    .replace(/^〒?\s*\d{3}-?\d{4}\s*/, '')
    .trim()
  const code = /^(?:JP-)?(\d{1,2})$/i.exec(typed)?.[1]
  if (code) return prefectureOf(Number(code))
  const latin = plainLatin(typed)
  return (
    prefectures.find(({ name }) => plainLatin(name.en) === latin) ??
    prefectures.find((prefecture) => isAsian(typed, prefecture)) ??
    prefectures.find(({ name, short }) => typed.startsWith(name.ja) || startsShort(typed, short))
  )
}

function isAsian(typed: string, { name, short }: Prefecture): boolean {
  const names = [name.ja, name['zh-Hans'], name.ko]
  return typed === short || names.some((own) => typed === own || typed === own.slice(0, -1))
}

function startsShort(typed: string, short: string): boolean {
  return typed.startsWith(short) && /^[\s市]/.test(typed.slice(short.length))
}

// Ōsaka-fu, "Osaka Prefecture" and osaka are one name.
function plainLatin(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(?<![\s-])[\s-]*(?:prefecture|pref\.?)$|-(?:to|do|fu|ken)$/, '')
}
