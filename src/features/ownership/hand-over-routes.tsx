import * as v from 'valibot'
import { dayOf } from '../../clock.ts'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { notFound, orNotFound } from '../../http/faults.ts'
import { line, optionalText } from '../../http/fields.ts'
import { inWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import { findLink, linkState } from '../../http/personal-links.ts'
import { owner, type Routes, visitor } from '../../http/routes.ts'
import { openSession } from '../../http/sessions.ts'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { parseEmail } from '../../lib/email-address.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { PageHead } from '../../ui/section.tsx'
import { Ask, deadLink, formPage, messagePage, pressPage } from './form-page.tsx'
import { findHandOver, openHandOver } from './hand-over-queries.ts'
import { askToTakeOver, confirmHandOver, objectToHandOver, offerHandOver } from './handing-over.ts'
import { DemoMails } from './link-views.tsx'
import { type OwnActivity, ownActivity } from './own-activity.ts'
import { isOwned, readNumber } from './ownership.ts'
import { holdBack } from './pace.ts'
import { settingOf } from './posting.ts'
import { actOnce, flashOf, noteSaved, stampMistakes } from './saving.ts'

const asking = 'ownership.take-over'
const offering = 'ownership.hand-over'
const offer = { name: line(60), email: v.string() }
const request = v.strictObject({ number: v.string(), ...offer, reason: optionalText(500) })

/** Handing a registration over to a successor: asked for by them, or offered by the owner. */
export function addHandOverRoutes(list: Routes): void {
  list.get('/hand-over', visitor, (c) => askPage(c, [], new Map()))
  list.post('/hand-over', visitor, ask)
  list.get('/hand-over/:token', visitor, show)
  list.post('/hand-over/:token', visitor, press)
  list.get('/mine/hand-over', owner, async (c) => offerPage(c, await owned(c), [], new Map()))
  list.post('/mine/hand-over', owner, give)
  list.post('/mine/hand-over/objection', owner, object)
}

async function owned(c: Ctx): Promise<OwnActivity> {
  const own = await ownActivity(c)
  return isOwned(own.activity.state) ? own : notFound()
}

type Typed = Submitted['fields']

/** Name and address of the successor, asked on both pages. */
function Successor(props: {
  c: Ctx
  words: ReturnType<typeof inWords>
  was: Typed
  isSelf?: boolean
}) {
  const { c, words, was } = props
  const { t } = c.var
  const who = props.isSelf ? 'take-over' : 'successor'
  const shared = { c, mistakes: words }
  return (
    <>
      <Ask
        {...shared}
        name="name"
        label={t(`ownership.${who}.name`)}
        autocomplete={props.isSelf ? 'name' : 'off'}
        value={was.get('name')?.at(-1)}
      />
      <Ask
        {...shared}
        name="email"
        label={t(`ownership.${who}.email`)}
        inputmode="email"
        autocomplete={props.isSelf ? 'email' : 'off'}
        value={was.get('email')?.at(-1)}
      />
    </>
  )
}

function askPage(c: Ctx, mistakes: Mistake[], was: Typed): Response {
  const { t } = c.var
  const words = inWords(c, 'ownership', mistakes)
  return formPage(c, {
    title: t('ownership.take-over'),
    lead: t('ownership.take-over.lead'),
    form: asking,
    button: t('ownership.take-over.button'),
    mistakes: words,
    fields: (
      <>
        <Ask
          c={c}
          mistakes={words}
          name="number"
          label={t('ownership.number')}
          hint={t('ownership.take-over.number.hint')}
          width="medium"
          value={was.get('number')?.at(-1)}
        />
        <Successor c={c} words={words} was={was} isSelf />
        <Ask
          c={c}
          mistakes={words}
          mayBeEmpty
          type="textarea"
          rows={3}
          name="reason"
          label={t('ownership.take-over.reason')}
          hint={t('ownership.take-over.reason.hint')}
          value={was.get('reason')?.at(-1)}
        />
      </>
    ),
  })
}

/** The same page whether there is such a registration or not. */
async function ask(c: Ctx): Promise<Response> {
  await holdBack(c, 'hand-over')
  const { lang, t } = c.var
  const submitted = await readSubmitted(c)
  const parsed = parse(submitted, request)
  const wanted = readNumber(typed(submitted, 'number'))
  const mistakes = parsed.ok ? [] : parsed.mistakes
  if (!wanted) mistakes.push({ field: 'number', reason: 'unreadable' })
  mistakes.push(...addressMistakes(submitted), ...stampMistakes(c, asking, submitted))
  const address = parseEmail(typed(submitted, 'email'))
  if (mistakes.length > 0 || !parsed.ok || !wanted || !address.ok)
    return askPage(c, firstOfEach(mistakes), submitted.fields)
  const setting = await settingOf(c)
  const { name, reason } = parsed.value
  await actOnce(c, { form: asking, submitted }, async (trx) => {
    const number = wanted.slug === setting.edition.slug ? wanted.number : 0
    const successor = { name, reason, email: address.address, lang }
    await askToTakeOver(trx, setting, number, successor)
  })
  const title = t('ownership.take-over.asked.title')
  return page(
    c,
    { title },
    <div class="form-page">
      <PageHead title={title} lead={t('ownership.take-over.asked.text')} />
      <DemoMails c={c} />
    </div>,
  )
}

function addressMistakes(submitted: Submitted): Mistake[] {
  const address = parseEmail(typed(submitted, 'email'))
  if (address.ok) return []
  return [{ field: 'email', reason: address.reason === 'empty' ? 'required' : 'invalid' }]
}

function firstOfEach(mistakes: Mistake[]): Mistake[] {
  return mistakes.filter(
    ({ field }, at) => mistakes.findIndex((other) => other.field === field) === at,
  )
}

async function show(c: Ctx): Promise<Response> {
  const { t, db, now } = c.var
  const link = await findLink(db, 'hand-over', c.req.param('token') ?? '')
  const row = link && (await findHandOver(db, link.subject_id))
  if (!row || linkState(link, now) !== 'good') return deadLink(c)
  return pressPage(c, {
    title: t('ownership.hand-over.confirm.title'),
    text: t('ownership.hand-over.confirm.text'),
    button: t('ownership.hand-over.confirm.button'),
  })
}

async function press(c: Ctx): Promise<Response> {
  await readSubmitted(c)
  const { db, t, lang } = c.var
  const link = await findLink(db, 'hand-over', c.req.param('token') ?? '')
  const setting = await settingOf(c)
  const done = link && (await transaction(db, (trx) => confirmHandOver(trx, setting, link)))
  if (!done) return deadLink(c)
  if (!done.until) {
    await openSession(c, { activityId: done.activityId, flash: flashOf('saved.handed-over') })
    return c.redirect(to(c, '/mine/activity'), 303)
  }
  const date = formatDayWithYear(dayOf(done.until), lang)
  return messagePage(c, {
    title: t('ownership.hand-over.confirmed.title'),
    text: t('ownership.hand-over.confirmed.text', { date }),
  })
}

function offerPage(c: Ctx, own: OwnActivity, mistakes: Mistake[], was: Typed): Response {
  const { t } = c.var
  const words = inWords(c, 'ownership', mistakes)
  return formPage(c, {
    title: t('ownership.hand-over'),
    lead: t('ownership.hand-over.lead', { title: own.draft.version.title }),
    form: offering,
    button: t('ownership.hand-over.button'),
    mistakes: words,
    back: true,
    fields: <Successor c={c} words={words} was={was} />,
  })
}

async function give(c: Ctx): Promise<Response> {
  const own = await owned(c)
  const submitted = await readSubmitted(c)
  const parsed = parse(submitted, v.strictObject(offer))
  const address = parseEmail(typed(submitted, 'email'))
  const mistakes = parsed.ok ? [] : parsed.mistakes
  mistakes.push(...addressMistakes(submitted), ...stampMistakes(c, offering, submitted))
  if (address.ok && address.address.toLowerCase() === own.activity.contact_email.toLowerCase())
    mistakes.push({ field: 'email', reason: 'same' })
  if (mistakes.length > 0 || !parsed.ok || !address.ok)
    return offerPage(c, own, firstOfEach(mistakes), submitted.fields)
  const setting = await settingOf(c)
  const successor = { name: parsed.value.name, email: address.address, reason: '' }
  const done = await actOnce(c, { form: offering, submitted }, (trx) =>
    offerHandOver(trx, setting, own.activity, { ...successor, lang: own.activity.language }),
  )
  if (done !== 'again' && done.result === 'limit')
    return offerPage(c, own, [{ field: 'email', reason: 'limit' }], submitted.fields)
  await noteSaved(c, 'saved.hand-over', { email: address.address })
  return c.redirect(to(c, '/mine/activity'), 303)
}

/** The owner objects on the own page, without the link. */
async function object(c: Ctx): Promise<Response> {
  const own = await owned(c)
  await readSubmitted(c)
  const { db } = c.var
  const row = orNotFound(await openHandOver(db, own.activity.id))
  const setting = await settingOf(c)
  if (await transaction(db, (trx) => objectToHandOver(trx, setting, row.id)))
    await noteSaved(c, 'saved.objected')
  return c.redirect(to(c, '/mine/activity'), 303)
}
