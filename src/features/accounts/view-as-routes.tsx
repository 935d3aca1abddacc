import * as v from 'valibot'
import { dayOf, zone } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { FormStart, inWords, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { type Mistake, parse } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { remember } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { ActButton, Mistakes } from './form-parts.tsx'
import { staffSession } from './staff-sessions.ts'

/** "View as of": pages for staff as they will be, or were. guard.ts keeps it away from changes. */
export function addViewAsRoutes(list: Routes): void {
  const own = may('staff.enter')
  list.get('/staff/view-as', own, (c) => show(c, []))
  list.post('/staff/view-as', own, take)
  list.post('/staff/view-as/end', own, end)
}

function show(c: Ctx, mistakes: Mistake[]): Promise<Response> {
  const { t, lang, clock } = c.var
  const { viewAs } = staffSession(c).data
  const shown = viewAs ? Temporal.Instant.from(viewAs) : clock.now()
  const words = inWords(c, 'accounts', mistakes)
  return staffPage(
    c,
    { title: t('accounts.view-as.title'), mistaken: words.length > 0 },
    <div class="form-page stack">
      <Mistakes c={c} mistakes={words} />
      <PageHead title={t('accounts.view-as.title')} lead={t('accounts.view-as.lead')} />
      <p>{t('accounts.view-as.now', { time: formatInstant(clock.now(), lang) })}</p>
      <MomentForm c={c} shown={shown} mistakes={words} />
      {viewAs && (
        <ActButton
          c={c}
          action="/staff/view-as/end"
          form="accounts.view-as"
          label={t('accounts.view-as.end')}
        />
      )}
    </div>,
  )
}

function MomentForm(props: { c: Ctx; shown: Temporal.Instant; mistakes: MistakeInWords[] }) {
  const { c, mistakes } = props
  const { t } = c.var
  const time = props.shown.toZonedDateTimeISO(zone).toPlainTime()
  return (
    <form method="post" action={to(c, '/staff/view-as')} noValidate>
      <FormStart c={c} form="accounts.view-as" />
      <Field
        name="day"
        type="date"
        label={t('accounts.view-as.day')}
        width="medium"
        value={dayOf(props.shown).toString()}
        error={wordsAt(mistakes, 'day')}
      />
      <Field
        name="time"
        label={t('accounts.view-as.time')}
        hint={t('accounts.view-as.time.hint')}
        width="short"
        value={time.toString({ smallestUnit: 'minute' })}
        error={wordsAt(mistakes, 'time')}
      />
      <FormActions>
        <Button>{t('accounts.view-as.submit')}</Button>
      </FormActions>
    </form>
  )
}

const readDay = (text: string) =>
  attempt(() => Temporal.PlainDate.from(text.normalize('NFKC').trim()))
const readTime = (text: string) =>
  attempt(() => Temporal.PlainTime.from(text.normalize('NFKC').trim()))

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

const moment = v.strictObject({
  day: v.pipe(
    v.string('required'),
    v.nonEmpty('required'),
    v.check((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && readDay(text) !== undefined, 'invalid'),
  ),
  time: v.pipe(
    v.string('required'),
    v.nonEmpty('required'),
    v.check(
      (text) =>
        /^\d{1,2}:\d{2}$/.test(text.normalize('NFKC').trim()) &&
        readTime(text.padStart(5, '0')) !== undefined,
      'invalid',
    ),
  ),
})

async function take(c: Ctx): Promise<Response> {
  const parsed = parse(await readSubmitted(c), moment)
  if (!parsed.ok) return show(c, parsed.mistakes)
  const day = readDay(parsed.value.day)
  const plainTime = readTime(parsed.value.time.normalize('NFKC').trim().padStart(5, '0'))
  if (!day || !plainTime) return show(c, [{ field: 'day', reason: 'invalid' }])
  const at = day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
  await remember(c, { viewAs: at.toString() })
  return c.redirect(to(c, '/staff'), 303)
}

async function end(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  delete staffSession(c).data.viewAs
  await remember(c, {})
  return c.redirect(to(c, '/staff'), 303)
}
