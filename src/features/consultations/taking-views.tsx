import type { ComponentChildren } from 'preact'
import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { formatInstant, formatInstantRange } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/section.tsx'
import { receiptNumber } from '../applications/application.ts'
import { MistakeSummary } from './mistake-summary.tsx'
import type { PublicDay } from './public-day.ts'
import type { Booking } from './queries.ts'

/** The frame of the form's pages: mistakes, title, the seminar, then what the page is about. */
export function formPage(
  c: Ctx,
  about: { shown: PublicDay; title: string; mistakes: MistakeInWords[] },
  children: ComponentChildren,
): Response {
  const { t, lang } = c.var
  const { shown, title, mistakes } = about
  const seminar = pick(shown.event.title, lang)
  const path = `/events/${shown.event.slug}/consultation`
  return page(
    c,
    {
      title,
      trail: [{ href: path, label: t('consultations.title') }],
      mistaken: mistakes.length > 0,
    },
    <div class="form-page stack">
      <MistakeSummary c={c} mistakes={mistakes} />
      <PageHead title={title}>
        <p lang={seminar.lang}>{seminar.text}</p>
      </PageHead>
      {children}
    </div>,
  )
}

/** The slot that is kept, until when, and the way back to the others. */
export function Kept({ c, kept, action }: { c: Ctx; kept: Booking; action: string }) {
  const { t, lang } = c.var
  const until = kept.hold_until ? formatInstant(kept.hold_until, lang) : ''
  return (
    <>
      <Notice
        kind="info"
        word={t('consultations.notice')}
        title={t('consultations.kept.until', { until })}
      >
        <p>{t('consultations.kept.after')}</p>
      </Notice>
      <SlotFacts c={c} booking={kept} />
      <form method="post" action={to(c, `${action}/back`)}>
        <FormStart c={c} form="consultations.back" />
        <Button kind="secondary" small>
          {t('consultations.kept.other')}
        </Button>
      </form>
    </>
  )
}

/** Time and adviser of a booking. */
function SlotFacts({ c, booking }: { c: Ctx; booking: Booking }) {
  const { t, lang } = c.var
  if (!booking.starts_at || !booking.ends_at) return null
  return (
    <DefinitionList
      items={[
        {
          term: t('consultations.time'),
          value: formatInstantRange(booking.starts_at, booking.ends_at, lang, { withYear: true }),
        },
        { term: t('consultations.adviser'), value: booking.adviser_name ?? '' },
      ]}
    />
  )
}

/** The number, and what happens next. No name, no act: whoever filled in the form may see it again. */
export function receiptPage(c: Ctx, booking: Booking): Response {
  const { t } = c.var
  const state =
    booking.state === 'confirmed' || booking.state === 'waiting' || booking.state === 'held'
      ? booking.state
      : 'over'
  const proven = booking.proven_at !== null
  return page(
    c,
    { title: t(`consultations.receipt.${state}.title`) },
    <div class="form-page stack">
      <PageHead
        title={t(`consultations.receipt.${state}.title`)}
        over={<span class="figures">{receiptNumber(booking.slug, booking.number)}</span>}
      />
      <SlotFacts c={c} booking={booking} />
      {booking.waiting_number !== null && (
        <p>{t('consultations.waiting.place', { number: booking.waiting_number })}</p>
      )}
      <p>
        {t(
          state === 'over' || (proven && state !== 'held')
            ? 'consultations.receipt.proven'
            : 'consultations.receipt.unproven',
        )}
      </p>
    </div>,
  )
}
