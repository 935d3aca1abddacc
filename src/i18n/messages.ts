import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { type Lang, languages, messageFolders } from '../lib/languages.ts'
import { root } from '../lib/root.ts'
import type { MessageKey } from './keys.ts'

/** What a message may be given: numbers and texts. Dates are formatted before, by lib/jp-date.ts. */
export type Values = Record<string, string | number>

/** Looks a message up in one language and fills it: `t('activities.list.found', { count: 3 })`. */
export type Translate = (key: MessageKey, values?: Values) => string

type Catalogue = Map<string, string>

const catalogues = new Map<Lang, Catalogue>(languages.map((lang) => [lang, readCatalogue(lang)]))
const compiled = new Map<string, IntlMessageFormat>()
const translators = new Map<Lang, Translate>(
  languages.map((lang) => [lang, (key, values) => translate(lang, key, values)]),
)

/** The translator of a language. */
export function translator(lang: Lang): Translate {
  return translators.get(lang) as Translate
}

/** Whether a message exists; for keys built from data, such as the words of an audit entry. */
export function hasMessage(key: string): key is MessageKey {
  return catalogues.get('ja')?.has(key) ?? false
}

/** All keys of one language, for the test that every language has every key. */
export function messageKeys(lang: Lang): string[] {
  return [...(catalogues.get(lang)?.keys() ?? [])]
}

function readCatalogue(lang: Lang): Catalogue {
  const folder = join(root, 'messages', messageFolders[lang])
  const catalogue: Catalogue = new Map()
  for (const file of readdirSync(folder).toSorted()) {
    const feature = file.replace(/\.json$/, '')
    const messages = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>
    for (const [key, text] of Object.entries(messages)) catalogue.set(`${feature}.${key}`, text)
  }
  return catalogue
}

function translate(lang: Lang, key: MessageKey, values?: Values): string {
  const text = catalogues.get(lang)?.get(key) ?? catalogues.get('ja')?.get(key)
  if (text === undefined) throw new Error(`no message "${key}"`)
  if (!values && !text.includes('{') && !text.includes("'")) return text
  const id = `${lang} ${key}`
  let format = compiled.get(id)
  if (!format) {
    // ignoreTag: markup belongs to the views, never to a message
    format = new IntlMessageFormat(text, lang, undefined, { ignoreTag: true })
    compiled.set(id, format)
  }
  return String(format.format(values))
}
