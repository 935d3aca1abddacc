import type { Db } from '../../db/database.ts'
import type { Mistake } from '../../http/parse.ts'
import { languages, type Localized } from '../../lib/languages.ts'
import { writeAudit } from '../audit/queries.ts'
import type { CampaignEvent } from '../events/event.ts'
import { type Question, questionKinds, questionsOf } from '../events/questions.ts'
import { type EventDesk, entryOf } from './at-hand.ts'
import type { Columns } from './reading.ts'
import { touch } from './saving.ts'
import type { Spec } from './spec.ts'

type Option = Question['options'][number]
type Texts = Partial<Localized>

/** Choices of earlier questions on which a question can depend, as `question=option`. */
export function conditionsFor(questions: readonly Question[], code: string | undefined) {
  const at = questions.findIndex((question) => question.code === code)
  return questions.slice(0, at < 0 ? undefined : at).flatMap(({ code: own, label, options }) =>
    options.map((option) => ({
      value: `${own}=${option.code}`,
      label: `${label.ja} → ${option.label.ja}`,
    })),
  )
}

/** A question as a form has it; choices stand one a line: label / note / limit. */
export const questionSpecs: readonly Spec[] = [
  { name: 'label', kind: 'texts', max: 200, required: true },
  { name: 'hint', kind: 'texts', max: 300 },
  { name: 'answer', kind: 'one', of: questionKinds },
  { name: 'required', kind: 'one', of: ['no', 'yes'] },
  { name: 'options', kind: 'texts', max: 4000, long: true },
]

/** A stored question as the columns of that form. */
export function asColumns(question: Question): Columns {
  const lines = (lang: (typeof languages)[number]) =>
    question.options
      .map(({ label, note, limit }) =>
        [label[lang] ?? '', note?.[lang] ?? '', lang === 'ja' ? (limit ?? '') : ''].join(' / '),
      )
      .map((line) => line.replace(/( \/ )+$/, ''))
      .join('\n')
  return {
    label: question.label,
    hint: question.hint,
    answer: question.kind,
    required: question.required ? 'yes' : 'no',
    options: Object.fromEntries(languages.map((lang) => [lang, lines(lang)])),
  }
}

export type ReadQuestion = { question: Question; mistakes: Mistake[] }

/** The question that columns make; codes of choices that were there before stay, answers hang on them. */
export function questionFrom(
  columns: Columns,
  about: { code: string; before: Question | undefined; showIf: string },
): ReadQuestion {
  const mistakes: Mistake[] = []
  const kind = columns['answer'] as Question['kind']
  const chosen = kind === 'choice' || kind === 'choices'
  const texts = JSON.parse(String(columns['options'] ?? '{}')) as Texts
  const options = chosen ? optionsFrom(texts, about.before?.options ?? []) : []
  if (chosen && options.length < 2) mistakes.push({ field: 'options-ja', reason: 'two-options' })
  if (options.some(({ limit }) => limit !== undefined && !isLimit(limit)))
    mistakes.push({ field: 'options-ja', reason: 'option-limit' })
  const hint = JSON.parse(String(columns['hint'] ?? '{}')) as Texts
  const [question = '', option = ''] = about.showIf.split('=')
  return {
    mistakes,
    question: {
      code: about.code,
      label: JSON.parse(String(columns['label'])) as Localized,
      ...(hint.ja && { hint: hint as Localized }),
      kind,
      options,
      required: columns['required'] === 'yes',
      ...(option && { showIf: { question, option } }),
    },
  }
}

const isLimit = (limit: number) => Number.isInteger(limit) && limit >= 1 && limit <= 1_000_000

function optionsFrom(texts: Texts, before: readonly Option[]): Option[] {
  const lines = (text: string | undefined) => (text ?? '').split('\n').map(partsOf)
  const others = languages.map((lang) => [lang, lines(texts[lang])] as const)
  const used = new Set(before.map(({ code }) => code))
  return lines(texts.ja)
    .map(([label, , limit], at): Option | undefined => {
      if (!label) return undefined
      const known = before.find((option) => option.label.ja === label)
      const code = known?.code ?? freeCode(used)
      const own = (part: 0 | 1) =>
        Object.fromEntries(
          others.flatMap(([lang, all]) => (all[at]?.[part] ? [[lang, all[at][part]]] : [])),
        ) as Localized
      const note = own(1)
      return {
        code,
        label: own(0),
        ...(note.ja && { note }),
        ...(limit && { limit: Number(limit.normalize('NFKC').replace(/[^\d.-]/g, '') || 'NaN') }),
      }
    })
    .filter((option) => option !== undefined)
}

function partsOf(line: string): [string, string, string] {
  const [label = '', note = '', limit = ''] = line.split(/\s*[/／]\s*/).map((part) => part.trim())
  return [label, note, limit]
}

function freeCode(used: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const code = `o${number}`
    if (used.has(code)) continue
    used.add(code)
    return code
  }
}

/** A code for a new question. */
export function nextCode(questions: readonly Question[]): string {
  return freeQuestion(new Set(questions.map(({ code }) => code)))
}

function freeQuestion(used: Set<string>): string {
  for (let number = 1; ; number += 1) if (!used.has(`q${number}`)) return `q${number}`
}

/** The same questions; a condition that points to nothing any more goes. */
export function withoutLooseEnds(questions: readonly Question[]): Question[] {
  return questions.map((question, at) => {
    const possible = conditionsFor(questions.slice(0, at), undefined).map(({ value }) => value)
    const { showIf, ...rest } = question
    const stands = showIf && possible.includes(`${showIf.question}=${showIf.option}`)
    return stands ? question : rest
  })
}

/** Writes the questions to applicants. */
export async function saveQuestions(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  questions: readonly Question[],
): Promise<void> {
  await trx
    .updateTable('events')
    .set({ questions: JSON.stringify(withoutLooseEnds(questions)) })
    .where('id', '=', event.id)
    .execute()
  const change = { before: listed(questionsOf(event)), after: listed(questions) }
  await writeAudit(trx, entryOf(desk, event, 'events.questions-changed', change))
  await touch(trx, desk, event)
}

/** Questions as the log of actions tells of them. */
export const listed = (all: readonly Question[]) => ({
  questions: all.map(({ label }) => label.ja),
})
