import * as v from 'valibot'
import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { line, optionalLine } from '../../http/fields.ts'
import { checkForm, FormStart, inWords, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { languageNames, languages } from '../../lib/languages.ts'
import { parseWebAddress } from '../../lib/web-address.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { MistakeSummary } from './mistake-summary.tsx'
import { possibleAccounts } from './desk-queries.ts'
import { managedEdition } from './desk-routes.tsx'
import { listAdvisers } from './queries.ts'

const base = '/staff/consultations/advisers'
const managing = may('consultations.manage')

/** Who advises: name, topics, languages, account. */
export function addAdviserRoutes(list: Routes): void {
  list.get(`${base}/new`, managing, (c) => ask(c))
  list.post(`${base}/new`, managing, keep)
  list.get(`${base}/:id{[0-9]+}`, managing, (c) => ask(c))
  list.post(`${base}/:id{[0-9]+}`, managing, keep)
}

type Values = {
  name: string
  reading: string
  topics: string
  languages: readonly string[]
  meetingUrl: string
  account: string
  active: boolean
}
const blank: Values = {
  name: '',
  reading: '',
  topics: '',
  languages: ['ja'],
  meetingUrl: '',
  account: '',
  active: true,
}

async function known(c: Ctx): Promise<{ id: number; values: Values } | undefined> {
  if (!c.req.param('id')) return undefined
  const { edition } = await managedEdition(c)
  const id = idFrom(c.req.param('id'))
  const one = orNotFound(
    (await listAdvisers(c.var.db, edition.id)).find((other) => other.id === id),
  )
  const values = {
    name: one.name,
    reading: one.reading,
    topics: one.topics.join(' '),
    languages: one.languages,
    meetingUrl: one.meeting_url,
    account: String(one.staff_id ?? ''),
    active: one.active,
  }
  return { id, values }
}

async function ask(c: Ctx, again?: { values: Values; mistakes: Mistake[] }): Promise<Response> {
  const { t, db, clock } = c.var
  await managedEdition(c)
  const adviser = await known(c)
  const values = again?.values ?? adviser?.values ?? blank
  const mistakes = inWords(c, 'consultations', again?.mistakes ?? [])
  const accounts = await possibleAccounts(db, clock.now())
  const title = adviser ? adviser.values.name : t('consultations.adviser.new')
  return staffPage(
    c,
    { title, mistaken: mistakes.length > 0 },
    <div class="form-page stack">
      <MistakeSummary c={c} mistakes={mistakes} />
      <PageHead title={title} />
      <form class="stack" method="post" noValidate>
        <FormStart c={c} form="consultations.adviser" />
        <Fields c={c} values={values} mistakes={mistakes} />
        <Choices c={c} values={values} mistakes={mistakes} />
        <Select
          name="account"
          label={t('consultations.adviser.account')}
          hint={t('consultations.adviser.account.hint')}
          value={values.account}
          placeholder={t('consultations.adviser.account.none')}
          options={accounts.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <FormActions>
          <Button>{t('consultations.save')}</Button>
          <Button kind="link" href={to(c, '/staff/consultations')}>
            {t('consultations.back')}
          </Button>
        </FormActions>
      </form>
    </div>,
  )
}

function Fields(props: { c: Ctx; values: Values; mistakes: MistakeInWords[] }) {
  const { c, values, mistakes } = props
  const { t } = c.var
  const errorWord = t('site.error.prefix')
  const field = (name: 'name' | 'reading' | 'topics' | 'meetingUrl') => ({
    name,
    value: values[name],
    error: wordsAt(mistakes, name),
    errorWord,
  })
  return (
    <>
      <Field {...field('name')} label={t('consultations.field.name')} />
      <Field {...field('reading')} label={t('consultations.adviser.reading')} />
      <Field
        {...field('topics')}
        label={t('consultations.topics')}
        hint={t('consultations.adviser.topics.hint')}
      />
      <Field
        {...field('meetingUrl')}
        type="url"
        label={t('consultations.meeting')}
        hint={t('consultations.adviser.meeting.hint')}
      />
    </>
  )
}

function Choices({ c, values, mistakes }: { c: Ctx; values: Values; mistakes: MistakeInWords[] }) {
  const { t } = c.var
  return (
    <>
      <Choice
        name="languages"
        type="checkbox"
        inline
        label={t('consultations.languages')}
        error={wordsAt(mistakes, 'languages')}
        options={languages.map((one) => ({
          value: one,
          label: languageNames[one],
          checked: values.languages.includes(one),
        }))}
      />
      <Choice
        name="active"
        type="checkbox"
        label={t('consultations.adviser.active')}
        options={[
          { value: 'yes', label: t('consultations.adviser.active.tick'), checked: values.active },
        ]}
      />
    </>
  )
}

const schema = v.strictObject({
  name: line(60),
  reading: optionalLine(60),
  topics: v.pipe(optionalLine(200), v.regex(/^[a-z0-9 ,-]*$/, 'invalid')),
  languages: v.pipe(v.array(v.picklist(languages)), v.minLength(1, 'choose')),
  meetingUrl: optionalLine(500),
  active: v.optional(v.string()),
  account: optionalLine(20),
})

function typedValues(submitted: Submitted): Values {
  const all = (name: string) => submitted.fields.get(name) ?? []
  return {
    name: typed(submitted, 'name'),
    reading: typed(submitted, 'reading'),
    topics: typed(submitted, 'topics'),
    languages: all('languages'),
    meetingUrl: typed(submitted, 'meetingUrl'),
    account: typed(submitted, 'account'),
    active: all('active').includes('yes'),
  }
}

async function keep(c: Ctx): Promise<Response> {
  const { db, clock } = c.var
  const { edition } = await managedEdition(c)
  const submitted = await readSubmitted(c)
  const adviser = await known(c)
  const values = typedValues(submitted)
  const parsed = parse(submitted, schema, ['languages'])
  const mistakes: Mistake[] = parsed.ok ? [] : parsed.mistakes
  if (values.meetingUrl.trim() && !parseWebAddress(values.meetingUrl).ok)
    mistakes.push({ field: 'meetingUrl', reason: 'invalid' })
  const { stamp } = checkForm(c, 'consultations.adviser', submitted)
  if (!stamp.key) mistakes.push({ field: '', reason: 'expired' })
  const accounts = await possibleAccounts(db, clock.now())
  const account = accounts.find(({ id }) => String(id) === values.account)
  const others = (await listAdvisers(db, edition.id)).filter(({ id }) => id !== adviser?.id)
  if (account && others.some(({ staff_id }) => staff_id === account.id))
    mistakes.push({ field: 'account', reason: 'linked' })
  if (!parsed.ok || mistakes.length > 0) return ask(c, { values, mistakes })
  const row = {
    name: parsed.value.name,
    reading: parsed.value.reading,
    topics: parsed.value.topics.split(/[ ,]+/).filter(Boolean),
    languages: [...parsed.value.languages],
    meeting_url: parsed.value.meetingUrl,
    active: parsed.value.active === 'yes',
    staff_id: account?.id ?? null,
  }
  if (adviser) await db.updateTable('advisers').set(row).where('id', '=', adviser.id).execute()
  else
    await db
      .insertInto('advisers')
      .values({ ...row, edition_id: edition.id, created_at: clock.now() })
      .execute()
  return c.redirect(to(c, '/staff/consultations#advisers'), 303)
}
