import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { staffPage } from '../../http/staff-page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { ActivityArticle } from '../activities/article.tsx'
import { activityPath } from '../activities/card.tsx'
import type { StoredPicture } from '../activities/pictures.ts'
import type { Activity, StoredVersion } from '../activities/queries.ts'
import type { Version } from '../activities/version.ts'
import { publicNumber } from '../editions/edition.ts'
import type { Alike } from './alike.ts'
import { ChangeDiff } from './change-diff.tsx'
import { DecidePanel } from './decide-panel.tsx'
import { type Desk, mayDecide } from './desk.ts'
import { Evidence } from './evidence.tsx'
import { History } from './history.tsx'
import {
  type Case,
  claimHours,
  isClaimedByOther,
  type Refusal,
  riskLevel,
  workOf,
} from './moderation.ts'
import { PrivatePart } from './private-part.tsx'
import type { DecisionEntry, openConcernsOf, otherHistory } from './queries.ts'
import { type Returned, SinceReturn } from './since-return.tsx'
import { RiskReasons, StateWord } from './words.tsx'

export type OneProps = {
  c: Ctx
  desk: Desk
  activity: Activity
  version: StoredVersion
  /** The public part of the version at hand, and of the one that it would replace. */
  shown: Version
  before: Version | undefined
  returned: Returned | undefined
  picture: StoredPicture | undefined
  it: Case
  made: DecisionEntry[]
  others: Awaited<ReturnType<typeof otherHistory>>
  alike: Alike[]
  concerns: Awaited<ReturnType<typeof openConcernsOf>>
  names: Map<number, string>
  refused: { refusal: Refusal; written?: string } | undefined
}

/** One registration as the desk sees it: what would be public, what never is, what speaks for what. */
export function onePage(props: OneProps): Promise<Response> {
  const { c, desk, activity, shown, picture } = props
  const number = activity.number
  return staffPage(
    c,
    { title: shown.title, wide: true, mistaken: props.refused !== undefined },
    <div class="stack">
      <Refused {...props} />
      <Head {...props} />
      <div class="columns columns-side">
        <div class="stack">
          <SinceReturn {...props} />
          {props.before && (
            <ChangeDiff c={c} desk={desk} before={props.before} after={shown} since="publication" />
          )}
          <div class="preview-frame">
            <ActivityArticle
              c={c}
              edition={desk.edition}
              version={shown}
              number={number}
              picture={picture}
            />
          </div>
          <PrivatePart c={c} desk={desk} activity={activity} version={props.version} />
        </div>
        <aside class="stack">{mayDecide(desk) && <DecidePanel {...props} />}</aside>
      </div>
      <Concerns {...props} />
      <Evidence {...props} />
      <Section id="history" title={c.var.t('moderation.history')} quiet>
        <History {...props} />
      </Section>
    </div>,
  )
}

/** Why the last order was not carried out. What the officer had written is shown again, never lost. */
function Refused({ c, refused }: OneProps) {
  const { t } = c.var
  if (!refused) return null
  return (
    <Notice
      kind="error"
      live
      word={t('moderation.refused')}
      title={t(`moderation.refused.${refused.refusal}`)}
    >
      {refused.written && (
        <>
          <p>{t('moderation.refused.written')}</p>
          <p class="prose">{refused.written}</p>
        </>
      )}
    </Notice>
  )
}

function Head(props: OneProps) {
  const { c, desk, activity, it, version } = props
  const { t, lang } = c.var
  const work = workOf(it)
  const number = activity.number
  const when = formatInstant(activity.submitted_at ?? version.createdAt, lang)
  const changeWaits = activity.proposed_version_id !== null
  return (
    <div class="stack">
      <p>
        {number !== null && <strong class="figures">{publicNumber(desk.edition, number)}</strong>}{' '}
        <StateWord c={c} state={activity.state} changeWaits={changeWaits} />{' '}
        {work && <span>{t(`moderation.work.${work}`)}</span>}{' '}
        <span class="soft">{t('moderation.one.received', { when })}</span>{' '}
        {activity.state === 'published' && number !== null && (
          <a href={to(c, activityPath(desk.edition, number))}>{t('moderation.one.public')}</a>
        )}
      </p>
      <Warnings {...props} />
    </div>
  )
}

/** The risk in words, and whose hands it is in. */
function Warnings({ c, desk, activity, it, names }: OneProps) {
  const { t, clock } = c.var
  const level = riskLevel(activity.risk)
  const claimer = activity.claimed_by === null ? undefined : names.get(activity.claimed_by)
  const isTheirs = isClaimedByOther(it, desk.staff.id, clock.now())
  return (
    <>
      {level !== 'none' && (
        <Notice
          kind={level === 'high' ? 'warning' : 'info'}
          word={t('moderation.column.risk')}
          title={t(`moderation.risk.level.${level}`)}
        >
          <RiskReasons c={c} reasons={activity.risk_reasons} />
        </Notice>
      )}
      {claimer && isTheirs && (
        <Notice kind="warning" word={t('moderation.column.claimed')}>
          <p>{t('moderation.one.claimed', { name: claimer, hours: claimHours })}</p>
        </Notice>
      )}
    </>
  )
}

function Concerns({ c, concerns }: OneProps) {
  const { t, lang } = c.var
  if (concerns.length === 0) return null
  return (
    <Section
      id="concerns"
      title={t('moderation.concerns.title')}
      more={{ href: to(c, '/staff/concerns'), label: t('moderation.concerns.all') }}
      quiet
    >
      <ul>
        {concerns.map((concern) => (
          <li key={concern.id}>
            <strong>{t(`activities.concern.reason.${concern.reason}`)}</strong>{' '}
            <span class="soft">{formatInstant(concern.created_at, lang)}</span>
            {concern.body && <p>{concern.body}</p>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
