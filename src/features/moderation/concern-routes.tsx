import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import type { ActivityState } from '../activities/activity.ts'
import { lockActivity } from '../activities/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import { actOnce } from './acting.ts'
import { type ConcernGroup, openConcerns } from './concern-queries.ts'
import { subjectOf, versionAtHand } from './deciding.ts'
import { actorOf, type Desk, deskOf, inScope, mayDecide, scopeOf } from './desk.ts'
import { closeConcerns } from './queries.ts'
import { numberOf, RiskReasons, StateWord } from './words.tsx'

/** What readers have reported: everything about one registration is one matter. */
export function addConcernDeskRoutes(list: Routes): void {
  list.get('/staff/concerns', may('activities.read'), show)
  list.post('/staff/concerns/:id{[0-9]+}', may('activities.moderate'), dismiss)
}

async function show(c: Ctx): Promise<Response> {
  const { t, db } = c.var
  const desk = await deskOf(c, 'activities.read')
  const groups = await openConcerns(db, {
    editionId: desk.edition.id,
    scope: scopeOf(desk, 'activities.read'),
  })
  const title = t('moderation.concerns.title')
  return staffPage(
    c,
    { title },
    <>
      <PageHead title={title} lead={t('moderation.concerns.lead')} />
      {groups.length === 0 && (
        <EmptyState
          title={t('moderation.concerns.none')}
          text={t('moderation.concerns.none.text')}
        />
      )}
      {groups.map((group) => (
        <Group key={group.activityId} c={c} desk={desk} group={group} />
      ))}
    </>,
  )
}

function Group({ c, desk, group }: { c: Ctx; desk: Desk; group: ConcernGroup }) {
  const { t, lang } = c.var
  const path = `/staff/activities/${group.activityId}`
  return (
    <Section
      id={`concern-${group.activityId}`}
      title={`${numberOf(desk.edition, group.number)} ${group.title}`}
      quiet
    >
      <p>
        {group.name} <StateWord c={c} state={group.state as ActivityState} changeWaits={false} />{' '}
        <a href={to(c, path)}>{t('moderation.alike.open')}</a>
      </p>
      <ul>
        {group.concerns.map(({ id, reason, body, created_at, risk_reasons }) => (
          <li key={id}>
            <strong>{t(`activities.concern.reason.${reason}`)}</strong>{' '}
            <span class="soft">{formatInstant(Temporal.Instant.from(created_at), lang)}</span>
            {body && <p>{body}</p>}
            <RiskReasons c={c} reasons={risk_reasons} />
          </li>
        ))}
      </ul>
      {mayDecide(desk) && <Outcomes c={c} group={group} path={path} />}
    </Section>
  )
}

function Outcomes({ c, group, path }: { c: Ctx; group: ConcernGroup; path: string }) {
  const { t } = c.var
  return (
    <form method="post" action={to(c, `/staff/concerns/${group.activityId}`)}>
      <FormStart c={c} form="moderation.concerns" />
      <FormActions>
        <Button kind="secondary">{t('moderation.concerns.nothing')}</Button>
        {group.state === 'published' && (
          <>
            <Button kind="link" href={to(c, `${path}/return`)}>
              {t('moderation.way.correct')}
            </Button>
            <Button kind="link" href={to(c, `${path}/suspend`)}>
              {t('moderation.way.suspend')}
            </Button>
          </>
        )}
      </FormActions>
    </form>
  )
}

/** Nothing is wrong: the reports are closed and the registration stays as it is. */
async function dismiss(c: Ctx): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const submitted = await readSubmitted(c)
  const id = idFrom(c.req.param('id'))
  const done = await actOnce(c, { form: 'moderation.concerns', submitted }, async (trx) => {
    const activity = orNotFound(await lockActivity(trx, desk.edition.id, id))
    const version = await versionAtHand(trx, activity)
    orNotFound(inScope(scopeOf(desk, 'activities.moderate'), version.prefecture) || undefined)
    const by = { staffId: desk.staff.id, outcome: 'nothing-wrong', now: desk.now }
    const count = await closeConcerns(trx, id, by)
    if (count > 0)
      await writeAudit(trx, {
        action: 'activities.concern-handled',
        actor: actorOf(desk),
        subject: subjectOf(activity, version, desk),
        after: { outcome: by.outcome, concerns: count },
        at: desk.now,
      })
    return count
  })
  if (done === 'expired') await leaveFlash(c, { message: 'moderation.flash.expired', failed: true })
  else if (done !== 'again')
    await leaveFlash(c, { message: 'moderation.flash.concerns', values: { count: done.result } })
  return c.redirect(to(c, '/staff/concerns'), 303)
}
