import type { Ctx } from '../../http/context.ts'
import { type MistakeInWords, wordsAt } from '../../http/form.tsx'
import type { Mistake } from '../../http/parse.ts'
import type { Submitted } from '../../http/submitted.ts'
import { cleanLine, cleanText, graphemeLength } from '../../lib/clean-text.ts'
import { type Lang, languageNames, languages } from '../../lib/languages.ts'
import { Field } from '../../ui/field.tsx'
import { personalParts, unknownParts } from '../applications/message-words.ts'
import { Section } from '../../ui/section.tsx'
import type { Texts } from './drafting.ts'

const longest = { subject: 120, body: 4000 }
const parts = ['subject', 'body'] as const

/** The names of the fields of a message's words. */
export const textInputs: readonly string[] = languages.flatMap((lang) =>
  parts.map((part) => `${part}-${lang}`),
)

/** The words of a message in the four languages, to be edited; `free` ones may have personal parts. */
export function TextsFields(props: {
  c: Ctx
  texts: Texts
  mistakes: MistakeInWords[]
  free?: boolean
}) {
  const { c, texts, mistakes, free } = props
  const { t } = c.var
  return (
    <>
      {languages.map((lang) => (
        <Section key={lang} id={`letter-${lang}`} title={languageNames[lang]} quiet>
          <Field
            name={`subject-${lang}`}
            label={t('event-desk.letter.subject', { language: languageNames[lang] })}
            hint={free && lang !== 'ja' ? t('event-messages.texts.optional') : undefined}
            value={texts[lang].subject}
            error={wordsAt(mistakes, `subject-${lang}`)}
            errorWord={t('site.error.prefix')}
          />
          <Field
            name={`body-${lang}`}
            type="textarea"
            rows={8}
            label={t('event-desk.letter.body', { language: languageNames[lang] })}
            hint={
              free ? t('event-messages.texts.parts', { parts: partsInBraces.join(' ') }) : undefined
            }
            value={texts[lang].body}
            error={wordsAt(mistakes, `body-${lang}`)}
            errorWord={t('site.error.prefix')}
          />
        </Section>
      ))}
    </>
  )
}

const partsInBraces = personalParts.map((part) => `{${part}}`)

/**
 * The words of a message of an officer's own: only Japanese is needed, since who reads another
 * language and finds nothing in it is sent the Japanese; personal parts must be known ones.
 */
export function readFreeTexts(submitted: Submitted): { texts: Texts; mistakes: Mistake[] } {
  const { texts, mistakes } = readTexts(submitted)
  const left = languages.filter(
    (lang) => lang !== 'ja' && texts[lang].subject === '' && texts[lang].body === '',
  )
  const own = mistakes.filter(({ field }) => !left.some((lang) => field.endsWith(`-${lang}`)))
  for (const lang of languages)
    for (const part of parts) {
      const [unknown] = unknownParts(texts[lang][part])
      const field = `${part}-${lang}`
      if (unknown !== undefined)
        own.push({ field, reason: 'unknown-part', values: { part: `{${unknown}}` } })
    }
  return { texts, mistakes: own }
}

/** The words as they were typed, cleaned, with what is wrong with them. */
export function readTexts(submitted: Submitted): { texts: Texts; mistakes: Mistake[] } {
  const mistakes: Mistake[] = []
  const read = (part: (typeof parts)[number], lang: Lang) => {
    const field = `${part}-${lang}`
    const raw = submitted.fields.get(field)?.at(-1) ?? ''
    const text = part === 'subject' ? cleanLine(raw) : cleanText(raw)
    const [max, length] = [longest[part], graphemeLength(text)]
    if (text === '') mistakes.push({ field, reason: 'required' })
    if (length > max) mistakes.push({ field, reason: 'too-long', values: { max, length } })
    return text
  }
  const texts = Object.fromEntries(
    languages.map((lang) => [lang, { subject: read('subject', lang), body: read('body', lang) }]),
  ) as Texts
  return { texts, mistakes }
}
