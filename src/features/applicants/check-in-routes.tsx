import type { Ctx } from '../../http/context.ts'
import { checkForm, FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SearchBox } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { doorsOf } from '../applications/queue.ts'
import { actorOf } from '../intake/officer.ts'
import { type Here, HereSection, hereOf } from './here-view.tsx'
import { listPath } from './list-filter.ts'
import { oneEvent, type OneEvent } from './one-event.ts'
import { type Applicant, countApplicants, findApplicant, listApplicants } from './queries.ts'
import { numberOf } from './words.tsx'

const path = '/staff/events/:slug/applicants/check-in'
const form = 'applicants.check-in'
const shown = 50

/** At the entrance: search by name or number, press once. Works without a script. */
export function addCheckInRoutes(list: Routes): void {
  list.get(path, may('applications.manage'), show)
  list.post(path, may('applications.manage'), mark)
}

async function show(c: Ctx): Promise<Response> {
  const { db, t } = c.var
  const one = await oneEvent(c)
  const q = (c.req.query('q') ?? '').slice(0, 200)
  const filter = { states: ['confirmed', 'held'], text: q } as const
  const page = { limit: shown, offset: 0, sortedBy: 'reading' } as const
  const people = await listApplicants(db, one.event.id, filter, page)
  const came = await countApplicants(db, one.event.id, { attendance: 'came' })
  return staffPage(
    c,
    { title: t('applicants.check-in.title') },
    <CheckIn c={c} one={one} people={people} q={q} came={came} here={await hereOf(c, one.event)} />,
  )
}

type Props = {
  c: Ctx
  one: OneEvent
  people: Applicant[]
  q: string
  came: number
  here: Here | undefined
}

function CheckIn({ c, one, people, q, came, here }: Props) {
  const { t, lang } = c.var
  const title = pick(one.event.title, lang)
  return (
    <div class="stack">
      <p>
        <a href={to(c, listPath(one.event.slug, {}))}>{t('applicants.back')}</a>
      </p>
      <PageHead
        title={t('applicants.check-in.title')}
        over={<span lang={title.lang === lang ? undefined : title.lang}>{title.text}</span>}
        lead={t('applicants.check-in.lead', { count: came })}
      />
      <SearchBox
        action={to(c, c.req.path)}
        name="q"
        label={t('applicants.check-in.search')}
        hint={t('applicants.check-in.hint')}
        button={t('applicants.search.button')}
        value={q}
      />
      <p class="soft">
        {t('applicants.check-in.reception')}:{' '}
        <a href={to(c, listPath(one.event.slug, {}, '/reception'))}>
          {t('applicants.reception.title')}
        </a>
      </p>
      {people.length === 0 ? (
        <EmptyState title={t('applicants.none')} text={t('applicants.check-in.none')} />
      ) : (
        <People c={c} one={one} people={people} q={q} />
      )}
      {here && <HereSection c={c} event={one.event} here={here} />}
    </div>
  )
}

function People({ c, one, people, q }: Omit<Props, 'came' | 'here'>) {
  const { t } = c.var
  return (
    <Table
      caption={t('applicants.check-in.title')}
      captionHidden
      columns={[
        { label: t('applicants.name') },
        { label: t('applicants.number'), narrow: true },
        { label: t('applicants.acts'), quiet: true },
      ]}
      rows={people.map((person) => ({
        id: String(person.id),
        cells: [
          <span lang="ja">
            {person.name} <span class="soft">{person.organisation}</span>
          </span>,
          numberOf(c, one.event, person),
          <MarkForm c={c} person={person} q={q} />,
        ],
      }))}
    />
  )
}

function MarkForm({ c, person, q }: { c: Ctx; person: Applicant; q: string }) {
  const { t } = c.var
  const came = person.attendance === 'came'
  return (
    <form method="post" action={to(c, c.req.path)}>
      <FormStart c={c} form={form} />
      <input type="hidden" name="application" value={person.id} />
      <input type="hidden" name="attendance" value={came ? 'unknown' : 'came'} />
      <input type="hidden" name="q" value={q} />
      <Button kind={came ? 'secondary' : 'primary'} about={person.name}>
        {t(came ? 'applicants.check-in.undo' : 'applicants.check-in.came')}
      </Button>
    </form>
  )
}

async function mark(c: Ctx): Promise<Response> {
  const one = await oneEvent(c)
  const submitted = await readSubmitted(c)
  const first = (name: string) => submitted.fields.get(name)?.[0] ?? ''
  const { key } = checkForm(c, form, submitted).stamp
  const person = await findApplicant(c.var.db, one.event.id, Number(first('application')) || 0)
  const attendance = first('attendance') === 'came' ? 'came' : 'unknown'
  if (key && person) {
    await doorsOf(c.var).pass(person.pool_id, {
      door: 'mark',
      applicationId: person.id,
      attendance,
      actor: actorOf(c),
    })
    await leaveFlash(c, {
      message: attendance === 'came' ? 'applicants.flash.came' : 'applicants.flash.unmark',
      values: { name: person.name },
    })
  }
  const query = first('q') ? `?q=${encodeURIComponent(first('q'))}` : ''
  return c.redirect(to(c, c.req.path) + query, 303)
}
