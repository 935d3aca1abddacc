import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { staffPage } from '../../http/staff-page.tsx'
import { formatInstant, formatInstantRange } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { receiptNumber } from '../applications/application.ts'
import { MistakeSummary } from './mistake-summary.tsx'
import type { Note } from './case.ts'
import { type Adviser, topicName } from './consultation.ts'
import type { Document } from './documents.ts'
import { DocumentList } from './own-views.tsx'
import type { Booking } from './queries.ts'

const base = '/staff/my-consultations'

/** What somebody sees who may advise but is no adviser of this edition. */
export function noAdviserPage(c: Ctx): Promise<Response> {
  const { t } = c.var
  return staffPage(
    c,
    { title: t('consultations.mine.title') },
    <div class="stack">
      <PageHead title={t('consultations.mine.title')} />
      <EmptyState
        title={t('consultations.mine.nobody.title')}
        text={t('consultations.mine.nobody.text')}
      />
    </div>,
  )
}

/** Every case of an adviser, in the order of time. */
export function casesPage(c: Ctx, adviser: Adviser, bookings: Booking[]): Promise<Response> {
  const { t } = c.var
  return staffPage(
    c,
    { title: t('consultations.mine.title') },
    <div class="stack">
      <PageHead title={t('consultations.mine.title')} over={adviser.name}>
        <p>
          <a href={to(c, `${base}/sheet`)}>{t('consultations.sheet.link')}</a>
        </p>
      </PageHead>
      {bookings.length === 0 ? (
        <EmptyState
          title={t('consultations.mine.none.title')}
          text={t('consultations.mine.none.text')}
        />
      ) : (
        <CaseTable c={c} bookings={bookings} />
      )}
    </div>,
  )
}

function CaseTable({ c, bookings }: { c: Ctx; bookings: Booking[] }) {
  const { t, lang } = c.var
  return (
    <Table
      caption={t('consultations.mine.title')}
      captionHidden
      columns={[
        { label: t('consultations.time') },
        { label: t('consultations.field.company') },
        { label: t('consultations.topic') },
        { label: t('consultations.ordinal'), narrow: true },
        { label: t('consultations.outcome'), narrow: true },
      ]}
      rows={bookings.map((one) => ({
        id: String(one.id),
        cells: [
          timeOf(c, one),
          <a key="company" href={to(c, `${base}/${one.id}`)}>
            {one.organisation || one.name}
          </a>,
          topicName(one.topics, one.topic ?? '', lang).text,
          String(one.ordinal ?? 1),
          t(`consultations.outcome.${one.outcome ?? 'open'}`),
        ],
      }))}
    />
  )
}

function timeOf(c: Ctx, { starts_at, ends_at }: Booking): string {
  return starts_at && ends_at ? formatInstantRange(starts_at, ends_at, c.var.lang) : ''
}

type Props = {
  adviser: Adviser
  booking: Booking
  notes: Note[]
  documents: Document[]
  next: Booking | undefined
  mistakes: MistakeInWords[]
}

/** One case: who, what they ask, documents, own notes, link, outcome, the next one. */
export function casePage(c: Ctx, props: Props): Promise<Response> {
  const { t } = c.var
  const { booking, mistakes, documents } = props
  return staffPage(
    c,
    { title: booking.organisation || booking.name, mistaken: mistakes.length > 0 },
    <div class="form-page stack">
      <MistakeSummary c={c} mistakes={mistakes} />
      <PageHead
        title={booking.organisation || booking.name}
        over={<span class="figures">{receiptNumber(booking.slug, booking.number)}</span>}
      >
        <p>
          <a href={to(c, base)}>{t('consultations.mine.title')}</a>
        </p>
      </PageHead>
      <Facts c={c} booking={booking} />
      <Section id="documents" title={t('consultations.documents')} quiet>
        <DocumentList c={c} documents={documents} path={`${base}/${booking.id}/files`} />
      </Section>
      <Notes c={c} {...props} />
      <MeetingLink c={c} {...props} />
      <OutcomeForm c={c} booking={booking} />
      <FollowUp c={c} {...props} />
    </div>,
  )
}

function Facts({ c, booking }: { c: Ctx; booking: Booking }) {
  const { t, lang } = c.var
  const topic = topicName(booking.topics, booking.topic ?? '', lang)
  return (
    <DefinitionList
      items={[
        { term: t('consultations.time'), value: timeOf(c, booking) },
        { term: t('consultations.state'), value: t(`consultations.state.${booking.state}`) },
        { term: t('consultations.field.name'), value: booking.name },
        { term: t('consultations.field.email'), value: booking.email },
        { term: t('consultations.topic'), value: topic.text, lang: topic.lang },
        { term: t('consultations.field.question'), value: booking.question || '–' },
        {
          term: t('consultations.ordinal'),
          value: t('consultations.ordinal.of', {
            number: booking.ordinal ?? 1,
            most: booking.follow_ups,
          }),
        },
        {
          term: t('consultations.outcome'),
          value: t(`consultations.outcome.${booking.outcome ?? 'open'}`),
        },
      ]}
    />
  )
}

function Notes({ c, booking, notes, mistakes }: Props & { c: Ctx }) {
  const { t, lang } = c.var
  return (
    <Section id="notes" title={t('consultations.notes')} quiet>
      <p>{t('consultations.notes.text')}</p>
      {notes.map((note) => (
        <article key={note.id} class="notice-line">
          <p class="long-word">{note.body}</p>
          <p>
            {formatInstant(note.created_at, lang)} {note.adviser}{' '}
            {note.hand_over && t('consultations.notes.hand-over')}
          </p>
        </article>
      ))}
      <form class="stack" method="post" action={to(c, `${base}/${booking.id}/note`)}>
        <FormStart c={c} form="consultations.note" />
        <Field
          name="body"
          label={t('consultations.notes.body')}
          type="textarea"
          error={wordsAt(mistakes, 'body')}
          errorWord={t('site.error.prefix')}
        />
        <Choice
          name="handOver"
          type="checkbox"
          label={t('consultations.notes.who')}
          options={[{ value: 'yes', label: t('consultations.notes.hand-over.tick') }]}
        />
        <Button>{t('consultations.notes.save')}</Button>
      </form>
    </Section>
  )
}

function MeetingLink({ c, booking, adviser, mistakes }: Props & { c: Ctx }) {
  const { t } = c.var
  return (
    <Section id="meeting" title={t('consultations.meeting')} quiet>
      <form class="stack" method="post" action={to(c, `${base}/${booking.id}/link`)} noValidate>
        <FormStart c={c} form="consultations.link" />
        <Field
          name="meetingUrl"
          type="url"
          label={t('consultations.meeting.own')}
          hint={t('consultations.meeting.hint', { usual: adviser.meeting_url || '–' })}
          error={wordsAt(mistakes, 'meetingUrl')}
          errorWord={t('site.error.prefix')}
          value={booking.own_meeting_url}
        />
        <Button kind="secondary">{t('consultations.meeting.save')}</Button>
      </form>
    </Section>
  )
}

function OutcomeForm({ c, booking }: { c: Ctx; booking: Booking }) {
  const { t } = c.var
  if (booking.state !== 'confirmed') return null
  return (
    <Section id="case-outcome" title={t('consultations.outcome')} quiet>
      <form class="stack" method="post" action={to(c, `${base}/${booking.id}/outcome`)}>
        <FormStart c={c} form="consultations.outcome" />
        <Choice
          name="outcome"
          type="radio"
          inline
          label={t('consultations.outcome')}
          options={(['held', 'no-show', 'open'] as const).map((value) => ({
            value,
            label: t(`consultations.outcome.${value}`),
            checked: (booking.outcome === 'follow-up' ? 'held' : booking.outcome) === value,
          }))}
        />
        <Button kind="secondary">{t('consultations.outcome.save')}</Button>
      </form>
    </Section>
  )
}

function FollowUp({ c, booking, next, mistakes }: Props & { c: Ctx }) {
  const { t } = c.var
  const used = (booking.ordinal ?? 1) >= booking.follow_ups
  return (
    <Section id="follow-up" title={t('consultations.follow-up')} quiet>
      {next && (
        <p>
          {t('consultations.follow-up.next', { time: timeOf(c, next) })}{' '}
          <a href={to(c, `${base}/${next.id}`)}>{t('consultations.follow-up.open')}</a>
        </p>
      )}
      {used && <p>{t('consultations.follow-up.used', { most: booking.follow_ups })}</p>}
      {!next && !used && booking.state === 'confirmed' && (
        <form
          class="stack"
          method="post"
          action={to(c, `${base}/${booking.id}/follow-up`)}
          noValidate
        >
          <FormStart c={c} form="consultations.follow-up" />
          <Field
            name="date"
            label={t('consultations.follow-up.date')}
            hint={t('consultations.follow-up.hint')}
            error={wordsAt(mistakes, 'date')}
            errorWord={t('site.error.prefix')}
            width="medium"
          />
          <Field name="time" label={t('consultations.follow-up.time')} width="short" />
          <Button kind="secondary">{t('consultations.follow-up.button')}</Button>
        </form>
      )}
    </Section>
  )
}
