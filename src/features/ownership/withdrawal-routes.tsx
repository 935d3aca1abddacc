import type { Trx } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { FormStart, inWords, type MistakeInWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { owner, type Routes } from '../../http/routes.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { lockActivity, moveActivity } from '../activities/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import { Mistakes } from './form-page.tsx'
import { dropHandOvers } from './hand-over-queries.ts'
import { type OwnActivity, ownActivity } from './own-activity.ts'
import { isOwned, withdrawnDays } from './ownership.ts'
import { aboutOf, post, settingOf } from './posting.ts'
import { endLinks, endSessions } from './queries.ts'
import { actOnce, audited, stampMistakes } from './saving.ts'

const form = 'ownership.withdrawal'

/** Taking a registration back: what will happen is said first. */
export function addWithdrawalRoutes(list: Routes): void {
  list.get('/mine/withdrawal', owner, async (c) => askPage(c, await withdrawable(c), []))
  list.post('/mine/withdrawal', owner, withdraw)
}

async function withdrawable(c: Ctx): Promise<OwnActivity> {
  const own = await ownActivity(c)
  return isOwned(own.activity.state) ? own : notFound()
}

function askPage(c: Ctx, own: OwnActivity, mistakes: MistakeInWords[]): Response {
  const { t, lang } = c.var
  const { activity, draft } = own
  const title = t('ownership.withdraw.title')
  return page(
    c,
    { title, trail: [{ href: '/mine/activity', label: t('ownership.title') }] },
    <div class="form-page">
      <Mistakes c={c} mistakes={mistakes} />
      <PageHead title={title}>
        <p class="lead" lang={lang === activity.language ? undefined : activity.language}>
          {draft.version.title}
        </p>
      </PageHead>
      <Confirm
        danger
        title={t('ownership.withdraw')}
        effectsLabel={t('ownership.withdraw.effects')}
        effects={[
          t('ownership.withdraw.effect.gone'),
          t('ownership.withdraw.effect.certificate'),
          t('ownership.withdraw.effect.data', { days: withdrawnDays }),
          t('ownership.withdraw.effect.final'),
        ]}
      >
        <form method="post" action={to(c, '/mine/withdrawal')}>
          <FormStart c={c} form={form} />
          <FormActions>
            <Button kind="danger">{t('ownership.withdraw.button')}</Button>
            <Button kind="secondary" href={to(c, '/mine/activity')}>
              {t('ownership.withdraw.keep')}
            </Button>
          </FormActions>
        </form>
      </Confirm>
    </div>,
  )
}

async function withdraw(c: Ctx): Promise<Response> {
  const own = await ownActivity(c)
  const submitted = await readSubmitted(c)
  const mistakes = inWords(c, 'ownership', stampMistakes(c, form, submitted))
  if (mistakes.length > 0) return askPage(c, await withdrawable(c), mistakes)
  await actOnce(c, { form, submitted }, (trx) => takeBack(trx, c, own))
  return c.redirect(to(c, '/mine/activity'), 303)
}

/** Acts at once: gone from list, search, feeds and caches with the commit. */
async function takeBack(trx: Trx, c: Ctx, { activity, draft }: OwnActivity): Promise<void> {
  const { now, changes, session } = c.var
  const setting = await settingOf(c)
  const { edition } = setting
  const locked = await lockActivity(trx, edition.id, activity.id)
  if (!locked || !isOwned(locked.state)) return
  await moveActivity(trx, locked, 'withdraw', {
    now,
    withdrawn_at: now,
    proposed_version_id: null,
    claimed_by: null,
    claimed_at: null,
  })
  const waiting = await dropHandOvers(trx, locked.id, now)
  await endLinks(trx, 'change-address', locked.id, now)
  await endSessions(trx, locked.id, session?.tokenHash)
  const { title } = draft.version
  await writeAudit(trx, audited('activities.withdrawn', now, { edition, activity: locked, title }))
  await post(trx, setting, aboutOf(setting, locked), { kind: 'withdrawn' })
  if (waiting) {
    const about = aboutOf(setting, locked, waiting.new_email)
    await post(trx, setting, about, { kind: 'hand-over-objected' })
  }
  await changes.announce(trx, { kind: 'activities', id: locked.id, removed: true })
}
