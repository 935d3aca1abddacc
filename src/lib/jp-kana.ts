/** Hiragana as katakana; everything else stays. */
export function toKatakana(text: string): string {
  return text.replace(/[ぁ-ゖゝゞ]/g, (kana) => shift(kana, 0x60))
}

/** Katakana as hiragana (ヷヸヹヺ have none and stay); everything else stays. */
export function toHiragana(text: string): string {
  return text.replace(/[ァ-ヶヽヾ]/g, (kana) => shift(kana, -0x60))
}

/** Half-width kana and their marks as full-width ones; other half-width characters stay. */
export function widenKana(text: string): string {
  return joinVoicing(text.replace(/[\uFF61-\uFF9F]+/g, (run) => run.normalize('NFKC')))
}

/** Whether the text is nothing but kana, ー, ・, iteration marks and spaces, with at least one kana. */
export function isKana(text: string): boolean {
  return /^[ぁ-ゖァ-ヺｦ-ﾟゝゞヽヾー・\s]+$/.test(text) && /[ぁ-ゖァ-ヺｦ-ﾝ]/.test(text)
}

/**
 * What a person typed in a フリガナ field as full-width katakana: hiragana and half-width kana are
 * turned, a hyphen behind a kana is the long vowel mark it stands for, ヴ stays, spaces are single
 * and narrow. Characters that are not kana stay, for `isKana` to find.
 */
export function normaliseReading(text: string): string {
  const wide = joinVoicing(text.replace(/\p{DI}/gu, '').normalize('NFKC'))
  return toKatakana(wide)
    .replace(/(?<=[ァ-ヺー])[-‐‑‒–—―−─━]/g, 'ー')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Key for 五十音順 (after JIS X 4061): compare keys code unit by code unit (`COLLATE "C"`). First the
 * plain kana without voicing, size and long vowels, then unvoiced before voiced, small before large.
 */
export function readingSortKey(reading: string): string {
  let plain = ''
  let marks = ''
  for (const kana of toHiragana(normaliseReading(reading)).replace(/[\s・]/g, '')) {
    const before = plain.at(-1) ?? ''
    const base = kana === 'ー' ? vowelOf(before) : /[ゝゞ]/.test(kana) ? before : plainKana(kana)
    plain += base
    marks += markOf(kana)
  }
  return `${plain} ${marks}`
}

function shift(kana: string, by: number): string {
  return String.fromCharCode(kana.charCodeAt(0) + by)
}

// Voicing marks that stand alone (か゛, NFKC's " ゙") join the kana before them.
function joinVoicing(text: string): string {
  return text
    .replace(/(?<=[ぁ-ヺ]) ?[\u3099\u309B]/g, '\u3099')
    .replace(/(?<=[ぁ-ヺ]) ?[\u309A\u309C]/g, '\u309A')
    .normalize('NFC')
}

const smallKana = 'ぁぃぅぇぉっゃゅょゎゕゖ'
const largeKana = 'あいうえおつやゆよわかけ'

function plainKana(kana: string): string {
  const base = kana.normalize('NFD')[0] ?? kana
  const small = smallKana.indexOf(base)
  return small < 0 ? base : (largeKana[small] ?? base)
}

function markOf(kana: string): string {
  if (kana === 'ー') return '0'
  if (smallKana.includes(kana)) return '1'
  const voicing = kana.normalize('NFD')[1]
  if (voicing === undefined) return '2'
  return voicing === '\u3099' ? '3' : '4'
}

const rows = [
  'あかさたなはまやらわ',
  'いきしちにひみりゐ',
  'うくすつぬふむゆる',
  'えけせてねへめれゑ',
  'おこそとのほもよろを',
]

function vowelOf(kana: string): string {
  return rows.find((row) => row.includes(kana) && kana !== '')?.[0] ?? kana
}
