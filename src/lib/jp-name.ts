import { withoutInvisible } from './clean-text.ts'
import { normaliseReading, toHiragana } from './jp-kana.ts'
import { openCircled, withoutLegalForm, withoutLegalReading } from './legal-form.ts'
import { foldOldKanji } from './old-kanji.ts'

/**
 * The key by which names of organisations are the same: NFKC, lower case, old kanji folded, legal
 * forms gone, katakana as hiragana, then only letters and digits without ー. It is for comparing and
 * is never shown. A name of signs or of a legal form alone keeps its NFKC text, so the key is empty
 * only for a name that cannot be seen.
 */
export function nameKey(name: string): string {
  const compatible = openCircled(withoutInvisible(name.replace(/\s/g, ' ')))
    .normalize('NFKC')
    .trim()
  const folded = foldOldKanji(compatible.toLowerCase())
  const key = toHiragana(withoutLegalForm(folded)).replace(/[^\p{L}\p{N}]|ー/gu, '')
  return key || compatible
}

/**
 * The name without its legal form, for a フリガナ field or an alphabetical list: a reading (given back
 * as full-width katakana) loses カブシキガイシャ and the like, a written name 株式会社, Co., Ltd. and
 * the like. A name that is nothing else is given back.
 */
export function stripLegalForm(name: string): string {
  const written = openCircled(name).normalize('NFKC').trim()
  const isReading = /[ぁ-ヺ]/.test(written) && !/\p{Script=Han}/u.test(written)
  if (!isReading) return withoutLegalForm(written) || written
  const reading = normaliseReading(written)
  return withoutLegalForm(withoutLegalReading(reading)) || reading
}

/**
 * Likeness of two strings, 0 to 1: Dice's coefficient over pairs of characters, the ends counted as
 * characters too. The threshold of `compareNames` was chosen with exactly this form.
 */
export function bigramDice(a: string, b: string): number {
  const left = bigrams(a)
  const right = bigrams(b)
  let shared = 0
  for (const [pair, count] of left) shared += Math.min(count, right.get(pair) ?? 0)
  return (2 * shared) / (sizeOf(left) + sizeOf(right))
}

export type Likeness = 'same' | 'contains' | 'similar' | 'different'

/**
 * How two names of organisations stand to each other. Only `same` may be told to a registrant;
 * `contains` and `similar` are hints for a moderator, since 東日本運輸 and 西日本運輸 are similar too.
 */
export function compareNames(a: string, b: string): Likeness {
  const [left, right] = [nameKey(a), nameKey(b)]
  if (left === right) return left === '' ? 'different' : 'same'
  const [short, long] = left.length < right.length ? [left, right] : [right, left]
  // A name of one character (森) is part of far too many others to be a hint.
  if ([...short].length >= 2 && long.includes(short)) return 'contains'
  return bigramDice(left, right) >= 0.6 ? 'similar' : 'different'
}

function bigrams(text: string): Map<string, number> {
  const characters = ['\u0002', ...text, '\u0003']
  const pairs = new Map<string, number>()
  for (let i = 1; i < characters.length; i++) {
    const pair = `${characters[i - 1]}${characters[i]}`
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

function sizeOf(pairs: Map<string, number>): number {
  return [...pairs.values()].reduce((sum, count) => sum + count, 0)
}
