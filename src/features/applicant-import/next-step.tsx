import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { FormActions } from '../../ui/form.tsx'
import { listPath } from '../applicants/list-filter.ts'
import type { ResultProps } from './result-props.ts'

/** Carrying out, or taking back; nothing once it is taken back. */
export function NextStep(props: ResultProps) {
  const { c, found, counts } = props
  const { t } = c.var
  if (found.state === 'undone') return null
  if (found.state === 'applied')
    return counts.new === 0 ? null : (
      <Step
        {...props}
        act="undo"
        effects={[
          t('applicant-import.undo.ended'),
          t('applicant-import.undo.kept'),
          t('applicant-import.undo.told'),
        ]}
      />
    )
  if (counts.new === 0 && found.state === 'checked')
    return <p role="status">{t('applicant-import.nothing')}</p>
  return <Step {...props} act="apply" effects={effectsOf(props)} />
}

function effectsOf({ c, one, found, counts }: ResultProps): string[] {
  const { t } = c.var
  const pool = one.pools.find(({ id }) => id === found.pool_id)
  const left = pool && pool.waiting === 0 ? Math.max(0, pool.accepted_limit - pool.taken) : 0
  const seated = Math.min(left, counts.new)
  return [
    t('applicant-import.apply.seated', { count: seated }),
    ...(counts.new > seated
      ? [
          t(pool?.waiting_list ? 'applicant-import.apply.waiting' : 'applicant-import.apply.full', {
            count: counts.new - seated,
          }),
        ]
      : []),
    t('applicant-import.apply.mail', { count: counts.new }),
  ]
}

function Step(props: ResultProps & { act: 'apply' | 'undo'; effects: string[] }) {
  const { c, one, found, act, effects } = props
  const { t } = c.var
  const danger = act === 'undo'
  return (
    <Confirm
      danger={danger}
      title={t(`applicant-import.${act}.title`, { count: props.counts.new })}
      effectsLabel={t('event-desk.effects')}
      effects={effects}
    >
      <form
        method="post"
        action={to(c, listPath(one.event.slug, {}, `/import/${found.id}/${act}`))}
      >
        <FormStart c={c} form={`applicant-import.${act}`} />
        <FormActions>
          <Button kind={danger ? 'danger' : 'primary'}>
            {t(`applicant-import.${act}.button`)}
          </Button>
        </FormActions>
      </form>
    </Confirm>
  )
}
