import { translator } from '../../i18n/messages.ts'
import type { MessageText } from '../../db/tables-events.ts'
import { type Lang, pick } from '../../lib/languages.ts'
import { receiptNumber } from './application.ts'
import type { Whole } from './queries.ts'
import { whenOf } from './wording.ts'

/** What officers can leave to be filled in for each person: `{name}`. */
export const personalParts = ['name', 'organisation', 'number', 'event', 'when'] as const
type PersonalPart = (typeof personalParts)[number]

const inBraces = /\{([^{}\n]{0,40})\}/g
const isPart = (word: string): word is PersonalPart =>
  (personalParts as readonly string[]).includes(word)

/** Words in braces that nothing can be filled in for. */
export function unknownParts(text: string): string[] {
  return [...text.matchAll(inBraces)].map(([, word = '']) => word).filter((word) => !isPart(word))
}

/** A message in a language; in Japanese where nobody has written it in that one. */
export function wordsIn(texts: Record<Lang, MessageText>, lang: Lang): MessageText {
  return texts[lang]?.body ? texts[lang] : texts.ja
}

/** An officer's words with this person's own parts in them. */
export function fillParts(text: string, { application, event }: Whole): string {
  const lang = application.language
  const values: Record<PersonalPart, string> = {
    name: application.name,
    organisation: application.organisation,
    number: receiptNumber(event.slug, application.number),
    event: pick(event.title, lang).text,
    when: whenOf(event, lang, translator(lang)),
  }
  // nothing to fill in leaves no gap: the space behind it goes too
  return text.replaceAll(/\{([^{}\n]{0,40})\}( ?)/g, (whole, word: string, space: string) =>
    isPart(word) ? values[word] && values[word] + space : whole,
  )
}
