import { dayOf } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { staffPage } from '../../http/staff-page.tsx'
import { formatDayWithYear, formatInstantRange } from '../../lib/jp-date.ts'
import { PageHead, Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { receiptNumber } from '../applications/application.ts'
import { type Adviser, topicName } from './consultation.ts'
import type { Booking } from './queries.ts'

/** The sheet that an adviser prints: each day's consultations with room to write. */
export function sheetPage(c: Ctx, adviser: Adviser, bookings: Booking[]): Promise<Response> {
  const { t, lang, now } = c.var
  const today = dayOf(now)
  const days = new Map<string, Booking[]>()
  for (const one of bookings) {
    if (!one.starts_at) continue
    const day = dayOf(one.starts_at)
    if (Temporal.PlainDate.compare(day, today) < 0) continue
    days.set(day.toString(), [...(days.get(day.toString()) ?? []), one])
  }
  return staffPage(
    c,
    { title: t('consultations.sheet.title') },
    <div class="stack">
      <PageHead title={t('consultations.sheet.title')} over={adviser.name}>
        <p>
          <a href={to(c, '/staff/my-consultations')}>{t('consultations.mine.title')}</a>
        </p>
      </PageHead>
      {days.size === 0 && <p>{t('consultations.mine.none.text')}</p>}
      {[...days].map(([day, its]) => (
        <Section
          key={day}
          id={`day-${day}`}
          title={formatDayWithYear(Temporal.PlainDate.from(day), lang)}
        >
          <DayTable c={c} bookings={its} day={day} />
        </Section>
      ))}
    </div>,
  )
}

function DayTable({ c, bookings, day }: { c: Ctx; bookings: Booking[]; day: string }) {
  const { t, lang } = c.var
  return (
    <Table
      caption={formatDayWithYear(Temporal.PlainDate.from(day), lang)}
      captionHidden
      columns={[
        { label: t('consultations.time') },
        { label: t('consultations.number'), narrow: true },
        { label: t('consultations.field.company') },
        { label: t('consultations.field.name') },
        { label: t('consultations.topic') },
        { label: t('consultations.field.question') },
        { label: t('consultations.sheet.memo') },
      ]}
      rows={bookings.map((one) => ({
        id: String(one.id),
        cells: [
          one.starts_at && one.ends_at ? formatInstantRange(one.starts_at, one.ends_at, lang) : '',
          receiptNumber(one.slug, one.number),
          one.organisation,
          one.name,
          topicName(one.topics, one.topic ?? '', lang).text,
          one.question ?? '',
          '',
        ],
      }))}
    />
  )
}
