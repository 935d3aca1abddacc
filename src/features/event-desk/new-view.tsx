import { PageHead } from '../../ui/section.tsx'
import { Mistakes, SpecForm } from './form-page.tsx'
import { dateSpecs, kinds, modes } from './sections.ts'
import type { Shown, Spec } from './spec.ts'

/** What a new event needs; everything else can be said later. */
export const newSpecs: readonly Spec[] = [
  { name: 'title', kind: 'texts', max: 120, required: true },
  { name: 'slug', kind: 'line', max: 60, required: true },
  { name: 'kind', kind: 'one', of: kinds },
  { name: 'mode', kind: 'one', of: modes },
  ...dateSpecs,
  { name: 'places', kind: 'count', least: 1, most: 1_000_000, required: true },
]

/** The form with which an event begins, as a draft. */
export function NewView(props: Shown) {
  const { t } = props.c.var
  return (
    <div class="form-page">
      <Mistakes {...props} />
      <PageHead title={t('event-desk.new.title')} lead={t('event-desk.new.lead')} />
      <SpecForm
        {...props}
        specs={newSpecs}
        action="/staff/events/new"
        form="event-desk.new"
        button={t('event-desk.new.button')}
        back="/staff/events"
      />
    </div>
  )
}
