import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { CheckList, Choice } from '../../ui/choice.tsx'
import { Section } from '../../ui/section.tsx'
import {
  isClaimedByOther,
  possibleDecisions,
  publishing,
  refusalOf,
  undoMinutes,
  workOf,
} from './moderation.ts'
import type { OneProps } from './one-view.tsx'

/** What can be done now: take in hand, publish, and the ways that need a reason on a page of their own. */
export function DecidePanel(props: OneProps) {
  const { c, it } = props
  const { t } = c.var
  const possible = possibleDecisions(it)
  return (
    <>
      <Claim {...props} />
      {possible.includes('publish') && <Publish {...props} />}
      {possible.includes('reinstate') && <Reinstate {...props} />}
      <OtherWays {...props} />
      {possible.length === 0 && <p class="soft">{t('moderation.decide.nothing')}</p>}
    </>
  )
}

function Claim({ c, desk, activity, it }: OneProps) {
  const { t } = c.var
  if (workOf(it) === undefined || isClaimedByOther(it, desk.staff.id, c.var.clock.now()))
    return null
  const isMine = activity.claimed_by === desk.staff.id
  return (
    <form
      class="stack"
      method="post"
      action={to(c, `/staff/activities/${activity.id}/${isMine ? 'release' : 'claim'}`)}
    >
      <FormStart c={c} form="moderation.claim" />
      {isMine && <p>{t('moderation.claim.mine')}</p>}
      <Button kind="secondary">
        {t(isMine ? 'moderation.claim.release' : 'moderation.claim.take')}
      </Button>
    </form>
  )
}

function Publish(props: OneProps) {
  const { c, desk, it } = props
  const { t } = c.var
  const refusal = refusalOf(it, 'publish', { staffId: desk.staff.id, now: c.var.clock.now() })
  const isChange = workOf(it) === 'change'
  return (
    <Section
      id="publish"
      title={t(isChange ? 'moderation.publish.change' : 'moderation.publish.title')}
      quiet
    >
      {refusal ? <p>{t(`moderation.refused.${refusal}`)}</p> : <PublishForm {...props} />}
    </Section>
  )
}

function PublishForm(props: OneProps) {
  const { c, desk, activity, version, it } = props
  const { t, lang } = c.var
  const needsLook = publishing(it, desk.staff.id, false) === 'second-look'
  const effect = { minutes: undoMinutes, mail: activity.contact_email ? 'yes' : 'no' }
  return (
    <form class="stack" method="post" action={to(c, `/staff/activities/${activity.id}/publish`)}>
      <FormStart c={c} form="moderation.publish" />
      <input type="hidden" name="version" value={String(version.id)} />
      <CheckList
        name="checklist"
        legend={t('moderation.publish.checklist')}
        hint={t('moderation.publish.checklist.hint')}
        items={desk.edition.checklist.map(({ code, name }) => ({
          value: code,
          label: pick(name, lang).text,
        }))}
      />
      {needsLook ? (
        <p>{t('moderation.publish.second')}</p>
      ) : (
        <>
          <SecondLookChoice {...props} />
          <p class="soft">{t('moderation.publish.effect', effect)}</p>
        </>
      )}
      <Button>{t(needsLook ? 'moderation.publish.ask' : 'moderation.publish.button')}</Button>
    </form>
  )
}

/** An officer in doubt asks a colleague; once somebody else has looked there is nothing to ask. */
function SecondLookChoice({ c, it }: OneProps) {
  const { t } = c.var
  const looked = it.past.some(
    ({ decision, versionId }) => decision === 'second-look' && versionId === it.proposedVersionId,
  )
  if (looked) return <p>{t('moderation.publish.looked')}</p>
  return (
    <Choice
      name="second-look"
      type="checkbox"
      label={t('moderation.publish.doubt')}
      options={[{ value: 'yes', label: t('moderation.publish.doubt.box') }]}
    />
  )
}

function Reinstate({ c, activity, version }: OneProps) {
  const { t } = c.var
  return (
    <Section id="reinstate" title={t('moderation.reinstate.title')} quiet>
      <form
        class="stack"
        method="post"
        action={to(c, `/staff/activities/${activity.id}/reinstate`)}
      >
        <FormStart c={c} form="moderation.reinstate" />
        <input type="hidden" name="version" value={String(version.id)} />
        <p>{t('moderation.reinstate.effect')}</p>
        <Button>{t('moderation.reinstate.button')}</Button>
      </form>
    </Section>
  )
}

function OtherWays({ c, activity, it }: OneProps) {
  const { t } = c.var
  const ways = (['return', 'reject', 'suspend'] as const).filter((way) =>
    possibleDecisions(it).includes(way),
  )
  if (ways.length === 0) return null
  const isPublic = activity.state === 'published'
  const returning = isPublic
    ? activity.proposed_version_id === null
      ? 'correct'
      : 'return-change'
    : 'return'
  return (
    <Section id="other-ways" title={t('moderation.other.title')} quiet>
      <ul>
        {ways.map((way) => (
          <li key={way}>
            <a href={to(c, `/staff/activities/${activity.id}/${way}`)}>
              {t(`moderation.way.${way === 'return' ? returning : way}`)}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
