import { wordsAt } from '../../http/form.tsx'
import { hasMessage } from '../../i18n/messages.ts'
import type { MessageKey } from '../../i18n/keys.ts'
import { languageNames, languages } from '../../lib/languages.ts'
import { prefectures } from '../../lib/prefectures.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field, type FieldProps, type Question } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import type { Shown, Spec } from './spec.ts'

type Props = Shown & { spec: Spec }
type TextsSpec = Extract<Spec, { kind: 'texts' }>

/** One column as a field, or several by language. */
export function SpecField(props: Props) {
  const { c, spec, typed } = props
  const value = typed[spec.name]?.[0] ?? ''
  const question = questionOf(props)
  switch (spec.kind) {
    case 'texts':
      return <TextsField {...props} spec={spec} />
    case 'one':
      return <Select {...question} value={value} options={choices(props, spec.of)} />
    case 'some':
      return (
        <Choice
          {...question}
          type="checkbox"
          options={choices(props, spec.of).map((option) => ({
            ...option,
            checked: typed[spec.name]?.includes(option.value),
          }))}
        />
      )
    case 'prefecture':
      return (
        <Select
          {...question}
          value={value}
          placeholder={c.var.t('event-desk.none')}
          options={prefectures.map(({ number, name }) => ({
            value: String(number),
            label: name[c.var.lang],
          }))}
        />
      )
    default:
      return <Field {...question} value={value} {...shapeOf(spec, value)} />
  }
}

/** A browser empties a field of date and time whose value it cannot read; then it is a plain one. */
function shapeOf(spec: Spec, value: string): Partial<FieldProps> {
  if (spec.kind === 'instant')
    return {
      type: /^(\d{4}-\d\d-\d\dT\d\d:\d\d)?$/.test(value) ? 'datetime-local' : 'text',
      width: 'medium',
    }
  if (spec.kind === 'month')
    return { type: /^(\d{4}-\d\d)?$/.test(value) ? 'month' : 'text', width: 'medium' }
  if (spec.kind === 'count') return { inputmode: 'numeric', width: 'short' }
  if (spec.kind === 'address') return { inputmode: 'url' }
  return spec.kind === 'people' ? { type: 'textarea', rows: 4 } : {}
}

function TextsField(props: Props & { spec: TextsSpec }) {
  const { c, spec, typed, mistakes } = props
  const { t } = c.var
  const others = languages.filter((lang) => lang !== 'ja')
  const question = questionOf(props)
  const field = (lang: (typeof languages)[number]) => ({
    ...question,
    name: `${spec.name}-${lang}`,
    value: typed[`${spec.name}-${lang}`]?.[0] ?? '',
    error: wordsAt(mistakes, `${spec.name}-${lang}`),
    ...(spec.long && { type: 'textarea' as const, rows: 5 }),
  })
  const filled = others.filter((lang) => field(lang).value !== '').length
  return (
    <div class="field">
      <Field {...field('ja')} />
      <details open={others.some((lang) => wordsAt(mistakes, `${spec.name}-${lang}`))}>
        <summary>
          {t('event-desk.other-languages', { count: filled })}
          <span class="offscreen">{question.label}</span>
        </summary>
        {others.map((lang) => (
          <Field
            key={lang}
            {...field(lang)}
            hint={undefined}
            label={t('event-desk.in-language', {
              label: question.label,
              language: languageNames[lang],
            })}
          />
        ))}
      </details>
    </div>
  )
}

function questionOf({ c, spec, mistakes }: Props): Question {
  const { t } = c.var
  const key = `event-desk.field.${spec.words ?? spec.name}`
  const hint = `${key}.hint`
  const may = !spec.required && spec.kind !== 'one' && spec.kind !== 'some'
  return {
    name: spec.name,
    label: t(key as MessageKey),
    hint: hasMessage(hint) ? t(hint) : undefined,
    error: wordsAt(mistakes, spec.name),
    errorWord: t('site.error.prefix'),
    ...(may && { optional: t('event-desk.optional') }),
  }
}

function choices({ c, spec }: Props, codes: readonly string[]) {
  return codes.map((value) => ({
    value,
    label: c.var.t(`event-desk.${spec.name}.${value}` as MessageKey),
  }))
}
