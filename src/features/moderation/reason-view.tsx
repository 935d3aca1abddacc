import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { staffPage } from '../../http/staff-page.tsx'
import { languageNames, pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import type { Activity, StoredVersion } from '../activities/queries.ts'
import type { Edition } from '../editions/edition.ts'
import type { Desk } from './desk.ts'
import { undoMinutes } from './moderation.ts'
import { numberOf } from './words.tsx'

export type Way = 'return' | 'reject' | 'suspend'

export type ReasonProps = {
  c: Ctx
  desk: Desk
  activity: Activity
  version: StoredVersion
  way: Way
  reasons: Edition['reasons']
  values: { reason: string; text: string }
  mistakes: MistakeInWords[]
}

/** Choose a reason, see its sentence in the owner's language, edit it, send it. */
export function reasonPage(props: ReasonProps): Promise<Response> {
  const { c, desk, activity, version, mistakes } = props
  const { t } = c.var
  const title = t(`moderation.way.${wayOf(props)}`)
  return staffPage(
    c,
    { title, mistaken: mistakes.length > 0 },
    <div class="form-page stack">
      {mistakes.length > 0 && (
        <ErrorSummary
          title={t('site.error.summary')}
          errors={mistakes.map(({ field, text }) => ({ name: field || 'main', message: text }))}
        />
      )}
      <PageHead
        title={title}
        over={<span class="figures">{numberOf(desk.edition, activity.number)}</span>}
      >
        <p lang={c.var.lang === 'ja' ? undefined : 'ja'}>
          <a href={to(c, `/staff/activities/${activity.id}`)}>{version.title}</a> {version.name}
        </p>
      </PageHead>
      <ChooseReason {...props} />
      <Compose {...props} />
    </div>,
  )
}

/** A published registration is not returned: its change is, or a correction is asked for. */
function wayOf({ way, activity }: ReasonProps) {
  if (way !== 'return' || activity.state !== 'published') return way
  return activity.proposed_version_id === null ? 'correct' : 'return-change'
}

function ChooseReason({ c, activity, way, reasons, values }: ReasonProps) {
  const { t, lang } = c.var
  return (
    <form class="stack" method="get" action={to(c, `/staff/activities/${activity.id}/${way}`)}>
      <Select
        name="reason"
        label={t('moderation.reason.choose')}
        hint={t('moderation.reason.hint', { language: languageNames[activity.language] })}
        value={values.reason}
        placeholder={t('registration.choose')}
        options={reasons.map(({ code, name }) => ({ value: code, label: pick(name, lang).text }))}
      />
      <Button kind="secondary">{t('moderation.reason.fill')}</Button>
    </form>
  )
}

function Compose(props: ReasonProps) {
  const { c, activity, way, values, mistakes } = props
  const { t } = c.var
  if (!values.reason && mistakes.length === 0) return null
  const mail = activity.contact_email ? 'moderation.effect.mail' : 'moderation.effect.no-mail'
  const canUndo = way !== 'suspend'
  return (
    <Confirm
      title={t('moderation.reason.title')}
      danger={way !== 'return'}
      effectsLabel={t('moderation.effects')}
      effects={[
        t(`moderation.effect.${wayOf(props)}`),
        t(mail, { language: languageNames[activity.language] }),
        ...(canUndo ? [t('moderation.bulk.effect.undo', { minutes: undoMinutes })] : []),
      ]}
    >
      <ComposeForm {...props} />
    </Confirm>
  )
}

function ComposeForm(props: ReasonProps) {
  const { c, activity, version, way, values, mistakes } = props
  const { t } = c.var
  const own = `/staff/activities/${activity.id}`
  return (
    <form class="stack" method="post" action={to(c, `${own}/${way}`)} noValidate>
      <FormStart c={c} form={`moderation.${way}`} />
      <input type="hidden" name="version" value={String(version.id)} />
      <input type="hidden" name="reason" value={values.reason} />
      <Field
        name="text"
        type="textarea"
        rows={8}
        label={t('moderation.reason.text')}
        error={wordsAt(mistakes, 'text') ?? wordsAt(mistakes, 'reason')}
        errorWord={t('site.error.prefix')}
        value={values.text}
      />
      <FormActions>
        <Button kind={way === 'return' ? 'primary' : 'danger'}>
          {t(`moderation.button.${wayOf(props)}`)}
        </Button>
        <Button kind="link" href={to(c, own)}>
          {t('moderation.cancel')}
        </Button>
      </FormActions>
    </form>
  )
}
