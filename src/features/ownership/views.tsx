import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Status, type StatusKind } from '../../ui/status.tsx'
import type { Standing } from '../activities/activity.ts'
import { activityPath } from '../activities/card.tsx'
import { publicNumber } from '../editions/edition.ts'
import { isAsked } from '../editions/form-definition.ts'
import { AnswerText } from '../registration/answer-text.tsx'
import { labelOf } from '../registration/item-field.tsx'
import type { OwnActivity } from './own-activity.ts'
import { canEdit, canWithdraw } from './ownership.ts'

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

type Props = { c: Ctx; own: OwnActivity; standing: Standing; reason: string; saved: boolean }

/** Where the registration stands in a sentence, then the next act, then the details. */
export function OwnView(props: Props) {
  const { c, own, standing, reason, saved } = props
  const { t } = c.var
  const { activity, edition, draft } = own
  const number = activity.number === null ? '' : publicNumber(edition, activity.number)
  return (
    <div class="form-page">
      {saved && (
        <Notice kind="success" live word={t('site.flash.done')}>
          <p>{t('ownership.saved')}</p>
        </Notice>
      )}
      <PageHead
        title={draft.version.title || t('ownership.title')}
        titleLang={c.var.lang === 'ja' ? undefined : 'ja'}
        over={
          <>
            <span class="figures">{number}</span>{' '}
            <Status kind={signs[standing]}>{t(`activities.state.${standing}`)}</Status>
          </>
        }
        lead={t(`ownership.status.${standing}`, { days: edition.secretariat.serviceDays })}
      />
      {reason && (
        <Notice kind="warning" word={t('ownership.reason')}>
          {reason.split('\n').map((line, at) => (
            <p key={at}>{line}</p>
          ))}
        </Notice>
      )}
      <NextActs {...props} />
      <Details {...props} />
      <Ending {...props} />
    </div>
  )
}

function NextActs({ c, own }: Props) {
  const { t } = c.var
  const { activity, edition } = own
  if (activity.state === 'returned')
    return (
      <form method="post" action={to(c, '/mine/resubmission')}>
        <FormStart c={c} form="ownership.resubmission" />
        <Button>{t('ownership.resubmit')}</Button>
      </form>
    )
  if (activity.state !== 'published' || activity.number === null) return null
  const path = activityPath(edition, activity.number)
  return (
    <p>
      <Button kind="secondary" href={to(c, path)}>
        {t('ownership.public')}
      </Button>{' '}
      <Button kind="secondary" href={to(c, `${path}/certificate.pdf`)}>
        {t('ownership.certificate')}
      </Button>
    </p>
  )
}

function Details({ c, own }: Props) {
  const { t } = c.var
  const { edition, draft, activity } = own
  const kind = draft.version.participantKind
  return (
    <>
      {(['who', 'what', 'contact'] as const).map((step) => (
        <Section key={step} id={`own-${step}`} title={t(`registration.step.${step}`)} quiet>
          <DefinitionList
            items={edition.form[step]
              .filter((item) => isAsked(item, kind))
              .map((item) => ({
                term: labelOf(c, item, kind === 'individual'),
                value: <AnswerText c={c} edition={edition} item={item} draft={draft} />,
              }))}
          />
          {canEdit(activity.state) && (
            <p>
              <a href={to(c, `/mine/edit/${step}`)}>
                {t('ownership.edit')}
                <span class="offscreen"> {t(`registration.step.${step}`)}</span>
              </a>
            </p>
          )}
        </Section>
      ))}
    </>
  )
}

function Ending({ c, own }: Props) {
  const { t } = c.var
  return (
    <>
      {canWithdraw(own.activity.state) && (
        <p>
          <a href={to(c, '/mine/withdrawal')}>{t('ownership.withdraw')}</a>
        </p>
      )}
      <form method="post" action={to(c, '/mine/leave')}>
        <FormStart c={c} form="ownership.leave" />
        <Button kind="link">{t('ownership.leave')}</Button>
      </form>
    </>
  )
}

/** Before withdrawing: what will happen, and that it cannot be undone. */
export function WithdrawView({ c, own }: { c: Ctx; own: OwnActivity }) {
  const { t } = c.var
  return (
    <div class="form-page">
      <PageHead title={t('ownership.withdraw.title')} lead={own.draft.version.title} />
      <Confirm
        danger
        title={t('ownership.withdraw')}
        effectsLabel={t('ownership.withdraw.effects')}
        effects={[
          t('ownership.withdraw.effect.gone'),
          t('ownership.withdraw.effect.certificate'),
          t('ownership.withdraw.effect.final'),
        ]}
      >
        <form method="post" action={to(c, '/mine/withdrawal')}>
          <FormStart c={c} form="ownership.withdrawal" />
          <Button kind="danger">{t('ownership.withdraw.button')}</Button>{' '}
          <Button kind="secondary" href={to(c, '/mine/activity')}>
            {t('ownership.withdraw.keep')}
          </Button>
        </form>
      </Confirm>
    </div>
  )
}
