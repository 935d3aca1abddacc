import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { staffPage } from '../../http/staff-page.tsx'
import { formatInstantRange } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import type { Adviser, ConsultationDay, Slot } from './consultation.ts'
import { pathOf } from './day-settings.tsx'
import type { Plan } from './planning.ts'
import type { PlannedSlot } from './slots.ts'

type Props = { day: ConsultationDay; advisers: Adviser[]; plan: Plan }

/** What generating would do, before it does it. */
export function previewPage(c: Ctx, props: Props): Promise<Response> {
  const { t } = c.var
  const { day, plan } = props
  return staffPage(
    c,
    { title: t('consultations.preview.title'), wide: true },
    <div class="stack">
      <PageHead title={t('consultations.preview.title')} lead={t('consultations.preview.lead')}>
        <p>
          {t('consultations.preview.counts', {
            added: plan.added.length,
            kept: plan.kept.length,
            removed: plan.removed.length,
            clashes: plan.clashes.length,
          })}
        </p>
      </PageHead>
      <Lines c={c} {...props} />
      <form method="post" action={to(c, `${pathOf(day)}/slots`)}>
        <FormStart c={c} form="consultations.generate" />
        <FormActions>
          <Button>{t('consultations.preview.button')}</Button>
          <Button kind="link" href={to(c, pathOf(day))}>
            {t('consultations.back')}
          </Button>
        </FormActions>
      </form>
    </div>,
  )
}

type Line = PlannedSlot & { what: 'added' | 'kept' | 'removed' | 'clash' }

function linesOf({ added, kept, removed, clashes }: Plan): Line[] {
  const planned = (slots: PlannedSlot[], what: Line['what']) =>
    slots.map((one) => ({ ...one, what }))
  const there = (slots: Slot[], what: Line['what']) =>
    slots.map((one) => ({
      adviserId: one.adviser_id,
      startsAt: one.starts_at,
      endsAt: one.ends_at,
      what,
    }))
  const all = [
    ...planned(added, 'added'),
    ...planned(clashes, 'clash'),
    ...there(kept, 'kept'),
    ...there(removed, 'removed'),
  ]
  return all.toSorted(
    (a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt) || a.adviserId - b.adviserId,
  )
}

function Lines({ c, advisers, plan }: Props & { c: Ctx }) {
  const { t, lang } = c.var
  const name = (id: number) => advisers.find((one) => one.id === id)?.name ?? ''
  return (
    <Table
      caption={t('consultations.preview.title')}
      captionHidden
      columns={[
        { label: t('consultations.time'), narrow: true },
        { label: t('consultations.adviser') },
        { label: t('consultations.preview.what'), narrow: true },
      ]}
      rows={linesOf(plan).map((one, at) => ({
        id: String(at),
        cells: [
          formatInstantRange(one.startsAt, one.endsAt, lang),
          name(one.adviserId),
          t(`consultations.preview.${one.what}`),
        ],
      }))}
    />
  )
}
