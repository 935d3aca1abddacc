import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { zone } from '../../clock.ts'
import { formatInstantRange, formatTime } from '../../lib/jp-date.ts'
import { languageNames, languages, pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { SlotTable } from '../../ui/slot-table.tsx'
import { type Slot, typingMinutes } from './consultation.ts'
import { bookable, type PublicDay, wishQuery } from './public-day.ts'

type Props = { c: Ctx; shown: PublicDay; refused?: 'taken' | 'closed' | undefined }

/** The day's slots, to choose one. */
export function ChooseView({ c, shown, refused }: Props) {
  const { t, lang, now } = c.var
  const { event, day } = shown
  const title = pick(event.title, lang)
  const free = bookable(shown, now)
  return (
    <div class="stack">
      {refused && (
        <Notice
          kind="warning"
          live
          word={t('consultations.notice')}
          title={t(`consultations.refused.${refused}`)}
        />
      )}
      <PageHead title={t('consultations.title')} lead={t('consultations.lead')}>
        <p lang={title.lang}>{title.text}</p>
        <p>
          <strong>
            {formatInstantRange(day.starts_at, day.ends_at, lang, { withYear: true })}
          </strong>
        </p>
        <p>{t('consultations.how', { slot: day.slot_minutes, keep: typingMinutes })}</p>
      </PageHead>
      <Filter c={c} shown={shown} />
      <Section id="slots" title={t('consultations.slots')}>
        {shown.slots.length === 0 ? (
          <EmptyState
            title={t('consultations.none.title')}
            text={t('consultations.none.text')}
            level={3}
          />
        ) : (
          <SlotForm c={c} shown={shown} free={free} />
        )}
      </Section>
      {free.length === 0 && shown.slots.length > 0 && <Full c={c} shown={shown} />}
    </div>
  )
}

function Filter({ c, shown: { day, wish } }: { c: Ctx; shown: PublicDay }) {
  const { t, lang } = c.var
  return (
    <form class="stack" method="get" role="search">
      <Select
        name="topic"
        label={t('consultations.topic')}
        value={wish.topic}
        placeholder={t('consultations.any-topic')}
        options={day.topics.map(({ code, name }) => ({
          value: code,
          label: pick(name, lang).text,
        }))}
      />
      <Select
        name="language"
        label={t('consultations.language')}
        value={wish.language}
        placeholder={t('consultations.any-language')}
        options={languages.map((one) => ({ value: one, label: languageNames[one] }))}
      />
      {wish.from && <input type="hidden" name="from" value={wish.from} />}
      <FormActions>
        <Button kind="secondary">{t('consultations.filter')}</Button>
      </FormActions>
    </form>
  )
}

/** One form around the table: every button sends its slot. */
function SlotForm({ c, shown, free }: { c: Ctx; shown: PublicDay; free: Slot[] }) {
  const { t, lang } = c.var
  const { advisers, slots, wish, event } = shown
  const times = [...new Set(slots.map(({ starts_at }) => starts_at.epochMilliseconds))]
  const clock = (at: number) =>
    formatTime(
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainTime(),
      lang,
    )
  return (
    <form method="post" action={to(c, `/events/${event.slug}/consultation`)}>
      <FormStart c={c} form="consultations.choose" />
      {Object.entries(wish).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <SlotTable
        caption={t('consultations.slots')}
        timeLabel={t('consultations.time')}
        columns={[
          ...(advisers.length > 1 ? [{ id: 0, label: t('consultations.anybody') }] : []),
          ...advisers.map(({ id, name }) => ({ id, label: name })),
        ]}
        rows={times.map((at) => ({
          time: clock(at),
          cell: (id) => cellOf({ c, shown, free, at, adviserId: id }),
        }))}
      />
    </form>
  )
}

function cellOf(about: { c: Ctx; shown: PublicDay; free: Slot[]; at: number; adviserId: number }) {
  const { c, shown, free, at, adviserId } = about
  const { t } = c.var
  const isThen = (slot: Slot) => slot.starts_at.epochMilliseconds === at
  const then = free.filter(isThen)
  if (adviserId === 0)
    return then.length === 0 ? undefined : (
      <Button
        small
        name="any"
        value={String(at)}
        about={`${clockWords(c, at)} ${t('consultations.anybody')}`}
      >
        {t('consultations.choose')}
      </Button>
    )
  const slot = then.find((one) => one.adviser_id === adviserId)
  if (slot)
    return (
      <Button
        kind="secondary"
        small
        name="slot"
        value={String(slot.pool_id)}
        about={`${clockWords(c, at)} ${shown.advisers.find(({ id }) => id === adviserId)?.name ?? ''}`}
      >
        {t('consultations.choose')}
      </Button>
    )
  const exists = shown.slots.some((one) => isThen(one) && one.adviser_id === adviserId)
  return exists ? t('consultations.taken') : undefined
}

function clockWords(c: Ctx, at: number): string {
  const then = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainTime()
  return ` ${formatTime(then, c.var.lang)}`
}

function Full({ c, shown }: { c: Ctx; shown: PublicDay }) {
  const { t } = c.var
  if (!shown.day.waiting_pool_id) return null
  return (
    <Notice kind="info" word={t('consultations.notice')} title={t('consultations.full.title')}>
      <p>{t('consultations.full.text')}</p>
      <Button
        href={to(c, `/events/${shown.event.slug}/consultation/waiting${wishQuery(shown.wish)}`)}
      >
        {t('consultations.full.button')}
      </Button>
    </Notice>
  )
}
