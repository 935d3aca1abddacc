import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import type { MessageKey } from '../../i18n/keys.ts'
import { hasMessage } from '../../i18n/messages.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { byCode } from '../editions/edition.ts'
import { pick } from '../../lib/languages.ts'
import { mayDecide } from './desk.ts'
import { isUndoable } from './moderation.ts'
import type { OneProps } from './one-view.tsx'
import type { DecisionEntry } from './queries.ts'

type Item = Parameters<typeof Timeline>[0]['items'][number] & { instant: Temporal.Instant }

/** Decisions and everything else that happened, newest first. */
export function History(props: OneProps) {
  const { c, made, others } = props
  const items = [
    ...made.map((one) => decisionItem(props, one)),
    ...others.map((one) => otherItem(props, one)),
  ]
  return (
    <Timeline
      label={c.var.t('moderation.history')}
      items={items.toSorted((one, other) => Temporal.Instant.compare(other.instant, one.instant))}
    />
  )
}

function decisionItem(props: OneProps, one: DecisionEntry): Item {
  const { c, made } = props
  const { t, lang, clock } = c.var
  const isLast = made.findLast(({ undone_at }) => undone_at === null)?.id === one.id
  const canUndo =
    isLast &&
    mayDecide(props.desk) &&
    ['published', 'returned', 'rejected'].includes(one.decision) &&
    one.decided_by !== null &&
    isUndoable(one.decided_at, clock.now())
  return {
    instant: one.decided_at,
    iso: one.decided_at.toString(),
    at: formatInstant(one.decided_at, lang),
    what: t(`moderation.decided.${one.decision}`),
    who: one.officer ?? undefined,
    detail: (
      <>
        {one.undone_at && (
          <p>{t('moderation.decided.undone', { when: formatInstant(one.undone_at, lang) })}</p>
        )}
        <Reason {...props} one={one} />
        {canUndo && (
          <form method="post" action={to(c, `/staff/decisions/${one.id}/undo`)}>
            <FormStart c={c} form="undo" />
            <Button small kind="secondary">
              {t('site.flash.undo')}
            </Button>
          </form>
        )}
      </>
    ),
  }
}

function Reason({ c, desk, activity, one }: OneProps & { one: DecisionEntry }) {
  const { t, lang } = c.var
  const reason = byCode(desk.edition.reasons, one.reason_code)
  const open = desk.edition.checklist.filter(({ code }) => !one.checklist.includes(code))
  return (
    <>
      {reason && <p>{pick(reason.name, lang).text}</p>}
      {one.reason_text && (
        <p lang={activity.language === lang ? undefined : activity.language}>{one.reason_text}</p>
      )}
      {one.decision === 'published' && one.checklist.length > 0 && open.length > 0 && (
        <p class="soft">
          {t('moderation.decided.open', {
            items: open.map(({ name }) => pick(name, lang).text).join('、'),
          })}
        </p>
      )}
    </>
  )
}

function otherItem({ c }: OneProps, one: OneProps['others'][number]): Item {
  const { t, lang } = c.var
  const keys = [`moderation.happened.${one.action}`, `audit.action.${one.action}`]
  const key = keys.find((each): each is MessageKey => hasMessage(each))
  return {
    instant: one.at,
    iso: one.at.toString(),
    at: formatInstant(one.at, lang),
    what: key ? t(key) : t('moderation.happened.other', { action: one.action }),
    who:
      one.actor_kind === 'visitor'
        ? undefined
        : one.actor_name || t(`moderation.actor.${one.actor_kind}`),
    detail: one.note ? <p>{one.note}</p> : undefined,
  }
}
