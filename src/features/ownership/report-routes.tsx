import * as v from 'valibot'
import { dayOf } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { optionalText, ticked } from '../../http/fields.ts'
import { inWords, type MistakeInWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { parse } from '../../http/parse.ts'
import { owner, type Routes } from '../../http/routes.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { parseCount } from '../../lib/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { PageHead } from '../../ui/section.tsx'
import { activityPath } from '../activities/card.tsx'
import { Ask, formPage } from './form-page.tsx'
import { type OwnActivity, ownActivity } from './own-activity.ts'
import { reportingOn } from './ownership.ts'
import { settingOf } from './posting.ts'
import { reportOf } from './queries.ts'
import { keepReport } from './reporting.ts'
import { actOnce, stampMistakes } from './saving.ts'

const form = 'ownership.report'
const mostPeople = 10_000_000
const mostDays = 366
const schema = v.strictObject({
  people: count(mostPeople),
  days: count(mostDays),
  effects: optionalText(2000),
  mayQuote: ticked,
  mayContact: ticked,
})

/** A whole number as people write it: full-width, grouped, with 人 or 日. */
function count(most: number) {
  return v.pipe(
    v.string(),
    v.rawTransform<string, number>(({ dataset, addIssue, NEVER }) => {
      const read = parseCount(dataset.value)
      if (read.ok && read.count <= most) return read.count
      addIssue({
        message: read.ok ? 'out-of-range' : read.reason === 'empty' ? 'required' : 'not-a-number',
      })
      return NEVER
    }),
  )
}

/** Telling what happened, after the activity. */
export function addReportRoutes(list: Routes): void {
  list.get('/mine/report', owner, show)
  list.post('/mine/report', owner, take)
  list.get('/mine/report/thanks', owner, thanks)
}

async function reportable(c: Ctx) {
  const own = await ownActivity(c)
  const report = await reportOf(c.var.db, own.activity.id)
  const today = dayOf(c.var.now)
  const when = reportingOn(own.edition, own.draft.version, { today, reported: Boolean(report) })
  if (own.activity.state !== 'published' || !['open', 'late'].includes(when)) notFound()
  return { own, report, when }
}

type Typed = Map<string, string[]>

async function show(c: Ctx): Promise<Response> {
  const { own, report, when } = await reportable(c)
  const was: Typed = new Map()
  if (report) {
    was.set('people', [String(report.people)])
    was.set('days', [String(report.days)])
    was.set('effects', [report.effects])
    was.set('mayQuote', report.may_quote ? ['yes'] : [])
    was.set('mayContact', report.may_contact ? ['yes'] : [])
  }
  return reportPage(c, own, { when, mistakes: [], was })
}

function reportPage(
  c: Ctx,
  { edition }: OwnActivity,
  shown: { when: string; mistakes: MistakeInWords[]; was: Typed },
): Response {
  const { t, lang } = c.var
  const date = formatDayWithYear(edition.periods.report.to, lang)
  return formPage(c, {
    title: t('ownership.report'),
    lead: t(shown.when === 'late' ? 'ownership.report.late' : 'ownership.report.lead', { date }),
    form,
    button: t('ownership.report.button'),
    mistakes: shown.mistakes,
    back: true,
    fields: <ReportFields c={c} {...shown} />,
  })
}

type FieldsProps = { c: Ctx; mistakes: MistakeInWords[]; was: Typed }

function ReportFields(props: FieldsProps) {
  const { c, mistakes, was } = props
  const { t } = c.var
  return (
    <>
      <CountField {...props} name="people" />
      <CountField {...props} name="days" />
      <Ask
        c={c}
        mistakes={mistakes}
        mayBeEmpty
        type="textarea"
        name="effects"
        label={t('ownership.report.effects')}
        hint={t('ownership.report.effects.hint')}
        value={was.get('effects')?.at(-1)}
      />
      <Permission {...props} name="mayQuote" />
      <Permission {...props} name="mayContact" />
    </>
  )
}

function CountField({ c, mistakes, was, name }: FieldsProps & { name: 'people' | 'days' }) {
  const { t } = c.var
  return (
    <Ask
      c={c}
      mistakes={mistakes}
      inputmode="numeric"
      width="short"
      name={name}
      label={t(`ownership.report.${name}`)}
      hint={t(`ownership.report.${name}.hint`)}
      unit={t(`ownership.report.${name}.unit`)}
      value={was.get(name)?.at(-1)}
    />
  )
}

function Permission({ c, was, name }: FieldsProps & { name: 'mayQuote' | 'mayContact' }) {
  const { t } = c.var
  const checked = was.get(name)?.at(-1) === 'yes'
  return (
    <Choice
      name={name}
      type="checkbox"
      label={t(`ownership.report.${name}`)}
      options={[{ value: 'yes', label: t(`ownership.report.${name}.yes`), checked }]}
    />
  )
}

async function take(c: Ctx): Promise<Response> {
  const own = await ownActivity(c)
  const submitted = await readSubmitted(c)
  const parsed = parse(submitted, schema)
  const mistakes = parsed.ok ? [] : parsed.mistakes
  mistakes.push(...stampMistakes(c, form, submitted))
  if (!parsed.ok || mistakes.length > 0) {
    const { when } = await reportable(c)
    const words = inWords(c, 'ownership', mistakes)
    return reportPage(c, own, { when, mistakes: words, was: submitted.fields })
  }
  const setting = await settingOf(c)
  const done = await actOnce(c, { form, submitted }, (trx) =>
    keepReport(trx, setting, own, parsed.value),
  )
  if (done !== 'again' && !done.result) return notFound()
  return c.redirect(to(c, '/mine/report/thanks'), 303)
}

async function thanks(c: Ctx): Promise<Response> {
  const { t, db } = c.var
  const { activity, edition } = await ownActivity(c)
  if (activity.state !== 'published' || !(await reportOf(db, activity.id))) notFound()
  const title = t('ownership.report.thanks.title')
  const path = activityPath(edition, activity.number as number)
  return page(
    c,
    { title, trail: [{ href: '/mine/activity', label: t('ownership.title') }] },
    <div class="form-page">
      <PageHead title={title} lead={t('ownership.report.thanks.text')} />
      <p class="acts">
        <Button href={to(c, `${path}/certificate.pdf`)}>{t('ownership.certificate')}</Button>
        <Button kind="secondary" href={to(c, '/mine/activity')}>
          {t('ownership.back')}
        </Button>
      </p>
    </div>,
  )
}
