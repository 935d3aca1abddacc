import * as v from 'valibot'
import { transaction } from '../../db/transaction.ts'
import { scriptPath } from '../../http/asset-routes.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault } from '../../http/faults.ts'
import { oneOf, optionalText } from '../../http/fields.ts'
import { checkForm, FormStart, inWords, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { riskOfSigns, signsOn } from '../../http/form-risk.ts'
import { once } from '../../http/once.ts'
import { page, to } from '../../http/page.tsx'
import { parse, typed } from '../../http/parse.ts'
import { countAgainst } from '../../http/rate-limit.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { networkOf } from '../../http/visitors.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { activityPath } from './card.tsx'
import { publishedBy } from './published.ts'

const reasons = ['spam', 'wrong', 'offensive', 'rights', 'other'] as const
const concern = v.strictObject({ reason: oneOf(reasons), body: optionalText(1000) })
const path = '/activities/:number{[0-9a-z-]+-[0-9]+}/concern'

/** "Report a problem": anybody may tell the secretariat about a public entry, without a name. */
export function addConcernRoutes(list: Routes): void {
  list.get(path, visitor, (c) => show(c, [], {}))
  list.post(path, visitor, take)
  list.get('/activities/:number{[0-9a-z-]+-[0-9]+}/concern/thanks', visitor, thanks)
}

async function show(
  c: Ctx,
  mistakes: MistakeInWords[],
  values: { reason?: string; body?: string },
): Promise<Response> {
  const { t } = c.var
  const { edition, activity, version } = await publishedBy(c)
  const own = activityPath(edition, activity.number as number)
  const title = t('activities.concern.title')
  const trail = [
    { href: '/activities', label: t('activities.title') },
    { href: own, label: version.title },
  ]
  return page(
    c,
    { title, trail, mistaken: mistakes.length > 0, scripts: [scriptPath('work')] },
    <ConcernForm c={c} own={own} mistakes={mistakes} values={values} />,
  )
}

type FormProps = {
  c: Ctx
  own: string
  mistakes: MistakeInWords[]
  values: { reason?: string; body?: string }
}

function ConcernForm({ c, own, mistakes, values }: FormProps) {
  const { t } = c.var
  return (
    <div class="form-page">
      {mistakes.length > 0 && (
        <ErrorSummary
          title={t('site.error.summary')}
          errors={mistakes.map(({ field, text }) => ({ name: field || 'main', message: text }))}
        />
      )}
      <PageHead title={t('activities.concern.title')} lead={t('activities.concern.lead')} />
      <form method="post" action={to(c, `${own}/concern`)} noValidate>
        <FormStart c={c} form="activities.concern" work />
        <Choice
          name="reason"
          type="radio"
          label={t('activities.concern.reason')}
          error={wordsAt(mistakes, 'reason')}
          options={reasons.map((reason) => ({
            value: reason,
            label: t(`activities.concern.reason.${reason}`),
            checked: values.reason === reason,
          }))}
        />
        <Field
          name="body"
          type="textarea"
          label={t('activities.concern.body')}
          optional={t('site.form.optional')}
          error={wordsAt(mistakes, 'body')}
          value={values.body}
        />
        <FormActions>
          <Button>{t('activities.concern.send')}</Button>
        </FormActions>
      </form>
    </div>
  )
}

async function take(c: Ctx): Promise<Response> {
  const { db, now } = c.var
  const { edition, activity } = await publishedBy(c)
  const submitted = await readSubmitted(c)
  const parsed = parse(submitted, concern)
  const check = checkForm(c, 'activities.concern', submitted)
  const { key } = check.stamp
  if (!parsed.ok || !key) {
    const mistakes = parsed.ok ? [{ field: '', reason: 'expired' }] : parsed.mistakes
    return show(c, inWords(c, 'activities', mistakes), {
      reason: typed(submitted, 'reason'),
      body: typed(submitted, 'body'),
    })
  }
  const wait = await countAgainst(db, `concern ${networkOf(c)}`, { most: 6, seconds: 300 }, now)
  if (wait > 0) throw new Fault(429, { seconds: wait })
  const own = activityPath(edition, activity.number as number)
  const signs = signsOn(check)
  await transaction(db, (trx) =>
    once(trx, { form: 'activities.concern', key, now }, async () => {
      await trx
        .insertInto('concerns')
        .values({
          activity_id: activity.id,
          ...parsed.value,
          risk: riskOfSigns(signs),
          risk_reasons: signs,
          created_at: now,
          handled_at: null,
          handled_by: null,
        })
        .execute()
      return `${own}/concern/thanks`
    }),
  )
  return c.redirect(to(c, `${own}/concern/thanks`), 303)
}

async function thanks(c: Ctx): Promise<Response> {
  const { t } = c.var
  const title = t('activities.concern.thanks.title')
  return page(
    c,
    { title, trail: [{ href: '/activities', label: t('activities.title') }] },
    <PageHead title={title} lead={t('activities.concern.thanks.text')} />,
  )
}
