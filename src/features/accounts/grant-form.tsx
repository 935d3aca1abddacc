import * as v from 'valibot'
import { startOfDay } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { oneOf, optionalLine } from '../../http/fields.ts'
import { type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { pick } from '../../lib/languages.ts'
import { prefectures } from '../../lib/prefectures.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import type { Edition } from '../editions/edition.ts'
import { roles } from './account.ts'
import type { NewGrant } from './grants.ts'

/** The fields with which a role is given. */
export const grantFields = {
  role: oneOf(roles),
  edition: v.picklist(['all', 'current'], 'choose'),
  body: optionalLine(60),
  prefectures: v.array(v.pipe(v.string(), v.regex(/^([1-9]|[1-3]\d|4[0-7])$/, 'invalid'))),
  until: v.pipe(
    v.optional(v.string(), ''),
    v.check((text) => text === '' || isDay(text), 'invalid'),
  ),
}

type GrantInput = {
  role: NewGrant['role']
  edition: 'all' | 'current'
  body: string
  prefectures: string[]
  until: string
}

/** The role that the fields describe; it ends with the last moment of its last day in Tokyo. */
export function grantFrom(input: GrantInput, edition: Edition): NewGrant {
  const until = input.until ? Temporal.PlainDate.from(input.until) : null
  return {
    role: input.role,
    editionId: input.edition === 'current' ? edition.id : null,
    body: input.body || null,
    prefectures: input.prefectures.length > 0 ? input.prefectures.map(Number) : null,
    expiresAt: until && startOfDay(until.add({ days: 1 })),
  }
}

function isDay(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text).year > 2000
  } catch {
    return false
  }
}

/** What was typed, to show the form again. */
export type TypedGrant = {
  role: string
  edition: string
  body: string
  prefectures: string[]
  until: string
}
export const emptyGrant: TypedGrant = {
  role: 'officer',
  edition: 'all',
  body: '',
  prefectures: [],
  until: '',
}

type Props = { c: Ctx; edition: Edition; values: TypedGrant; mistakes: MistakeInWords[] }

/** Role, its limits and its end. */
export function GrantFields(props: Props) {
  return (
    <>
      <RoleField {...props} />
      <EditionField {...props} />
      <UntilField {...props} />
      <BodyField {...props} />
      <PrefecturesField {...props} />
    </>
  )
}

function RoleField({ c, values, mistakes }: Props) {
  const { t } = c.var
  return (
    <Choice
      name="role"
      type="radio"
      label={t('accounts.role')}
      error={wordsAt(mistakes, 'role')}
      options={roles.map((role) => ({
        value: role,
        label: t(`accounts.role.${role}`),
        hint: t(`accounts.role.${role}.hint`),
        checked: values.role === role,
      }))}
    />
  )
}

function EditionField({ c, edition, values, mistakes }: Props) {
  const { t } = c.var
  const only = t('accounts.scope.edition', { year: String(edition.year) })
  const current = values.edition === 'current'
  return (
    <Choice
      name="edition"
      type="radio"
      inline
      label={t('accounts.grant.edition')}
      error={wordsAt(mistakes, 'edition')}
      options={[
        { value: 'all', label: t('accounts.scope.all-editions'), checked: !current },
        { value: 'current', label: only, checked: current },
      ]}
    />
  )
}

function UntilField({ c, values, mistakes }: Props) {
  const { t } = c.var
  return (
    <Field
      name="until"
      type="date"
      label={t('accounts.grant.until')}
      hint={t('accounts.grant.until.hint')}
      optional={t('site.form.optional')}
      width="medium"
      value={values.until}
      error={wordsAt(mistakes, 'until')}
    />
  )
}

function BodyField({ c, edition, values, mistakes }: Props) {
  const { t, lang } = c.var
  return (
    <Select
      name="body"
      label={t('accounts.grant.body')}
      hint={t('accounts.grant.body.hint')}
      optional={t('site.form.optional')}
      placeholder={t('accounts.grant.everywhere')}
      value={values.body}
      error={wordsAt(mistakes, 'body')}
      options={edition.bodies.map(({ code, name }) => ({
        value: code,
        label: pick(name, lang).text,
      }))}
    />
  )
}

function PrefecturesField({ c, values, mistakes }: Props) {
  const { t, lang } = c.var
  const error = wordsAt(mistakes, 'prefectures')
  return (
    <details class="field stack" open={values.prefectures.length > 0 || error !== undefined}>
      <summary>{t('accounts.grant.prefectures.summary')}</summary>
      <Choice
        name="prefectures"
        type="checkbox"
        inline
        label={t('accounts.grant.prefectures')}
        hint={t('accounts.grant.prefectures.hint')}
        error={error}
        options={prefectures.map(({ number, name }) => ({
          value: String(number),
          label: name[lang],
          checked: values.prefectures.includes(String(number)),
        }))}
      />
    </details>
  )
}
