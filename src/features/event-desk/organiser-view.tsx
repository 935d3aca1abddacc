import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import type { Edition } from '../editions/edition.ts'
import type { CampaignEvent } from '../events/event.ts'
import { deskPath } from './at-hand.ts'
import { EventHead } from './edit-view.tsx'
import { Mistakes } from './form-page.tsx'

export type TypedOrganiser = { body: string; name: string; role: string }

type Props = {
  c: Ctx
  event: CampaignEvent
  edition: Edition
  rows: TypedOrganiser[]
  /** How many empty rows follow. */
  empty: number
  mistakes: MistakeInWords[]
}

const none: TypedOrganiser = { body: '', name: '', role: 'host' }

/** Who runs the event: one row each, in the order in which they are listed. */
export function OrganisersView(props: Props) {
  const { c, event, rows, empty } = props
  const { t } = c.var
  const all = [...rows, ...Array.from({ length: empty }, () => none)]
  return (
    <div class="form-page">
      <Mistakes {...props} />
      <EventHead
        c={c}
        event={event}
        title={t('event-desk.organisers.title')}
        lead={t('event-desk.organisers.lead')}
      />
      <form method="post" action={to(c, deskPath(event, '/organisers'))} noValidate>
        <FormStart c={c} form="event-desk.organisers" />
        {all.map((row, at) => (
          <Organiser key={at} {...props} row={row} at={at} />
        ))}
        <FormActions>
          <Button>{t('event-desk.save')}</Button>
          <Button kind="link" href={to(c, deskPath(event))}>
            {t('site.form.back')}
          </Button>
        </FormActions>
      </form>
    </div>
  )
}

export const roles = ['host', 'co-host', 'support', 'cooperation', 'secretariat'] as const

function Organiser({ c, edition, mistakes, row, at }: Props & { row: TypedOrganiser; at: number }) {
  const { t, lang } = c.var
  const about = (part: 'body' | 'name' | 'role') => ({
    name: `${part}-${at}`,
    label: t(`event-desk.organiser.${part}`),
    value: row[part],
    error: wordsAt(mistakes, `${part}-${at}`),
    errorWord: t('site.error.prefix'),
  })
  return (
    <Section
      id={`organiser-${at}`}
      title={t('event-desk.organiser.number', { number: at + 1 })}
      quiet
    >
      <Select
        {...about('body')}
        placeholder={t('event-desk.organiser.other')}
        options={edition.bodies.map(({ code, name }) => ({
          value: code,
          label: pick(name, lang).text,
        }))}
      />
      <Field {...about('name')} hint={t('event-desk.organiser.name.hint')} />
      <Select
        {...about('role')}
        options={roles.map((value) => ({ value, label: t(`event-desk.role.${value}`) }))}
      />
    </Section>
  )
}
