import { scriptPath } from '../../http/asset-routes.ts'
import type { Ctx } from '../../http/context.ts'
import { checkForm, FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { pick } from '../../lib/languages.ts'
import { Field } from '../../ui/field.tsx'
import { PageHead } from '../../ui/section.tsx'
import { receiptNumber } from '../applications/application.ts'
import { doorsOf } from '../applications/queue.ts'
import { actorOf } from '../intake/officer.ts'
import { listPath } from './list-filter.ts'
import { oneEvent, type OneEvent } from './one-event.ts'
import { findApplicant, listApplicants } from './queries.ts'

const path = '/staff/events/:slug/applicants/reception'
const form = 'applicants.reception'
const everybody = 10_000
/** More than one telephone has noted while it was without a network. */
const mostMarks = 2_000

/** The reception on a telephone that may lose its network; needs a script, the other one does not. */
export function addReceptionRoutes(list: Routes): void {
  list.get(path, may('applications.manage'), show)
  list.get(`${path}.json`, may('applications.manage'), sendPeople)
  list.post(path, may('applications.manage'), takeMarks)
}

async function show(c: Ctx): Promise<Response> {
  const one = await oneEvent(c)
  return staffPage(
    c,
    { title: c.var.t('applicants.reception.title'), scripts: [scriptPath('reception')] },
    <Reception c={c} one={one} />,
  )
}

type Props = { c: Ctx; one: OneEvent }

/** What the script says; it fills `{…}` in. */
const words = ['came', 'undo', 'online', 'offline', 'unsent', 'sign-in', 'count', 'none'] as const

function Reception({ c, one }: Props) {
  const { t, lang } = c.var
  const title = pick(one.event.title, lang)
  return (
    <div class="stack">
      <p>
        <a href={to(c, listPath(one.event.slug, {}, '/check-in'))}>
          {t('applicants.check-in.title')}
        </a>
      </p>
      <PageHead
        title={t('applicants.reception.title')}
        over={<span lang={title.lang === lang ? undefined : title.lang}>{title.text}</span>}
        lead={t('applicants.reception.lead')}
      />
      <noscript>
        <p>{t('applicants.reception.no-script')}</p>
      </noscript>
      <Desk c={c} one={one} />
    </div>
  )
}

/** Empty and hidden until the script (browser/reception.ts) fills it. */
function Desk({ c, one }: Props) {
  const { t } = c.var
  const places = { came: '{came}', all: '{all}', count: '{count}' }
  const texts = words.map((word) => [word, t(`applicants.reception.${word}`, places)])
  return (
    <form
      method="post"
      action={to(c, listPath(one.event.slug, {}, '/reception'))}
      class="stack"
      data-reception={one.event.slug}
      data-worker={scriptPath('reception-worker')}
      data-words={JSON.stringify(Object.fromEntries(texts))}
      hidden
    >
      <FormStart c={c} form={form} />
      <p role="status" class="soft" data-line />
      <Field
        name="search"
        label={t('applicants.check-in.search')}
        hint={t('applicants.check-in.hint')}
        autocomplete="off"
      />
      <ul class="rows" data-list />
    </form>
  )
}

/** Those with a place, as the telephone keeps them for the day. */
async function sendPeople(c: Ctx): Promise<Response> {
  const { event } = await oneEvent(c)
  const people = await listApplicants(
    c.var.db,
    event.id,
    { states: ['confirmed', 'held'] },
    { limit: everybody, offset: 0, sortedBy: 'reading' },
  )
  return c.json({
    people: people.map(({ id, number, name, reading, organisation, attendance }) => ({
      id,
      number: receiptNumber(event.slug, number),
      name,
      reading,
      organisation,
      came: attendance === 'came',
    })),
  })
}

/** Marks as `id came` or `id unknown`; told again they change nothing. @returns the ids that are done */
async function takeMarks(c: Ctx): Promise<Response> {
  const { event } = await oneEvent(c)
  const submitted = await readSubmitted(c)
  checkForm(c, form, submitted)
  const done: number[] = []
  for (const line of (submitted.fields.get('mark') ?? []).slice(0, mostMarks)) {
    const [, id, attendance] = /^(\d{1,15}) (came|unknown)$/.exec(line) ?? []
    if (!id) continue
    const person = await findApplicant(c.var.db, event.id, Number(id))
    if (person)
      await doorsOf(c.var).pass(person.pool_id, {
        door: 'mark',
        applicationId: person.id,
        attendance: attendance as 'came' | 'unknown',
        actor: actorOf(c),
      })
    done.push(Number(id))
  }
  return c.json({ done })
}
