import type { ComponentChildren } from 'preact'
import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { hasMessage } from '../../i18n/messages.ts'
import { Status, type StatusKind } from '../../ui/status.tsx'
import type { ActivityState } from '../activities/activity.ts'
import { type Edition, publicNumber } from '../editions/edition.ts'
import { ageInDays, riskLevel } from './moderation.ts'

const kinds: Record<ActivityState, StatusKind> = {
  draft: 'draft',
  unconfirmed: 'draft',
  submitted: 'waiting',
  returned: 'returned',
  published: 'published',
  rejected: 'closed',
  withdrawn: 'hidden',
  suspended: 'hidden',
}

/** The state of a registration, with the change that waits. */
export function StateWord(props: { c: Ctx; state: ActivityState; changeWaits: boolean }) {
  const { c, state } = props
  const changed = state === 'published' && props.changeWaits
  return (
    <Status kind={changed ? 'waiting' : kinds[state]}>
      {c.var.t(changed ? 'activities.state.change-waiting' : `moderation.state.${state}`)}
    </Status>
  )
}

/** A registration's title as a link to its page for staff, with who registered it and from where. */
export function TitleLink(props: {
  c: Ctx
  id: number
  title: string
  name: string
  prefecture?: string | null | undefined
}) {
  const lang = props.c.var.lang === 'ja' ? undefined : 'ja'
  return (
    <span class="table-wide" lang={lang}>
      <a href={to(props.c, `/staff/activities/${props.id}`)}>{props.title}</a>
      <br />
      <span class="soft">{props.name}</span>
      {props.prefecture && (
        <>
          <br />
          <span class="soft" lang={props.c.var.lang}>
            {props.prefecture}
          </span>
        </>
      )}
    </span>
  )
}

/** The permanent number, or a dash before it is dealt. */
export function numberOf(edition: Edition, number: number | null): string {
  return number === null ? '–' : publicNumber(edition, number)
}

/** How long something has waited, in working days; marked when longer than promised. */
export function Age(props: { c: Ctx; edition: Edition; since: Temporal.Instant }) {
  const { c, edition } = props
  const days = ageInDays(props.since, c.var.now)
  const words = c.var.t('moderation.age', { days })
  if (days <= edition.secretariat.serviceDays) return <>{words}</>
  return (
    <span>
      <Status kind="warning">
        {words} {c.var.t('moderation.overdue')}
      </Status>
    </span>
  )
}

/** How much care it asks for, with the reasons in words: nobody has to know what 45 means. */
export function Risk(props: { c: Ctx; risk: number; reasons: string[] }): ComponentChildren {
  const { c, risk, reasons } = props
  const level = riskLevel(risk)
  if (level === 'none') return <span class="soft">{c.var.t('moderation.risk.none')}</span>
  const words = c.var.t(`moderation.risk.level.${level}`)
  return (
    <div class="table-wide">
      {level === 'high' ? <Status kind="warning">{words}</Status> : words}
      <RiskReasons c={c} reasons={reasons} />
    </div>
  )
}

/** Why: one reason a line. */
export function RiskReasons({ c, reasons }: { c: Ctx; reasons: string[] }) {
  if (reasons.length === 0) return null
  return (
    <ul class="soft">
      {riskWords(c, reasons).map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  )
}

/** Reasons of the risk as words; a reason of an older version of the program stays as it is. */
function riskWords(c: Ctx, reasons: string[]): string[] {
  return reasons.map((reason) => {
    const key = `moderation.risk.${reason}`
    return hasMessage(key) ? c.var.t(key) : reason
  })
}
