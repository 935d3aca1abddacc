import type { ComponentChildren } from 'preact'
import type { MessageKey } from '../../i18n/keys.ts'
import { dayOf } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import type { Flash } from '../../http/sessions.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { Figures } from '../../ui/figures.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Status, type StatusKind } from '../../ui/status.tsx'
import type { Standing } from '../activities/activity.ts'
import { activityPath } from '../activities/card.tsx'
import { publicNumber } from '../editions/edition.ts'
import { OwnHistory } from './history.tsx'
import type { OwnActivity, Situation } from './own-activity.ts'
import { OwnDetails } from './own-details.tsx'
import { isOwned } from './ownership.ts'

const signs: Record<Standing, StatusKind> = {
  draft: 'draft',
  unconfirmed: 'waiting',
  submitted: 'waiting',
  returned: 'returned',
  published: 'published',
  rejected: 'closed',
  withdrawn: 'closed',
  suspended: 'hidden',
  'change-waiting': 'waiting',
  'change-returned': 'returned',
}

type Props = { c: Ctx; own: OwnActivity; situation: Situation; flash: Flash | undefined }

/** Where the registration stands in a sentence, then the next act, then the details. */
export function OwnView(props: Props) {
  const { c, own, situation } = props
  const { t } = c.var
  const { activity, edition, draft } = own
  const { standing } = situation
  const number = activity.number === null ? '' : publicNumber(edition, activity.number)
  return (
    <div class="form-page">
      <Told {...props} />
      <PageHead
        title={draft.version.title || t('ownership.title')}
        titleLang={
          c.var.lang === activity.language || !draft.version.title ? undefined : activity.language
        }
        over={
          <>
            <span class="figures">{number}</span>{' '}
            <Status kind={signs[standing]}>{t(`activities.state.${standing}`)}</Status>
          </>
        }
        lead={t(`ownership.status.${standing}`, { days: edition.secretariat.serviceDays })}
      />
      {situation.isNew && <FirstVisit c={c} own={own} number={number} />}
      <Reason {...props} />
      <HandOverNotice {...props} />
      <NextActs {...props} />
      <OwnDetails c={c} own={own} />
      {situation.history.length > 0 && (
        <Section id="history" title={t('ownership.history')} quiet>
          <OwnHistory c={c} entries={situation.history} />
        </Section>
      )}
      <Further {...props} />
    </div>
  )
}

/** What the last act did. */
function Told({ c, flash }: Props) {
  const { t } = c.var
  if (!flash) return null
  const isDone = !flash.failed
  return (
    <Notice
      kind={isDone ? 'success' : 'warning'}
      live
      word={t(isDone ? 'site.flash.done' : 'site.error.summary')}
    >
      <p>{t(flash.message as MessageKey, flash.values)}</p>
    </Notice>
  )
}

/** The permanent number, large, and what comes next, as long as nothing has been decided. */
function FirstVisit({ c, own, number }: { c: Ctx; own: OwnActivity; number: string }) {
  const { t } = c.var
  const days = own.edition.secretariat.serviceDays
  return (
    <Section id="next" title={t('ownership.first')} quiet>
      <Figures
        items={[
          {
            label: t('ownership.number'),
            value: number,
            note: t('ownership.first.number'),
          },
        ]}
      />
      <div class="prose">
        <ol>
          <li>{t('ownership.first.review', { days })}</li>
          <li>{t('ownership.first.published')}</li>
          <li>{t('ownership.first.return')}</li>
        </ol>
      </div>
    </Section>
  )
}

function Reason({ c, situation }: Props) {
  if (!situation.reason) return null
  return (
    <Notice kind="warning" word={c.var.t('ownership.reason')}>
      {situation.reason.split('\n').map((line, at) => (
        <p key={at}>{line}</p>
      ))}
    </Notice>
  )
}

/** Somebody asks for the registration: the owner may object here, without the mail. */
function HandOverNotice({ c, situation }: Props) {
  const { t, lang } = c.var
  const { handOver } = situation
  if (!handOver) return null
  const date = formatDayWithYear(dayOf(handOver.object_until), lang)
  return (
    <Notice kind="warning" word={t('ownership.hand-over')}>
      <p>{t('ownership.hand-over.waiting', { name: handOver.new_name, date })}</p>
      <form method="post" action={to(c, '/mine/hand-over/objection')}>
        <FormStart c={c} form="ownership.objection" />
        <Button kind="secondary">{t('ownership.objection.button')}</Button>
      </form>
    </Notice>
  )
}

/** The act that the standing asks for, then what a published registration gives its owner. */
function NextActs(props: Props) {
  const { c, own, situation } = props
  const { t } = c.var
  const { reporting, report } = situation
  const act = (path: string, label: string, kind: 'primary' | 'secondary' = 'primary') => (
    <Button kind={kind} href={to(c, path)}>
      {label}
    </Button>
  )
  const acts: ComponentChildren[] = []
  if (situation.mayAppeal) acts.push(act('/mine/appeal', t('ownership.appeal')))
  if (reporting === 'open' || (reporting === 'late' && !report))
    acts.push(act('/mine/report', t(report ? 'ownership.report.change' : 'ownership.report')))
  return (
    <>
      {own.activity.state === 'returned' && <Resubmit c={c} isMended={situation.isMended} />}
      {acts.map((one, at) => (
        <p key={at} class="acts">
          {one}
        </p>
      ))}
      <PublicLinks c={c} own={own} />
    </>
  )
}

/** First mend, then send: the button that is due is the strong one. */
function Resubmit({ c, isMended }: { c: Ctx; isMended: boolean }) {
  const { t } = c.var
  return (
    <form class="acts" method="post" action={to(c, '/mine/resubmission')}>
      <FormStart c={c} form="ownership.resubmission" />
      {!isMended && <Button href="#own-who">{t('ownership.edit.title')}</Button>}
      <Button kind={isMended ? 'primary' : 'secondary'}>{t('ownership.resubmit')}</Button>
    </form>
  )
}

function PublicLinks({ c, own }: { c: Ctx; own: OwnActivity }) {
  const { t } = c.var
  const { activity, edition } = own
  if (activity.state !== 'published' || activity.number === null) return null
  const path = activityPath(edition, activity.number)
  const link = (target: string, label: string) => (
    <Button kind="secondary" href={to(c, path + target)}>
      {label}
    </Button>
  )
  return (
    <p class="acts">
      {link('', t('ownership.public'))}
      {link('/certificate.pdf', t('ownership.certificate'))}
      {link('/badge.svg', t('ownership.badge'))}
    </p>
  )
}

/** What is done seldom: another address, a successor, the end. */
function Further({ c, own }: Props) {
  const { t } = c.var
  const { state } = own.activity
  return (
    <Section id="further" title={t('ownership.further')} quiet>
      {isOwned(state) && (
        <ul>
          <li>
            <a href={to(c, '/mine/address')}>{t('ownership.address')}</a>
          </li>
          <li>
            <a href={to(c, '/mine/hand-over')}>{t('ownership.hand-over')}</a>
          </li>
          <li>
            <a href={to(c, '/mine/withdrawal')}>{t('ownership.withdraw')}</a>
          </li>
        </ul>
      )}
      <p>
        <a href={to(c, '/mine?another')}>{t('ownership.another')}</a>
      </p>
      <form class="leave" method="post" action={to(c, '/mine/leave')}>
        <FormStart c={c} form="ownership.leave" />
        <Button kind="link">{t('ownership.leave')}</Button>
      </form>
    </Section>
  )
}
