import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { PageHead } from '../../ui/section.tsx'
import type { CampaignEvent } from '../events/event.ts'
import { deskPath, titleOf } from './at-hand.ts'
import { Mistakes, SpecForm } from './form-page.tsx'
import { isUntold, type Section } from './sections.ts'
import type { Shown, Spec } from './spec.ts'

/** One section of an event as a form. */
export function EditView(
  props: Shown & {
    event: CampaignEvent
    section: Section
    specs: readonly Spec[]
    seen: string
  },
) {
  const { c, event, section } = props
  const { t } = c.var
  const fixed = section !== 'care' && !isUntold(event)
  return (
    <div class="form-page">
      <Mistakes c={c} mistakes={props.mistakes} />
      <EventHead c={c} event={event} title={t(`event-desk.section.${section}`)} />
      {fixed && <p class="lead">{t('event-desk.fixed', { section })}</p>}
      <SpecForm
        {...props}
        action={deskPath(event, `/edit/${section}`)}
        form={`event-desk.${section}`}
        button={t('event-desk.save')}
        back={deskPath(event)}
        hidden={{ seen: props.seen }}
      />
    </div>
  )
}

/** The head of a page about a part of an event, with the way back to it. */
export function EventHead({
  c,
  event,
  title,
  lead,
}: {
  c: Ctx
  event: CampaignEvent
  title: string
  lead?: string
}) {
  const named = titleOf(event, c.var.lang)
  return (
    <PageHead
      title={title}
      lead={lead}
      over={
        <a href={to(c, deskPath(event))} lang={named.lang}>
          {named.text}
        </a>
      }
    />
  )
}
