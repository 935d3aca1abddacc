import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { checkForm, FormStart } from '../../http/form.tsx'
import { once } from '../../http/once.ts'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { writeAudit } from '../audit/queries.ts'
import { actorOf } from '../intake/officer.ts'
import { oneEvent, type OneEvent } from './one-event.ts'
import { answerNeed, listNeeds, type Need } from './support.ts'

const path = '/staff/events/:slug/support'
const form = 'applicants.support'

/** What people need in order to take part: seen and answered by those who arrange it, by nobody else. */
export function addSupportRoutes(list: Routes): void {
  list.get(path, may('support.arrange'), async (c) => {
    const one = await oneEvent(c)
    const needs = await listNeeds(c.var.db, one.event.id)
    const title = c.var.t('applicants.support.title')
    return staffPage(c, { title }, <Needs c={c} one={one} needs={needs} />)
  })
  list.post(`${path}/:id{[0-9]+}`, may('support.arrange'), answer)
}

function Needs({ c, one, needs }: { c: Ctx; one: OneEvent; needs: Need[] }) {
  const { t, lang } = c.var
  const title = pick(one.event.title, lang)
  const { support_ask_by: until } = one.event
  return (
    <div class="stack">
      <PageHead
        title={t('applicants.support.title')}
        over={<span lang={title.lang === lang ? undefined : title.lang}>{title.text}</span>}
        lead={
          until ? t('applicants.support.until', { date: formatInstant(until, lang) }) : undefined
        }
      />
      <p class="soft">{t('applicants.support.private')}</p>
      {needs.length === 0 ? (
        <EmptyState title={t('applicants.support.none')} text={t('applicants.support.none.text')} />
      ) : (
        needs.map((need) => <OneNeed key={need.id} c={c} one={one} need={need} />)
      )}
    </div>
  )
}

function OneNeed({ c, one, need }: { c: Ctx; one: OneEvent; need: Need }) {
  const { t, lang } = c.var
  return (
    <Section id={`need-${need.id}`} title={need.name} quiet>
      <DefinitionList
        items={[
          { term: t('applicants.support.what'), value: kindsInWords(c, need) },
          { term: t('applicants.support.note'), value: need.note, lang: 'ja' },
          { term: t('applicants.support.asked'), value: formatInstant(need.askedAt, lang) },
          { term: t('applicants.state'), value: t(`applicants.support.state.${need.state}`) },
        ].filter(({ value }) => value !== '')}
      />
      <form method="post" action={to(c, `/staff/events/${one.event.slug}/support/${need.id}`)}>
        <FormStart c={c} form={form} />
        <Field
          name={`answer-${need.id}`}
          type="textarea"
          rows={2}
          label={t('applicants.support.answer')}
          hint={t('applicants.support.answer.hint')}
          value={need.answer}
        />
        <div class="form-actions">
          <Button name="state" value="arranged" about={need.name}>
            {t('applicants.support.arranged')}
          </Button>
          <Button kind="secondary" name="state" value="impossible" about={need.name}>
            {t('applicants.support.impossible')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

function kindsInWords(c: Ctx, need: Need): string {
  const words = need.kinds.map((kind) =>
    c.var.t(`applicants.support.kind.${kind}` as 'applicants.support.kind.captions'),
  )
  return words.join('、')
}

async function answer(c: Ctx): Promise<Response> {
  const one = await oneEvent(c)
  const id = idFrom(c.req.param('id'))
  const submitted = await readSubmitted(c)
  const first = (name: string) => submitted.fields.get(name)?.[0] ?? ''
  const { key } = checkForm(c, form, submitted).stamp
  const state = first('state') === 'impossible' ? 'impossible' : 'arranged'
  const text = cleanText(first(`answer-${id}`)).slice(0, 2000)
  const now = c.var.clock.now()
  if (key)
    await transaction(c.var.db, (trx) =>
      once(trx, { form, key, now }, async () => {
        const by = actorOf(c)
        const answered = await answerNeed(trx, one.event.id, {
          id,
          state,
          text,
          staffId: by.id,
          now,
        })
        await writeAudit(trx, {
          action: 'applications.support-answered',
          actor: by,
          subject: { kind: 'application', id, name: orNotFound(answered).name },
          at: now,
        })
        return c.req.path
      }),
    )
  await leaveFlash(c, { message: 'applicants.support.saved' })
  return c.redirect(to(c, `/staff/events/${one.event.slug}/support`), 303)
}
