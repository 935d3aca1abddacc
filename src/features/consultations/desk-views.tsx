import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { staffPage } from '../../http/staff-page.tsx'
import { formatInstant, formatInstantRange } from '../../lib/jp-date.ts'
import { languageNames, pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import type { Edition } from '../editions/edition.ts'
import { nameOf } from '../editions/edition.ts'
import { type Adviser, topicName } from './consultation.ts'
import type { eventsWithoutDay, ListedDay } from './desk-queries.ts'
import type { DayFigures } from './figures.ts'

type Counted = { day: ListedDay; figures: DayFigures }
type Props = {
  edition: Edition
  advisers: Adviser[]
  days: Counted[]
  events: Awaited<ReturnType<typeof eventsWithoutDay>>
}

/** Advisers, days, figures. */
export function deskPage(c: Ctx, props: Props): Promise<Response> {
  const { t } = c.var
  return staffPage(
    c,
    { title: t('consultations.desk.title'), wide: true },
    <div class="stack">
      <PageHead title={t('consultations.desk.title')} />
      <Days c={c} {...props} />
      <Advisers c={c} advisers={props.advisers} />
      <FigureTables c={c} {...props} />
    </div>,
  )
}

function Days({ c, days, events }: Props & { c: Ctx }) {
  const { t, lang } = c.var
  return (
    <Section id="days" title={t('consultations.days')}>
      {days.length === 0 ? (
        <EmptyState
          title={t('consultations.days.none')}
          text={t('consultations.days.none.text')}
          level={3}
        />
      ) : (
        <Table
          caption={t('consultations.days')}
          captionHidden
          columns={[
            { label: t('consultations.seminar') },
            { label: t('consultations.time') },
            { label: t('consultations.day.public'), narrow: true },
          ]}
          rows={days.map(({ day }) => ({
            id: String(day.id),
            cells: [
              <a key="day" href={to(c, `/staff/consultations/days/${day.id}`)}>
                {pick(day.title, lang).text}
              </a>,
              formatInstantRange(day.starts_at, day.ends_at, lang, { withYear: true }),
              t(day.published_at ? 'consultations.day.public.yes' : 'consultations.day.public.no'),
            ],
          }))}
        />
      )}
      <NewDay c={c} events={events} />
    </Section>
  )
}

function NewDay({ c, events }: Pick<Props, 'events'> & { c: Ctx }) {
  const { t, lang } = c.var
  if (events.length === 0) return null
  return (
    <form class="stack" method="post" action={to(c, '/staff/consultations/days')}>
      <FormStart c={c} form="consultations.day" />
      <Select
        name="event"
        label={t('consultations.day.new')}
        hint={t('consultations.day.new.hint')}
        options={events.map(({ id, title, ends_at }) => ({
          value: String(id),
          label: `${pick(title, lang).text} ${ends_at ? formatInstant(ends_at, lang) : ''}`,
        }))}
      />
      <Button kind="secondary">{t('consultations.day.new.button')}</Button>
    </form>
  )
}

function Advisers({ c, advisers }: { c: Ctx; advisers: Adviser[] }) {
  const { t } = c.var
  return (
    <Section id="advisers" title={t('consultations.advisers')}>
      {advisers.length > 0 && (
        <Table
          caption={t('consultations.advisers')}
          captionHidden
          columns={[
            { label: t('consultations.field.name') },
            { label: t('consultations.topics') },
            { label: t('consultations.languages') },
            { label: t('consultations.adviser.account'), narrow: true },
            { label: t('consultations.adviser.active'), narrow: true },
          ]}
          rows={advisers.map((one) => ({
            id: String(one.id),
            cells: [
              <a key="name" href={to(c, `/staff/consultations/advisers/${one.id}`)}>
                {one.name}
              </a>,
              one.topics.join(', '),
              one.languages
                .map((code) => languageNames[code as keyof typeof languageNames] ?? code)
                .join(', '),
              t(one.staff_id ? 'consultations.yes' : 'consultations.no'),
              t(one.active ? 'consultations.yes' : 'consultations.no'),
            ],
          }))}
        />
      )}
      <p>
        <Button kind="secondary" href={to(c, '/staff/consultations/advisers/new')}>
          {t('consultations.adviser.new')}
        </Button>
      </p>
    </Section>
  )
}

function FigureTables({ c, edition, days }: Props & { c: Ctx }) {
  const { t, lang } = c.var
  if (days.length === 0) return null
  const counts = ['slots', 'blocked', 'booked', 'held', 'noShow', 'waiting'] as const
  const named = (of: Map<string, number>, name: (code: string) => string) =>
    [...of].map(([code, n]) => `${code ? name(code) : t('consultations.unknown')} ${n}`).join(', ')
  return (
    <Section
      id="figures"
      title={t('consultations.figures')}
      more={{
        href: to(c, '/staff/consultations/figures.csv'),
        label: t('consultations.figures.csv'),
      }}
    >
      <p>{t('consultations.figures.text')}</p>
      <Table
        caption={t('consultations.figures')}
        captionHidden
        columns={[
          { label: t('consultations.seminar') },
          ...counts.map((name) => ({ label: t(`consultations.figure.${name}`), number: true })),
          { label: t('consultations.topics') },
          { label: t('consultations.field.size') },
        ]}
        rows={days.map(({ day, figures }) => ({
          id: String(day.id),
          cells: [
            pick(day.title, lang).text,
            ...counts.map((name) => String(figures[name])),
            named(figures.byTopic, (code) => topicName(day.topics, code, lang).text),
            named(figures.bySize, (code) => nameOf(edition.sizes, code, lang)),
          ],
        }))}
      />
    </Section>
  )
}
