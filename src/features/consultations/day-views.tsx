import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { staffPage } from '../../http/staff-page.tsx'
import { formatDayWithYear, formatInstantRange } from '../../lib/jp-date.ts'
import { dayOf } from '../../clock.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import { isTyping } from '../applications/application.ts'
import { MistakeSummary } from './mistake-summary.tsx'
import type { Adviser, ConsultationDay, Slot } from './consultation.ts'
import type { TakenSlot } from './desk-queries.ts'
import { DaySettings, pathOf } from './day-settings.tsx'
import type { Break } from './slots.ts'

type Props = {
  day: ConsultationDay
  advisers: Adviser[]
  slots: Slot[]
  taken: TakenSlot[]
  breaks: Break[]
  mistakes: MistakeInWords[]
}

/** A day on the desk. */
export function dayPage(c: Ctx, props: Props): Promise<Response> {
  const { t, lang } = c.var
  const { day, mistakes } = props
  const title = t('consultations.day.title', {
    date: formatDayWithYear(dayOf(day.starts_at), lang),
  })
  return staffPage(
    c,
    { title, mistaken: mistakes.length > 0, wide: true },
    <div class="stack">
      <MistakeSummary c={c} mistakes={mistakes} />
      <PageHead title={title}>
        <p>
          <a href={to(c, '/staff/consultations')}>{t('consultations.desk.title')}</a>
        </p>
      </PageHead>
      <Slots c={c} {...props} />
      <DaySettings c={c} day={day} mistakes={mistakes} />
      <Breaks c={c} {...props} />
      <Extra c={c} {...props} />
    </div>,
  )
}

function Slots({ c, day, advisers, slots, taken }: Props & { c: Ctx }) {
  const { t, lang } = c.var
  const name = (id: number) => advisers.find((one) => one.id === id)?.name ?? ''
  return (
    <Section id="slots" title={t('consultations.slots')}>
      <p>
        <Button href={to(c, `${pathOf(day)}/preview`)}>{t('consultations.slots.preview')}</Button>
      </p>
      {slots.length > 0 && (
        <Table
          caption={t('consultations.slots')}
          captionHidden
          columns={[
            { label: t('consultations.time'), narrow: true },
            { label: t('consultations.adviser') },
            { label: t('consultations.state'), narrow: true },
            { label: t('consultations.field.company') },
            { label: t('consultations.slot.act'), quiet: true },
          ]}
          rows={slots.map((slot) => {
            const by = taken.find((one) => one.pool_id === slot.pool_id)
            const time = formatInstantRange(slot.starts_at, slot.ends_at, lang)
            return {
              id: String(slot.pool_id),
              cells: [
                time,
                name(slot.adviser_id),
                t(`consultations.slot.${stateOf(slot, by)}`),
                by && !isTyping({ emailKey: by.email_key }) ? by.organisation : '',
                by ? '' : <BlockForm key="block" c={c} day={day} slot={slot} about={time} />,
              ],
            }
          })}
        />
      )}
    </Section>
  )
}

function stateOf(slot: Slot, by: TakenSlot | undefined) {
  if (slot.blocked) return 'blocked'
  if (!by) return 'free'
  if (isTyping({ emailKey: by.email_key })) return 'typing'
  if (by.outcome === 'no-show') return 'no-show'
  if (by.outcome === 'held' || by.outcome === 'follow-up') return 'held'
  return by.state === 'confirmed' ? 'booked' : 'kept'
}

function BlockForm(props: { c: Ctx; day: ConsultationDay; slot: Slot; about: string }) {
  const { c, day, slot, about } = props
  return (
    <form method="post" action={to(c, `${pathOf(day)}/block`)}>
      <FormStart c={c} form="consultations.block" />
      <Button kind="secondary" small name="slot" value={String(slot.pool_id)} about={` ${about}`}>
        {c.var.t(slot.blocked ? 'consultations.slot.unblock' : 'consultations.slot.block')}
      </Button>
    </form>
  )
}

function Breaks({ c, day, advisers, breaks, mistakes }: Props & { c: Ctx }) {
  const { t, lang } = c.var
  const name = (id: number | null) =>
    advisers.find((one) => one.id === id)?.name ?? t('consultations.everybody')
  return (
    <Section id="breaks" title={t('consultations.breaks')}>
      <form class="form-page stack" method="post" action={to(c, `${pathOf(day)}/break`)} noValidate>
        <FormStart c={c} form="consultations.break" />
        {breaks.map((pause, at) => (
          <p key={at}>
            {formatInstantRange(pause.startsAt, pause.endsAt, lang)} {name(pause.adviserId)}{' '}
            <Button kind="secondary" small name="remove" value={String(at)}>
              {t('consultations.breaks.remove')}
            </Button>
          </p>
        ))}
        <Select
          name="adviser"
          label={t('consultations.adviser')}
          placeholder={t('consultations.everybody')}
          options={advisers.map((one) => ({ value: String(one.id), label: one.name }))}
        />
        <Field
          name="from"
          label={t('consultations.breaks.from')}
          width="short"
          error={wordsAt(mistakes, 'from')}
          errorWord={t('site.error.prefix')}
        />
        <Field name="to" label={t('consultations.breaks.to')} width="short" />
        <Button kind="secondary">{t('consultations.breaks.add')}</Button>
      </form>
    </Section>
  )
}

function Extra({ c, day, advisers, mistakes }: Props & { c: Ctx }) {
  const { t } = c.var
  return (
    <Section id="extra" title={t('consultations.extra')}>
      <form class="form-page stack" method="post" action={to(c, `${pathOf(day)}/extra`)} noValidate>
        <FormStart c={c} form="consultations.extra" />
        <p>{t('consultations.extra.text')}</p>
        <Select
          name="slotAdviser"
          label={t('consultations.adviser')}
          options={advisers.map((one) => ({ value: String(one.id), label: one.name }))}
        />
        <Field
          name="at"
          label={t('consultations.extra.at')}
          width="short"
          error={wordsAt(mistakes, 'at')}
          errorWord={t('site.error.prefix')}
        />
        <Button kind="secondary">{t('consultations.extra.add')}</Button>
      </form>
    </Section>
  )
}
