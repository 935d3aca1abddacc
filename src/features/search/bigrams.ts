/** The one folded form in which texts and questions meet. */

/** A code point needs 21 bits, so two of them make a key of 42 bits: exact in a double. */
const codePointRange = 2 ** 21

/**
 * Folds a text for searching: NFKC (full-width letters, half-width katakana, ㈱ → (株)), lower case.
 * Nothing else is folded: ひらがな and カタカナ, 髙 and 高 stay different, so that "contains" means
 * exactly what a reader can check with the eye. Lone surrogates become U+FFFD. Greek final sigma
 * is written σ because lower-casing chooses it by its neighbours, and a part would not match the whole.
 */
export function searchText(text: string): string {
  return text.toWellFormed().normalize('NFKC').toLowerCase().replaceAll('ς', 'σ')
}

/** The different words of a question, folded; any white space (the full-width one too) parts them. */
export function searchWords(query: string): string[] {
  return [...new Set(searchText(query).split(/\s+/u))].filter((word) => word !== '')
}

/** White space parts words and is therefore in none of them: it is not indexed. */
export function isSpace(codePoint: number): boolean {
  if (codePoint > 0x20 && codePoint < 0x80) return false
  return codePoint < 0x3041 && /\s/u.test(String.fromCodePoint(codePoint))
}

/** Dictionary key of a single character. */
export function singleKey(codePoint: number): number {
  return codePoint
}

/** Dictionary key of two neighbouring characters; never equal to a single one's. */
export function pairKey(first: number, second: number): number {
  return (first + 1) * codePointRange + second
}

/** True for the key of a single character. */
export function isSingleKey(key: number): boolean {
  return key < codePointRange
}

/**
 * Writes the code points (not UTF-16 units: 𠮷 is one character) of `text` into `into`, which must
 * have room for `text.length`. Returns how many there are.
 */
export function writeCodePoints(text: string, into: Uint32Array): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const codePoint = text.codePointAt(i)!
    if (codePoint > 0xffff) i++
    into[count++] = codePoint
  }
  return count
}
