import type { Ctx } from '../../http/context.ts'
import { type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { pick } from '../../lib/languages.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field, type Question as UiQuestion } from '../../ui/field.tsx'
import { fieldOf } from '../events/answers.ts'
import type { Question } from '../events/questions.ts'

/** What a form shows in its fields: strings as typed, by name. */
export type Typed = Record<string, string[]>

type Props = {
  c: Ctx
  questions: readonly Question[]
  typed: Typed
  mistakes: MistakeInWords[]
  /** Options that nobody can take any more: `question option`. */
  gone?: ReadonlySet<string> | undefined
}

/** An event's own questions. Without a script all are there; the hint says whom one is for. */
export function QuestionFields(props: Props) {
  return (
    <>
      {props.questions.map((one) => (
        <QuestionField key={one.code} {...props} one={one} />
      ))}
    </>
  )
}

function QuestionField({ c, one, questions, typed, mistakes, gone }: Props & { one: Question }) {
  const { t, lang } = c.var
  const name = fieldOf(one)
  const chosen = typed[name] ?? []
  const question: UiQuestion = {
    name,
    label: pick(one.label, lang).text,
    hint: hintOf(c, one, questions),
    error: wordsAt(mistakes, name),
    errorWord: t('site.error.prefix'),
    optional: one.required && !one.showIf ? undefined : t('site.form.optional'),
  }
  if (one.kind === 'text') return <Field {...question} value={chosen[0]} />
  if (one.kind === 'long') return <Field {...question} type="textarea" value={chosen[0]} />
  return (
    <Choice
      {...question}
      type={one.kind === 'choice' ? 'radio' : 'checkbox'}
      options={one.options.map(({ code, label, note }) => {
        const full = gone?.has(`${one.code} ${code}`) ?? false
        const words = [note && pick(note, lang).text, full && t('applications.option.full')]
        return {
          value: code,
          label: pick(label, lang).text,
          hint: words.filter(Boolean).join(' ') || undefined,
          checked: chosen.includes(code),
          disabled: full && !chosen.includes(code),
        }
      })}
    />
  )
}

function hintOf(c: Ctx, one: Question, questions: readonly Question[]): string | undefined {
  const { t, lang } = c.var
  const own = one.hint && pick(one.hint, lang).text
  const other = questions.find(({ code }) => code === one.showIf?.question)
  const option = other?.options.find(({ code }) => code === one.showIf?.option)
  if (!other || !option) return own
  const condition = t('applications.question.if', {
    question: pick(other.label, lang).text,
    answer: pick(option.label, lang).text,
  })
  return own ? `${condition} ${own}` : condition
}
