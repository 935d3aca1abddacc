/**
 * What a person typed in a field of digits: full-width forms as half-width ones, every dash a `-`,
 * no space anywhere. Dashes include the long vowel mark ー, which a Japanese keyboard gives easily.
 */
export function typedDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{DI}]/gu, '')
    .replace(/[‐‑‒–—―−ー─━˗]/g, '-')
}
