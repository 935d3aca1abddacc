import { translator } from '../../i18n/messages.ts'
import { pick } from '../../lib/languages.ts'
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
  return text.replaceAll(inBraces, (whole, word: string) => (isPart(word) ? values[word] : whole))
}
