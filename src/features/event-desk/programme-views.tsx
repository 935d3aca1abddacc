import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { pick } from '../../lib/languages.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Table } from '../../ui/table.tsx'
import type { CampaignEvent, ProgrammeItem } from '../events/event.ts'
import { deskPath } from './at-hand.ts'
import { EventHead } from './edit-view.tsx'
import { ActButton, Mistakes, SpecForm } from './form-page.tsx'
import { itemSpecs } from './programme.ts'
import type { Shown } from './spec.ts'

type Props = { c: Ctx; event: CampaignEvent; programme: ProgrammeItem[] }

/** The items in their order, each with the buttons that move it. */
export function ProgrammeView({ c, event, programme }: Props) {
  const { t } = c.var
  return (
    <div class="stack">
      <EventHead c={c} event={event} title={t('event-desk.programme.title')} />
      {programme.length === 0 ? (
        <EmptyState
          title={t('event-desk.programme.none')}
          text={t('event-desk.programme.none.text')}
        />
      ) : (
        <Items c={c} event={event} programme={programme} />
      )}
      <p>
        <Button kind="secondary" href={to(c, deskPath(event, '/programme/new'))}>
          {t('event-desk.programme.add')}
        </Button>
      </p>
    </div>
  )
}

function Items({ c, event, programme }: Props) {
  const { t, lang } = c.var
  return (
    <Table
      caption={t('event-desk.programme.title')}
      captionHidden
      columns={[
        { label: t('event-desk.column.item') },
        { label: t('event-desk.column.date') },
        { label: t('event-desk.field.speakers') },
        { label: t('event-desk.column.order'), quiet: true },
      ]}
      rows={programme.map((item, at) => ({
        id: String(item.id),
        cells: [
          <a href={to(c, deskPath(event, `/programme/${item.id}`))}>
            {pick(item.title, lang).text}
          </a>,
          item.starts_at ? formatInstant(item.starts_at, lang) : '—',
          item.speakers.map(({ name }) => name).join(t('event-desk.comma')) || '—',
          <OrderButtons
            c={c}
            path={deskPath(event, `/programme/${item.id}`)}
            about={pick(item.title, lang).text}
            first={at === 0}
            last={at === programme.length - 1}
          />,
        ],
      }))}
    />
  )
}

/** Up, down, away. */
export function OrderButtons(props: {
  c: Ctx
  path: string
  about: string
  first: boolean
  last: boolean
}) {
  const { c, path, about, first, last } = props
  const { t } = c.var
  const move = (way: 'up' | 'down') => (
    <ActButton
      c={c}
      action={`${path}/move`}
      form="event-desk.move"
      label={t(`event-desk.${way}`)}
      about={about}
      hidden={{ to: way }}
      small
    />
  )
  return (
    <FormActions>
      {!first && move('up')}
      {!last && move('down')}
      <ActButton
        c={c}
        action={`${path}/remove`}
        form="event-desk.remove"
        kind="danger"
        label={t('event-desk.remove')}
        about={about}
        small
      />
    </FormActions>
  )
}

/** One item as a form. */
export function ItemView(
  props: Shown & { event: CampaignEvent; item: ProgrammeItem | undefined; seen: string },
) {
  const { c, event, item } = props
  const { t } = c.var
  return (
    <div class="form-page">
      <Mistakes {...props} />
      <EventHead c={c} event={event} title={t('event-desk.programme.item')} />
      <SpecForm
        {...props}
        specs={itemSpecs}
        action={deskPath(event, `/programme/${item ? item.id : 'new'}`)}
        form="event-desk.item"
        button={t('event-desk.save')}
        back={deskPath(event, '/programme')}
        hidden={{ seen: props.seen }}
      />
    </div>
  )
}
