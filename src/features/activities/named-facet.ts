import type { Localized } from '../../lib/languages.ts'
import { findPrefecture } from '../../lib/prefectures.ts'
import type { Edition } from '../editions/edition.ts'
import type { FacetName } from '../search/activities-index.ts'

/**
 * A value of a facet that a reader has typed as a word ("Tokyo", "东京", "情報通信業"), and the
 * words beside it.
 */
export type NamedFacet = { name: FacetName; code: string; rest: string }

/**
 * The facet's value that the searched words name, in whichever of the four languages: entries are
 * written in Japanese, so such a word would find nothing as text. Numbers name nothing.
 */
export function namedFacet(edition: Edition, words: string): NamedFacet | undefined {
  const whole = valueNamed(edition, words)
  if (whole) return { ...whole, rest: '' }
  const typed = words.split(/\s+/).filter(Boolean)
  for (const [at, word] of typed.entries()) {
    const value = valueNamed(edition, word)
    if (value) return { ...value, rest: typed.toSpliced(at, 1).join(' ') }
  }
  return undefined
}

function valueNamed(edition: Edition, words: string): Omit<NamedFacet, 'rest'> | undefined {
  const typed = words.normalize('NFKC').trim().toLowerCase()
  if (typed === '' || /^[\d\s-]+$/.test(typed)) return undefined
  const kind = edition.kinds.find((one) => isNamed(one.name, typed) || isNamed(one.tag, typed))
  if (kind) return { name: 'kind', code: kind.code }
  for (const [name, list] of [
    ['industry', edition.industries],
    ['size', edition.sizes],
  ] as const) {
    const entry = list.find((one) => isNamed(one.name, typed))
    if (entry) return { name, code: entry.code }
  }
  const prefecture = findPrefecture(words)
  const whole = prefecture && typed.length <= longestName(Object.values(prefecture.name))
  return whole ? { name: 'prefecture', code: String(prefecture.number) } : undefined
}

function isNamed(name: Localized, typed: string): boolean {
  return Object.values(name).some((own) => own?.normalize('NFKC').toLowerCase() === typed)
}

const longestName = (names: readonly string[]) => Math.max(...names.map((name) => name.length))
