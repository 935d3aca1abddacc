/** The four languages of the interface; Japanese is the source of everything. BCP 47 tags. */
export const languages = ['ja', 'en', 'zh-Hans', 'ko'] as const
export type Lang = (typeof languages)[number]

/** URL prefix of each language: Japanese lives at the root, the others under the same paths. */
const prefixes: Record<Lang, string> = { ja: '', en: '/en', 'zh-Hans': '/zh-hans', ko: '/ko' }

/** Folder under `messages/` that holds a language's interface strings. */
export const messageFolders: Record<Lang, string> = {
  ja: 'ja',
  en: 'en',
  'zh-Hans': 'zh',
  ko: 'ko',
}

/** Each language's own name, for the language switch. */
export const languageNames: Record<Lang, string> = {
  ja: '日本語',
  en: 'English',
  'zh-Hans': '简体中文',
  ko: '한국어',
}

/**
 * A short text that people have written in several languages (a ministry's official English name,
 * the name of a kind of activity). Japanese is always there.
 */
export type Localized = { ja: string } & { [L in Exclude<Lang, 'ja'>]?: string | undefined }

/** Splits `/en/activities` into its language and the path without the prefix. */
export function splitLanguage(path: string): { lang: Lang; path: string } {
  for (const lang of languages) {
    const prefix = prefixes[lang]
    if (prefix && (path === prefix || path.startsWith(`${prefix}/`))) {
      return { lang, path: path.slice(prefix.length) || '/' }
    }
  }
  return { lang: 'ja', path }
}

/** Puts the language's prefix before a path of ours: `('en', '/activities')` → `/en/activities`. */
export function inLanguage(lang: Lang, path: string): string {
  if (path === '/') return prefixes[lang] || '/'
  return prefixes[lang] + path
}

/** The text in `lang`, or the Japanese one with the language it really is in. */
export function pick(text: Localized, lang: Lang): { text: string; lang: Lang } {
  const own = text[lang]
  return own ? { text: own, lang } : { text: text.ja, lang: 'ja' }
}
