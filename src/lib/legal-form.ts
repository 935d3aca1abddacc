// Written out, with the reading that people put into a フリガナ field. NFKC, lower case.
const forms: readonly (readonly [string, ...string[]])[] = [
  ['株式会社', 'カブシキガイシャ', 'カブシキカイシャ'],
  ['有限会社', 'ユウゲンガイシャ', 'ユウゲンカイシャ'],
  ['合同会社', 'ゴウドウガイシャ', 'ゴウドウカイシャ'],
  ['合資会社', 'ゴウシガイシャ', 'ゴウシカイシャ'],
  ['合名会社', 'ゴウメイガイシャ', 'ゴウメイカイシャ'],
  ['相互会社', 'ソウゴガイシャ', 'ソウゴカイシャ'],
  ['一般社団法人', 'イッパンシャダンホウジン'],
  ['一般財団法人', 'イッパンザイダンホウジン'],
  ['公益社団法人', 'コウエキシャダンホウジン'],
  ['公益財団法人', 'コウエキザイダンホウジン'],
  ['社団法人', 'シャダンホウジン'],
  ['財団法人', 'ザイダンホウジン'],
  ['国立大学法人', 'コクリツダイガクホウジン'],
  ['公立大学法人', 'コウリツダイガクホウジン'],
  ['大学共同利用機関法人', 'ダイガクキョウドウリヨウキカンホウジン'],
  ['国立研究開発法人', 'コクリツケンキュウカイハツホウジン'],
  ['地方独立行政法人', 'チホウドクリツギョウセイホウジン'],
  ['独立行政法人', 'ドクリツギョウセイホウジン'],
  ['認定特定非営利活動法人', 'ニンテイトクテイヒエイリカツドウホウジン'],
  ['特定非営利活動法人', 'トクテイヒエイリカツドウホウジン'],
  ['認定npo法人', 'ニンテイエヌピーオーホウジン'],
  ['npo法人', 'エヌピーオーホウジン'],
  ['学校法人', 'ガッコウホウジン'],
  ['社会医療法人', 'シャカイイリョウホウジン'],
  ['医療法人社団', 'イリョウホウジンシャダン'],
  ['医療法人財団', 'イリョウホウジンザイダン'],
  ['医療法人', 'イリョウホウジン'],
  ['社会福祉法人', 'シャカイフクシホウジン'],
  ['宗教法人', 'シュウキョウホウジン'],
  ['更生保護法人', 'コウセイホゴホウジン'],
  ['職業訓練法人', 'ショクギョウクンレンホウジン'],
  ['弁護士法人', 'ベンゴシホウジン'],
  ['税理士法人', 'ゼイリシホウジン'],
  ['司法書士法人', 'シホウショシホウジン'],
  ['行政書士法人', 'ギョウセイショシホウジン'],
  ['社会保険労務士法人', 'シャカイホケンロウムシホウジン'],
  ['土地家屋調査士法人', 'トチカオクチョウサシホウジン'],
  ['弁理士法人', 'ベンリシホウジン'],
  ['特許業務法人', 'トッキョギョウムホウジン'],
  ['監査法人', 'カンサホウジン'],
  ['農事組合法人', 'ノウジクミアイホウジン'],
  ['企業組合', 'キギョウクミアイ'],
  ['有限責任事業組合', 'ユウゲンセキニンジギョウクミアイ'],
]

const abbreviations =
  '株|有|同|資|名|相|社|財|独|非|学|医|福|宗|弁|税|司|行|監|特|農|企|一社|一財|公社|公財|国大|地独|国研|特非|医社|医財|社福|社医|npo'
// Abbreviations of 全銀協 for account names: カ)ミナト, ミナト(カ.
const accountForms = 'カ|ユ|ド|シ|メ|ソ|ザイ|シヤ|シャ|ガク|イ|フク|トクヒ'

const latinForms = [
  'incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|plc|gmbh|pte|pty',
  String.raw`k\.?\s?k|g\.?k|y\.?k|l\.l\.c|l\.l\.p|n\.?p\.?o`,
].join('|')

const longestFirst = (words: string[]) => words.sort((a, b) => b.length - a.length).join('|')
const kanji = longestFirst(forms.map(([form]) => form))
const readings = longestFirst(forms.flatMap(([, ...spoken]) => spoken))

const bracketed = new RegExp(String.raw`[(\[〔【](?:${abbreviations})[)\]〕】]`, 'giu')
const front = new RegExp(`(?<=^|\\s)(?:${kanji})`, 'giu')
const back = new RegExp(`(?:${kanji})(?=$|\\s)`, 'giu')
const latinBack = new RegExp(
  String.raw`(?:^|(?<![\s,.])[\s,.]+|(?<![\p{Script=Latin}\p{N}]))(?:${latinForms})[.,]*$`,
  'iu',
)
const latinFront = new RegExp(String.raw`^(?:k\.?\s?k|g\.?k|y\.?k|npo|llc)\.?[\s,]+`, 'iu')
const readingEdge = new RegExp(`^(?:${readings})|(?:${readings})$`, 'u')
const accountEdge = new RegExp(
  `^[(]?(?:${accountForms})[)]|[(](?:${accountForms})[)]?$|[(](?:${accountForms})[)]`,
  'u',
)

/**
 * A name without its legal form, in every spelling of it: written out at the front or back of a word,
 * bracketed ((株), ㈱) anywhere, Latin (Co., Ltd.) at an end. May be empty. Old kanji (會社) are not
 * looked for; fold them before.
 * @param name NFKC text
 */
export function withoutLegalForm(name: string): string {
  return untilStable(name, (text) =>
    text
      .replace(bracketed, ' ')
      .replace(front, '')
      .replace(back, '')
      .replace(latinBack, '')
      .replace(latinFront, '')
      .trim(),
  )
}

/**
 * A reading without カブシキガイシャ and the like, カ) and (カ included, at its front or back. May be
 * empty.
 * @param reading full-width katakana as `normaliseReading` gives it
 */
export function withoutLegalReading(reading: string): string {
  return untilStable(reading, (text) =>
    text.replace(readingEdge, '').replace(accountEdge, '').trim(),
  )
}

/** ㊑ and ㊒ as (株) and (有): NFKC would leave a bare 株 that nobody can tell from a name. */
export function openCircled(name: string): string {
  return name.replace(/[㊑㊒]/g, (sign) => (sign === '㊑' ? '(株)' : '(有)'))
}

// A form may stand at both ends and twice (認定NPO法人 特定非営利活動法人 …); four rounds find them all.
function untilStable(text: string, step: (text: string) => string, rounds = 4): string {
  const next = step(text)
  return next === text || rounds === 1 ? next : untilStable(next, step, rounds - 1)
}
