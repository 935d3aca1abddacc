import type { Ctx } from '../../http/context.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { poolName } from '../applicants/words.tsx'
import type { EventPool } from '../events/event.ts'
import { attendances, type MessageFilter, messageGroups, supports } from './filter.ts'

type Props = { c: Ctx; pools: EventPool[]; filter: MessageFilter; maySeeSupport: boolean }

/** Whom a message goes to, to be chosen. */
export function FilterFields(props: Props) {
  const { c, filter } = props
  const { t } = c.var
  return (
    <>
      <Select
        name="group"
        label={t('applicants.state')}
        value={filter.group}
        options={messageGroups.map((value) => ({
          value,
          label: t(`event-messages.group.${value}`),
        }))}
      />
      {narrowings(props).map((one) => (
        <Select
          key={one.name}
          placeholder={t('event-messages.filter.any')}
          value={filter[one.name]}
          {...one}
        />
      ))}
      <Field
        name="q"
        label={t('applicants.search')}
        optional={t('site.form.optional')}
        value={filter.q}
      />
    </>
  )
}

/** What may be left open; of one pool there is nothing to choose. */
function narrowings({ c, pools, maySeeSupport }: Props) {
  const { t } = c.var
  const pool = {
    name: 'pool' as const,
    label: t('applicants.pool'),
    options: pools.map((one) => ({ value: String(one.id), label: poolName(c, one) })),
  }
  const attendance = {
    name: 'attendance' as const,
    label: t('applicants.attendance'),
    options: attendances.map((value) => ({ value, label: t(`applicants.attendance.${value}`) })),
  }
  const support = {
    name: 'support' as const,
    label: t('applicants.support.title'),
    options: supports.map((value) => ({ value, label: t(`event-messages.support.${value}`) })),
  }
  return [...(pools.length > 1 ? [pool] : []), attendance, ...(maySeeSupport ? [support] : [])]
}
