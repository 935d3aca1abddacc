import type { Db } from '../../db/database.ts'
import { pick } from '../../lib/languages.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import { Notice } from '../../ui/notice.tsx'
import { type Activity, findVersion } from '../activities/queries.ts'
import { publicPart, type Version } from '../activities/version.ts'
import { byCode, type Edition } from '../editions/edition.ts'
import { ChangeDiff } from './change-diff.tsx'
import type { OneProps } from './one-view.tsx'
import type { DecisionEntry } from './queries.ts'

/** The return that the text at hand answers, with the text that was returned. */
export type Returned = {
  decision: DecisionEntry
  /** Undefined when a correction of what is public was asked for: that text stands beside it anyway. */
  shown: Version | undefined
}

// An appeal or a decision about the text ends the talk that the return began.
const words = ['returned', 'rejected', 'appealed', 'published']

/** What was returned before this text came, if the text that waits is the answer to a return. */
export async function findReturned(
  db: Db,
  edition: Edition,
  activity: Activity,
  made: readonly DecisionEntry[],
): Promise<Returned | undefined> {
  const waits = activity.state === 'submitted' || activity.state === 'published'
  if (!waits || activity.proposed_version_id === null) return undefined
  const decision = made.findLast((one) => one.undone_at === null && words.includes(one.decision))
  if (decision?.decision !== 'returned' || decision.version_id === null) return undefined
  const isPublic = decision.version_id === activity.published_version_id
  const version = isPublic ? undefined : await findVersion(db, decision.version_id)
  return { decision, shown: version && publicPart(version, edition.form) }
}

/** At a resubmission: why it was returned then, and what has changed since. */
export function SinceReturn(props: OneProps) {
  const { c, desk, activity, shown, returned } = props
  const { t, lang } = c.var
  if (!returned) return null
  const { decision } = returned
  const reason = byCode(desk.edition.reasons, decision.reason_code)
  return (
    <>
      <Notice
        kind="info"
        word={t('moderation.returned.word')}
        title={t('moderation.returned.title', { when: formatInstant(decision.decided_at, lang) })}
      >
        {reason && (
          <p>
            <strong>{pick(reason.name, lang).text}</strong>
          </p>
        )}
        <p class="prose" lang={activity.language === lang ? undefined : activity.language}>
          {decision.reason_text}
        </p>
        {decision.officer && <p class="soft">{decision.officer}</p>}
      </Notice>
      {returned.shown && (
        <ChangeDiff c={c} desk={desk} before={returned.shown} after={shown} since="return" />
      )}
    </>
  )
}
